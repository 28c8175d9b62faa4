import { expect, test } from '@jest/globals';
import { Form, type FormField } from '@naru/contracts/program/v1/form';
import { requireForm } from '../../standards/form.ts';
import { bytesMaxOf, requireAnswers, requireComplete, requireFileField } from './answers.ts';
import { gather } from './files.ts';

const label = { ko: '', en: 'a question' };
const form = Form.fromPartial({
  fields: [
    { id: 'plan', label, kind: 'TEXT', maxLength: 5 },
    { id: 'staff', label, kind: 'NUMBER', min: 1, max: 300 },
    { id: 'market', label, kind: 'CHOICE', choices: ['US', 'CN'] },
    { id: 'export', label, kind: 'YES_NO' },
    { id: 'deck', label, kind: 'FILE', mediaTypes: ['application/pdf'] },
    { id: 'story', label, kind: 'TEXT' },
    { id: 'exports', label, kind: 'NUMBER' },
    { id: 'film', label, kind: 'FILE' },
  ],
});
const answer = (fieldId: string, value: string) => () => requireAnswers(form, [{ fieldId, value }]);

test.each([
  ['plan', '진출 계획'],
  // Readers count five characters, programs ten.
  ['plan', '🚀🚀🚀🚀🚀'],
  ['plan', ''],
  ['story', 'x'.repeat(2_000)],
  ['staff', '1'],
  ['staff', '300'],
  ['exports', '-9999999999999999'],
  ['market', 'CN'],
  ['export', 'true'],
  ['export', 'false'],
])('accepts %s: %s', (fieldId, value) => expect(answer(fieldId, value)).not.toThrow());

test.each([
  ['plan', 'too long', 'answers[0].value: must have at most 5 characters; it has 8'],
  ['staff', 'many', 'must be a whole number'],
  ['story', 'x'.repeat(2_001), 'must have at most 2000 characters; it has 2001'],
  ['staff', '0', 'must be a whole number in digits, from 1 to 300'],
  ['staff', '1.5', 'must be a whole number'],
  ['exports', '12345678901234567', 'must be a whole number'],
  ['staff', '301', 'must be a whole number in digits, from 1 to 300'],
  ['market', 'JP', 'must be one of US, CN'],
  ['export', 'yes', 'must be true or false'],
  ['deck', 'x', 'this question is answered by a file'],
  ['colour', 'red', 'must be one of plan, staff, market, export, story, exports'],
])('refuses %s: %s, and says what is allowed', (fieldId, value, message) =>
  expect(answer(fieldId, value)).toThrow(message),
);

test.each([
  ['staff', '１２', '12'],
  ['exports', '1,500', '1500'],
  ['exports', '22억 5천만', '2250000000'],
  ['exports', '007', '7'],
  ['plan', '1,500', '1,500'],
  ['market', 'CN', 'CN'],
])('stores %s: %s as %s', (fieldId, value, kept) => {
  expect(answer(fieldId, value)()).toEqual([{ fieldId, value: kept }]);
});

test('a range may have one end; an older form says 0 and 0 for any number', () => {
  const asked = (range: object, value: string) => () =>
    requireAnswers(Form.fromPartial({ fields: [{ id: 'staff', label, kind: 'NUMBER', ...range }] }), [
      { fieldId: 'staff', value },
    ]);
  expect(asked({ min: 1 }, '5000')).not.toThrow();
  expect(asked({ min: 1 }, '0')).toThrow('must be a whole number in digits, at least 1');
  expect(asked({ max: -1 }, '-7')).not.toThrow();
  expect(asked({ max: -1 }, '0')).toThrow('must be a whole number in digits, at most -1');
  expect(asked({ max: 0 }, '1')).toThrow('must be a whole number in digits, at most 0');
  expect(asked({ min: 0, max: 0 }, '1')).not.toThrow();
});

test('one refusal names all wrong answers, in both languages', () => {
  const answers = [
    { fieldId: 'plan', value: 'too long' },
    { fieldId: 'colour', value: 'red' },
    { fieldId: 'staff', value: '301' },
    { fieldId: 'staff', value: '2' },
  ];
  expect(() => requireAnswers(form, answers)).toThrow(
    expect.objectContaining({
      faults: [
        ['[0].value', 'answer.text', '5자까지 적을 수 있습니다. 지금 8자입니다'],
        ['[1].fieldId', 'answer.question', expect.stringMatching(/^다음 가운데 하나여야 합니다: plan, staff,/)],
        ['[2].value', 'answer.number', '1부터 300까지의 정수를 숫자로 적어야 합니다'],
        ['[3].fieldId', 'answer.twice', '같은 질문에 두 번 답했습니다. 답을 하나만 남기십시오'],
      ].map(([path, rule, ko]) =>
        expect.objectContaining({ path: `answers${path}`, rule, said: expect.objectContaining({ ko }) }),
      ),
    }),
  );
});

test('an answer of invisible characters is not an answer', () => {
  const required = Form.fromPartial({ fields: [{ id: 'plan', label, kind: 'TEXT', required: true }] });
  const files: never[] = [];
  const given = (value: string) => () => requireComplete(required, { answers: [{ fieldId: 'plan', value }], files });
  expect(given('\u200b\u3164 ')).toThrow('these questions must be answered before the application is submitted: plan');
  expect(given('가')).not.toThrow();
});

test('a question is answered once', () =>
  expect(() => requireAnswers(form, [answerOf('1'), answerOf('2')])).toThrow(
    'answers[1].fieldId: this question is answered twice; keep one of the answers',
  ));
const answerOf = (value: string) => ({ fieldId: 'staff', value });

test('a file needs a question that takes files, and a type that the question allows', () => {
  expect(requireFileField(form, 'deck', 'application/pdf; charset=binary').id).toBe('deck');
  expect(() => requireFileField(form, 'deck', 'image/png')).toThrow('must be a file of the type application/pdf');
  expect(() => requireFileField(form, 'plan', 'application/pdf')).toThrow('this question is not answered by a file');
  expect(() => requireFileField(form, 'deck', '')).toThrow('its content type was missing');
  expect(requireFileField(form, 'deck', ' Application/PDF ').id).toBe('deck');
  expect(requireFileField(form, 'film', 'video/mp4').id).toBe('film');
  expect(() => requireFileField(undefined, 'deck', 'application/pdf')).toThrow(
    'no question that is answered by a file',
  );
});

test('one refusal names every required question without an answer or a file', () => {
  const asked = Form.fromPartial({
    fields: [
      { id: 'plan', label, kind: 'TEXT', required: true },
      { id: 'deck', label, kind: 'FILE', required: true },
      { id: 'story', label, kind: 'TEXT', required: true },
      { id: 'more', label, kind: 'TEXT' },
    ],
  });
  const files = [{ fieldId: 'deck', fileId: 'fil_1', name: 'a.pdf', mediaType: 'application/pdf', bytes: 9 }];
  expect(() => requireComplete(asked, { answers: [], files })).toThrow(
    expect.objectContaining({
      said: {
        ko: '제출하기 전에 다음 질문에 답해야 합니다: plan, story',
        en: 'these questions must be answered before the application is submitted: plan, story',
      },
      faults: [
        expect.objectContaining({ path: 'answers["plan"]' }),
        expect.objectContaining({ path: 'answers["story"]' }),
      ],
    }),
  );
  requireComplete(undefined, { answers: [], files: [] });
});
test('a file may be as large as its question allows, or ten megabytes where the question sets no limit', () => {
  expect(bytesMaxOf({ maxBytes: 5 } as FormField)).toBe(5);
  expect(bytesMaxOf({ maxBytes: 0 } as FormField)).toBe(10_485_760);
});
test('a round without a form takes no answer', () => {
  expect(() => requireAnswers(undefined, [{ fieldId: 'plan', value: 'x' }])).toThrow(
    'answers[0].fieldId: the round asks no question that is answered in answers; take this answer out',
  );
  expect(requireAnswers(undefined, [])).toEqual([]);
});

async function* pieces(...sizes: number[]) {
  for (const size of sizes) yield { file: { data: new Uint8Array(size) } };
}
test('an upload may be as long as the limit, and is stopped at the piece that passes it', async () => {
  expect((await gather(pieces(4, 6), 10)).length).toBe(10);
  await expect(gather(pieces(4, 7), 10)).rejects.toMatchObject({ code: 'application.file_too_large' });
  await expect(gather(pieces(), 10)).rejects.toMatchObject({ code: 'application.file_empty' });
});

test('a form uses each name once, gives choices for a choice, and orders the ends of ranges', () => {
  const fields =
    (...given: object[]) =>
    () =>
      requireForm('form', Form.fromPartial({ fields: given as never }));
  expect(fields({ id: 'a', label, kind: 'TEXT' }, { id: 'a', label, kind: 'TEXT' })).toThrow('form.fields[1].id');
  expect(fields({ id: 'a', label, kind: 'CHOICE' })).toThrow('must have at least one choice');
  expect(fields({ id: 'a', label, kind: 'TEXT', choices: ['x'] })).toThrow('must be left out');
  expect(fields({ id: 'a', label, kind: 'NUMBER', min: 2, max: 1 })).toThrow('must be at least 2, the smallest number');
  for (const range of [{ min: 2 }, { max: -2 }, { min: 2, max: 2 }])
    expect(fields({ id: 'a', label, kind: 'NUMBER', ...range })).not.toThrow();
  expect(fields({ id: 'a', kind: 'TEXT' })).toThrow('form.fields[0].label');
});
