import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { partsOfName } from './legal-form.ts';
import { lettersOf } from './letters.ts';
import { nameSearch } from './name-search.ts';
import { isOrdinary, isTrade } from './ordinary.ts';

const read = (text: string, signs = false) =>
  lettersOf(text, { signs })
    .map(({ sign }) => sign)
    .join('');

test.each([
  ['Ｇａｏｎ', 'gaon'],
  ['Gáo\u0323\u0300n', 'gaon'],
  ['Gаοn', 'gaon'], // A Cyrillic а and a Greek ο.
  ['ᏀᎪᎾN', 'gaon'],
  ['ꓖꓮꓳꓠ', 'gaon'],
  ['🅖🅐🅞🅝 🇬🇦', 'gaonga'],
  ['ⓖ𝓪𝖔ｎ', 'gaon'],
  ['G\u200ba\u00ado\u2060n', 'gaon'],
  ['Æther Straße', 'aetherstrasse'],
  ['٣３𝟑', '333'],
  ['가온', 'ㄱㅏㅇㅗㄴ'],
  ['가온'.normalize('NFD'), 'ㄱㅏㅇㅗㄴ'],
  ['ㄱㅏㅇㅗㄴ', 'ㄱㅏㅇㅗㄴ'],
  ['ﾡￂￌﾤ', 'ㄱㅏㅗㄴ'],
  ['까과ㄳ', 'ㄱㄱㅏㄱㅗㅏㄱㅅ'],
  ['!? …▇', ''],
])('%s is read as %s', (text, letters) => expect(read(text)).toBe(letters));

test('digits and signs stand for letters inside words only', () => {
  expect([read('h4nb1t', true), read('h@nb!t', true), read('$aebom', true)]).toEqual(['hanbit', 'hanbit', 'saebom']);
  expect([read('hanbit!', true), read('@hanbit', true), read('a + b', true)]).toEqual(['hanbit', 'hanbit', 'ab']);
});

test('each letter has its place, and names begin and end at the edges of words and syllables', () => {
  const shown = (text: string) =>
    lettersOf(text).map(
      ({ sign, from, to, starts, ends }) => `${starts ? '[' : ''}${sign}${from}-${to}${ends ? ']' : ''}`,
    );
  expect(shown('aBc 9d')).toEqual(['[a0-1]', '[b1-2', 'c2-3]', '[94-5]', '[d5-6]']);
  expect(shown('온도')).toEqual(['[ㅇ0-1', 'ㅗ0-1', 'ㄴ0-1]', '[ㄷ1-2', 'ㅗ1-2]']);
  expect(shown('온도'.normalize('NFD'))).toEqual(['[ㅇ0-1', 'ㅗ1-2', 'ㄴ2-3]', '[ㄷ3-4', 'ㅗ4-5]']);
  expect(shown('AIGaon')).toEqual(['[a0-1', 'i1-2]', '[g2-3', 'a3-4', 'o4-5', 'n5-6]']);
  expect(shown('a\u0301b')).toEqual(['[a0-2', 'b2-3]']);
});

test('a search finds what looking at each place finds, in as many steps as there are letters', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 200 }),
      (names, text) => {
        const effort = { steps: 0 };
        const found = nameSearch(
          names.map((name) => [...name]),
          effort,
        )(lettersOf(text), () => true);
        const ends = [...text].flatMap((_, last) => {
          const longest = names
            .filter((name) => text.slice(0, last + 1).endsWith(name))
            .sort((a, b) => b.length - a.length)[0];
          return longest === undefined ? [] : [`${last - longest.length + 1}-${last}`];
        });
        expect(found.map(({ first, last }) => `${first}-${last}`)).toEqual(ends);
        expect(effort.steps).toBeLessThanOrEqual(4 * (text.length + names.join('').length));
      },
    ),
  );
});

test('the parts of a name stand between its legal forms, wherever these are', () => {
  const parts = [
    '㈜한빛로봇',
    '주식회사새봄바이오',
    '라온(주)링크 (Raon)',
    '농업회사법인주식회사 라온',
    '（ 주 ）가온',
    'Gaon Co., Ltd.',
  ];
  expect(parts.map(partsOfName)).toEqual([
    ['한빛로봇'],
    ['새봄바이오'],
    ['라온', '링크', 'Raon'],
    ['라온'],
    ['가온'],
    ['Gaon'],
  ]);
});

test('words of every day and of trades', () => {
  expect(['Test', 'document', 'DECIDE', '미래', '로봇'].map(isOrdinary)).toEqual(Array(5).fill(true));
  expect(['gaon', 'hanbit', '한빛', '새봄'].map(isOrdinary)).toEqual(Array(4).fill(false));
  expect(['로봇', 'Tech', '미래'].map(isTrade)).toEqual([true, true, false]);
});
