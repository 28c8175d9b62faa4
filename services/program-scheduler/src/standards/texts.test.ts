import { expect, test } from '@jest/globals';
import { telling } from '@naru/words/texts';
import { FORM, PHASE } from './texts.ts';

test('choices are asked for, or have to be left out', () => {
  const said = (needed: boolean) => telling(FORM)('choices', { needed });
  expect(said(true)).toEqual({
    ko: 'CHOICE 질문에는 선택지가 하나 이상 있어야 합니다',
    en: 'must have at least one choice, since the kind of the question is CHOICE',
  });
  expect(said(false).ko).toMatch(/^비워 두어야 합니다/);
  expect(said(false).en).toMatch(/^must be left out/);
});
test('phases that overlap are told the last day of the phase before, or the least number of days', () => {
  const after = { year: 2016, month: 6, day: 30 };
  expect(telling(PHASE)('overlap', { after, dayMin: undefined })).toEqual({
    ko: '앞 단계가 끝나는 날(2016년 6월 30일)보다 뒤여야 합니다',
    en: 'must be after 30 June 2016, the day the previous phase ends',
  });
  const days = telling(PHASE)('overlap', { after: undefined, dayMin: 30 });
  expect(days.ko).toMatch(/^30 이상이어야/);
  expect(days.en).toMatch(/^must be at least 30:/);
});
