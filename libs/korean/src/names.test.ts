import { expect, test } from '@jest/globals';
import { romanize } from 'es-hangul';
import fc from 'fast-check';
import { choseong, choseongFinder, hasChoseong, matchesChoseong } from './choseong.ts';
import { comparable, folded, foldedWithPlaces } from './folding.ts';
import { isLegalForm, normaliseLegalForm, withoutLegalForm } from './legal-form.ts';
import { fileName, romanised, romanisedAsSpoken } from './romanising.ts';

test.each([
  ['주식회사 라온링크', '라온링크', '주식회사 라온링크'],
  ['㈜라온링크', '라온링크', '주식회사 라온링크'],
  ['(주) 라온링크', '라온링크', '주식회사 라온링크'],
  ['（주）라온링크', '라온링크', '주식회사 라온링크'],
  ['라온링크(주)', '라온링크', '라온링크 주식회사'],
  ['라온링크주식회사', '라온링크', '라온링크 주식회사'],
  ['(유)라온', '라온', '유한회사 라온'],
  ['유한책임회사 라온', '라온', '유한책임회사 라온'],
  ['재단법인 라온', '라온', '재단법인 라온'],
  ['㈔라온', '라온', '사단법인 라온'],
  ['라온사회적협동조합', '라온', '라온 사회적협동조합'],
  ['농업회사법인 (주)라온', '라온', '농업회사법인 주식회사 라온'],
  ['Raon Link Inc', 'Raon Link', 'Raon Link Inc.'],
  ['Raon Link, Inc.', 'Raon Link', 'Raon Link Inc.'],
  ['RAON CO.,LTD', 'RAON', 'RAON Co., Ltd.'],
  ['Raon Company Limited', 'Raon', 'Raon Co., Ltd.'],
  ['Raon Corporation', 'Raon', 'Raon Corp.'],
  ['Raon L.L.C.', 'Raon', 'Raon LLC'],
  ['Rheintal GmbH', 'Rheintal', 'Rheintal GmbH'],
  ['Chao Pte Ltd', 'Chao', 'Chao Pte. Ltd.'],
  // These only look like a legal form.
  ['주식회사', '주식회사', '주식회사'],
  ['Inc', 'Inc', 'Inc'],
  ['Zinc', 'Zinc', 'Zinc'],
  ['Visa', 'Visa', 'Visa'],
  ['라온(주)링크', '라온(주)링크', '라온(주)링크'],
  ['주식회', '주식회', '주식회'],
])('the legal form of %s', (name, alone, written) => {
  expect([withoutLegalForm(name), normaliseLegalForm(name)]).toEqual([alone, written]);
});

test('a text that is only a legal form stays', () => {
  expect(['주식회사', '㈜', '(주)', 'Inc', 'co., ltd.', 'LLC'].map(isLegalForm)).toEqual(Array(6).fill(true));
  expect(['라온', '주식', 'Zinc', 'Raon Inc', ''].map(isLegalForm)).toEqual(Array(5).fill(false));
});

test.each([
  ['Ｃａｆé', 'cafe'],
  ['CAFE\u0301', 'cafe'],
  ['Łódź Straße', 'lodz strasse'],
  ['Đồng Ærø Œuvre Þórður', 'dong aero oeuvre thordur'],
  ['İstanbul', 'istanbul'],
  ['㈜라온', '(주)라온'],
  ['나루'.normalize('NFD'), '나루'],
  ['が', 'が'],
  ['й', 'й'],
  ['ㄱㅏ', 'ㄱㅏ'],
  ['ΆΣ', 'ας'],
])('%s folds to %s', (text, form) => {
  expect(folded(text)).toBe(form);
});

test('each character of a folded text has the index of its source', () => {
  for (const text of ['가온 Gaon', 'Ｇáon ㎏ 가온', 'ß🚀a', '']) {
    const { form, places } = foldedWithPlaces(text);
    expect([form, places.length]).toEqual([folded(text), form.length + 1]);
    for (let at = 0; at < form.length; at += 1)
      expect(folded(String.fromCodePoint(text.codePointAt(places[at] ?? 0) ?? 0))).toContain(form[at]);
  }
  expect(foldedWithPlaces('ß🚀a').places).toEqual([0, 0, 1, 1, 3, 4]);
  expect(foldedWithPlaces('가a').places).toEqual([0, 1, 2]);
});

test('folding keeps Hangul whole in any context, and does not change folded text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('가', '힣', '뷁', 'é', 'Ａ', 'ㄱ', 'ß', ' ', '\u0301') }), (text) => {
      const once = folded(text);
      expect(once.match(/[가-힣]/gu)).toEqual(text.match(/[가-힣]/gu));
      expect([once.normalize('NFC'), folded(once)]).toEqual([once, once]);
    }),
  );
});

test('names of one firm are equal, names of two firms are not', () => {
  const same = ['㈜ 라온-링크', '라온링크 주식회사', '라온 링크', '(주)라온링크'.normalize('NFD')].map(comparable);
  expect(new Set(same)).toEqual(new Set(['라온링크']));
  expect(['Raon Link, Inc.', 'RAON-LINK', 'Ráon Link Co., Ltd.'].map(comparable)).toEqual(Array(3).fill('raonlink'));
  expect(comparable('라온')).not.toBe(comparable('라은'));
});

test('the first consonants of a text', () => {
  expect([choseong('라온링크'), choseong('라온 AI'), choseong('까치'), choseong('나루'.normalize('NFD'))]).toEqual([
    'ㄹㅇㄹㅋ',
    'ㄹㅇ AI',
    'ㄲㅊ',
    'ㄴㄹ',
  ]);
  expect(['ㄹㅇㄹㅋ', 'ㄳ', '라온ㄹ', '라온', 'ㅏ', 'a', ''].map(hasChoseong)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ['㈜라온링크', 'ㄹㅇㄹㅋ', true],
  ['라온 링크', 'ㄹㅇㄹㅋ', true],
  ['라온링크', 'ㄹㅋ', true],
  ['라온링크', '라ㅇ링ㅋ', true],
  ['라온링크', 'ㄹㅋㅋ', false],
  ['라온링크', 'ㄹㄹ', false],
  ['가상현실', 'ㄳㅎㅅ', true],
  ['까치', 'ㄱㅊ', false],
  ['라온 AI', 'ㄹㅇai', true],
  ['라온링크', '라온ㄹ', true],
  ['라온ㄹ', '온ㄹ', true],
  ['(주)라온', '.*ㄹ', true],
  ['가나', '.ㄴㄴ', false],
])('%s is found by %s: %s', (text, query, found) => {
  expect(matchesChoseong(text, query)).toBe(found);
});

test('a text that is romanised in pieces gives the same result as the whole', () => {
  const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: syllable, minLength: 1, maxLength: 6 }), (text) => {
      expect(romanisedAsSpoken(text)).toBe(romanize(text));
    }),
    { numRuns: 2_000 },
  );
});

test('a query finds what looking at each place finds, also over many places', () => {
  const unit = fc.constantFrom('ㄱ', 'ㄴ', '가', '나', 'a');
  const isAt = (text: string, query: string, at: number) =>
    [...query].every((sign, place) => {
      const there = text.charAt(at + place);
      return there === sign || (there !== '' && choseong(there) === sign);
    });
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 90 }), fc.string({ unit, minLength: 1, maxLength: 70 }), (text, query) => {
      const found = Array.from({ length: text.length }, (_, at) => at).some((at) => isAt(text, query, at));
      expect(matchesChoseong(text, query)).toBe(found);
      expect(matchesChoseong(`${text}${query}`, query)).toBe(true);
    }),
  );
});

test('each consonant finds exactly the syllables that begin with it', () => {
  const syllables = Array.from({ length: 11_172 }, (_, at) => String.fromCharCode(0xac00 + at));
  for (const consonant of 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ') {
    const finds = choseongFinder(consonant);
    expect(syllables.filter(finds)).toEqual(syllables.filter((one) => choseong(one) === consonant));
  }
});

test('names in Latin letters, and names of files', () => {
  expect([romanised('라온링크'), romanisedAsSpoken('라온링크')]).toEqual(['raonringkeu', 'raollingkeu']);
  expect([romanised('독립문 AI'), romanisedAsSpoken('독립문 AI')]).toEqual(['dokripmun AI', 'dongnimmun AI']);
  expect(romanised('한빛'.normalize('NFD'))).toBe('hanbit');
  expect(['㈜라온 링크 2026.11', '주식회사 라온', 'Café/Ño', '../..', '東京'].map(fileName)).toEqual([
    'raon-ringkeu-2026-11',
    'raon',
    'cafe-no',
    'naru',
    'naru',
  ]);
});
