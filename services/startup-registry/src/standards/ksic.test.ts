import { expect, test } from '@jest/globals';
import { requireKsic } from './ksic.ts';

test.each([
  ['C', '10'],
  ['C', '34'],
  ['J', '58'],
  ['J', '63'],
  ['M', '70'],
  ['M', '73'],
])('%s contains %s', (section, division) => requireKsic('ksic', { section, division }));

test.each([
  ['C', '09'],
  ['C', '35'],
  ['J', '57'],
  ['M', '74'],
])('%s does not contain %s', (section, division) => {
  expect(() => requireKsic('profile.ksic', { section, division })).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path: 'profile.ksic.division' })] }),
  );
});

test('a section that does not exist is refused with its own field', () =>
  expect(() => requireKsic('profile.ksic', { section: 'Z', division: '10' })).toThrow(
    expect.objectContaining({
      faults: [expect.objectContaining({ path: 'profile.ksic.section', rule: 'ksic.section' })],
    }),
  ));

test('the refusal names the divisions of the section', () => {
  expect(() => requireKsic('ksic', { section: 'J', division: '57' })).toThrow(
    expect.objectContaining({
      said: {
        ko: 'ksic.division: 대분류 J의 중분류인 58~63 가운데 하나여야 합니다',
        en: 'ksic.division: must be from 58 to 63, the divisions of section J',
      },
    }),
  );
});

const SECTIONS = `A 1 3,B 5 8,C 10 34,D 35 35,E 36 39,F 41 42,G 45 47,H 49 52,I 55 56,J 58 63,K 64 66,L 68 68,M 70 73,N 74 76,
O 84 84,P 85 85,Q 86 87,R 90 91,S 94 96,T 97 98,U 99 99`;

test.each(SECTIONS.split(/,\s*/).map((line) => line.split(' ')))(
  'section %s has the divisions from %s to %s, and no others',
  (section, first, last) => {
    const holds = (number: number) => {
      try {
        requireKsic('ksic', { section, division: String(number).padStart(2, '0') });
        return true;
      } catch {
        return false;
      }
    };
    const [from, to] = [Number(first), Number(last)];
    expect([from - 1, from, to, to + 1].map(holds)).toEqual([false, true, true, false]);
  },
);
