import { expect, test } from '@jest/globals';
import { isLei, requireLei } from './lei.ts';

const RIGHT = '5493000IBP32UQZ0KL24';

test('accepts an identifier whose check digits are right', () => expect(isLei(RIGHT)).toBe(true));

test.each([
  ['one digit changed', '5493000IBP32UQZ0KL25'],
  ['two letters swapped', '5493000IPB32UQZ0KL24'],
  ['too short', RIGHT.slice(0, -1)],
  ['a trailing newline', `${RIGHT}\n`],
  ['lower case', RIGHT.toLowerCase()],
  ['letters for check digits', '5493000IBP32UQZ0KLAB'],
  ['nothing', ''],
])('refuses %s', (_, written) => expect(isLei(written)).toBe(false));

test('every change of one character is detected', () => {
  for (let place = 0; place < RIGHT.length; place += 1) {
    const other = RIGHT[place] === '7' ? '8' : '7';
    expect(isLei(RIGHT.slice(0, place) + other + RIGHT.slice(place + 1))).toBe(false);
  }
});

test('a wrong form and wrong check digits are different faults, and an omitted identifier is accepted', () => {
  const refusal = (rule: string) =>
    expect.objectContaining({ faults: [expect.objectContaining({ path: 'lei', rule })] });
  expect(requireLei('lei', '')).toBe('');
  expect(() => requireLei('lei', RIGHT.toLowerCase())).toThrow(refusal('lei.form'));
  expect(() => requireLei('lei', '5493000IBP32UQZ0KL25')).toThrow(refusal('lei.check_digits'));
});
