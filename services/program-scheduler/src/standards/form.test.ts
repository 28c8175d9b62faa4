import { expect, test } from '@jest/globals';
import { Form, type FormField } from '@naru/contracts/program/v1/form';
import { requireForm, wholeForm } from './form.ts';

const field = (changes: Partial<FormField> = {}) =>
  ({ id: 'plan', kind: 'TEXT', label: { ko: '계획', en: '' }, choices: [], min: 0, max: 0, ...changes }) as FormField;
const choice = { value: 'a', label: { ko: '가', en: '' } } as unknown as FormField['choices'][number];
const form = (...fields: FormField[]) => ({ fields }) as Form;

test('returns a form that keeps the rules, and accepts a missing form', () => {
  const kept = form(
    field(),
    field({ id: 'pick', kind: 'CHOICE', choices: [choice] }),
    field({ id: 'n', min: 5, max: 5 }),
  );
  expect(requireForm('form', kept)).toBe(kept);
  expect(requireForm('form', undefined)).toBeUndefined();
});

test.each([
  ['two questions of one name', [field(), field({ id: 'why' }), field()], /^form\.fields\[2\]\.id: /],
  ['a question without a text', [field(), field({ id: 'b', label: undefined })], /^form\.fields\[1\]\.label: /],
  ['a choice without choices', [field({ kind: 'CHOICE' })], /^form\.fields\[0\]\.choices: must have at least one/],
  ['choices that nobody chooses from', [field({ choices: [choice] })], /^form\.fields\[0\]\.choices: must be left out/],
  [
    'a range that ends before it begins',
    [field({ min: 5, max: 4 })],
    /^form\.fields\[0\]\.max: must be at least 5, the smallest number/,
  ],
])('refuses %s', (_, fields, complaint) => {
  expect(() => requireForm('form', form(...fields))).toThrow(complaint);
});

test('one refusal names all faults of a form, in both languages', () => {
  const wrong = form(field(), field({ label: undefined, kind: 'CHOICE', min: 5, max: 4 }));
  expect(() => requireForm('form', wrong)).toThrow(
    expect.objectContaining({
      faults: [
        ['id', 'form.id_twice', 'plan: 다른 질문이 이미 쓰고 있는 ID입니다. 질문마다 다른 ID가 있어야 합니다'],
        ['label', 'text.given', '한국어(ko)나 영어(en)로 적어야 합니다'],
        ['choices', 'form.choices', 'CHOICE 질문에는 선택지가 하나 이상 있어야 합니다'],
        ['max', 'form.range', '최솟값(min)인 5 이상이어야 합니다'],
      ].map(([name, rule, ko]) =>
        expect.objectContaining({ path: `form.fields[1].${name}`, rule, said: expect.objectContaining({ ko }) }),
      ),
    }),
  );
});

test('a form that was stored before a field existed is read with that field empty', () => {
  expect(wholeForm({} as Form)).toEqual(Form.fromPartial({}));
  expect(wholeForm(undefined)).toBeUndefined();
});
