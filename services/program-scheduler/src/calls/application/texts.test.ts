import { expect, test } from '@jest/globals';
import { telling } from '@naru/words/texts';
import { ANSWER, APPLICATION, INELIGIBLE, ineligibleText } from './texts.ts';

test('a closed application is called withdrawn or submitted', () => {
  const said = (withdrawn: boolean) => telling(APPLICATION)('not_draft', { withdrawn });
  expect(said(true)).toMatchObject({ ko: expect.stringContaining('철회한'), en: expect.stringContaining('withdrawn') });
  expect(said(false)).toMatchObject({
    ko: expect.stringContaining('제출한'),
    en: expect.stringContaining('submitted'),
  });
});
test.each([
  [10 * 1024 * 1024, '10 MiB', '10 MiB'],
  [1024 * 1024, '1 MiB', '1 MiB'],
  [1_048_577, '1,048,577바이트', '1,048,577 bytes'],
  [500, '500바이트', '500 bytes'],
])('a limit of %d bytes is printed as %s or %s', (bytesMax, korean, english) => {
  const { ko, en } = telling(APPLICATION)('file_too_large', { bytesMax });
  expect(ko).toContain(`${korean}까지`);
  expect(en).toContain(`at most ${english};`);
});

test('an unknown question is answered with the questions of the round, if it has any', () => {
  const said = (...ids: string[]) => telling(ANSWER)('question', { ids, file: false });
  expect(said()).toEqual({
    ko: '이 모집에는 answers에 답할 질문이 없습니다. 이 답을 빼십시오',
    en: 'the round asks no question that is answered in answers; take this answer out',
  });
  expect(telling(ANSWER)('question', { ids: [], file: true })).toEqual({
    ko: '이 모집에는 파일로 답하는 질문이 없으므로 파일을 올릴 수 없습니다',
    en: 'the round asks no question that is answered by a file, so no file can be uploaded',
  });
  expect(said('plan')).toEqual({ ko: '다음 가운데 하나여야 합니다: plan', en: 'must be one of plan' });
});
test('a number is asked for with its range, as far as the question has bounds', () => {
  const said = (min?: number, max?: number) => telling(ANSWER)('number', { min, max });
  expect(said(1, 300)).toEqual({
    ko: '1부터 300까지의 정수를 숫자로 적어야 합니다',
    en: 'must be a whole number in digits, from 1 to 300',
  });
  expect(said()).toEqual({
    ko: '16자리 이하의 정수를 숫자로 적어야 합니다. 예: 12',
    en: 'must be a whole number of at most 16 digits, such as 12',
  });
  expect(said(1)).toEqual({
    ko: '1 이상의 정수를 숫자로 적어야 합니다',
    en: 'must be a whole number in digits, at least 1',
  });
  expect(said(undefined, 300)).toEqual({
    ko: '300 이하의 정수를 숫자로 적어야 합니다',
    en: 'must be a whole number in digits, at most 300',
  });
});
test('a file of a wrong type is told its own type, or that it has none', () => {
  const said = (given: string) => telling(ANSWER)('media_type', { mediaTypes: ['application/pdf'], given });
  expect(said('image/png').ko).toMatch(/: image\/png$/);
  expect(said('image/png').en).toMatch(/ was image\/png$/);
  expect(said('').ko).toMatch(/: 없음$/);
  expect(said('').en).toMatch(/ was missing$/);
});

test('a venture outside the sectors or stages of a round is told its own, or that it has named none', () => {
  const sector = (...own: string[]) => telling(INELIGIBLE)('SECTOR', { admitted: ['IOT'], own });
  expect(sector('BEAUTY').ko).toMatch(/이 기업의 분야: [^,]+\.$/);
  expect(sector('BEAUTY').en).toMatch(/The sectors of this venture: [^,]+\.$/);
  expect(sector().ko).toMatch(/이 기업은 분야를 적지 않았습니다\.$/);
  expect(sector().en).toMatch(/This venture has named no sector\.$/);
  const stage = (...own: string[]) => telling(INELIGIBLE)('STAGE', { admitted: ['SEED'], own });
  expect(stage('GROWTH').ko).toMatch(/이 기업의 단계: [^,]+\.$/);
  expect(stage('GROWTH').en).toMatch(/The stage of this venture: [^,]+\.$/);
  expect(stage().ko).toMatch(/이 기업은 성장 단계를 적지 않았습니다\.$/);
  expect(stage().en).toMatch(/This venture has named no stage\.$/);
});
test('a reason that was stored as a sentence keeps it in English, and has a text in Korean', () => {
  expect(ineligibleText({ code: 'FOUNDED', params: {}, message: 'founded too early' })).toEqual({
    ko: '이 모집이 정한 해보다 먼저 설립된 기업입니다.',
    en: 'founded too early.',
  });
  expect(ineligibleText({ code: 'FOUNDED', params: { yearMin: 2014, year: 2013 } }).en).toContain(
    'was founded in 2013',
  );
});
