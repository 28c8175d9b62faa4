import { expect, test } from '@jest/globals';
import { SECTORS, sectorsIn, TAXONOMY } from './taxonomy.ts';

test('a Korean and an English text about the same thing have the same sector', () => {
  const pairs = [
    ['스마트공장 생산관리 시스템', 'production management for a smart factory'],
    ['탄소섬유 복합소재', 'carbon fibre composite'],
    ['화장품과 항노화', 'anti-ageing cosmetics'],
    ['모바일게임', 'games for esports'],
  ];
  for (const [ko = '', en = ''] of pairs) expect(sectorsIn(ko)).toEqual(sectorsIn(en));
});

test('a short English word counts only as a whole word, not as a part of another', () => {
  expect(sectorsIn('we maintain said chairs')).toEqual([]);
  expect(sectorsIn('AI for care homes')).toEqual(['AI']);
});

test('related sectors are in the list, and no sector is related to itself', () => {
  for (const sector of SECTORS) {
    expect(SECTORS).toEqual(expect.arrayContaining([...TAXONOMY[sector].near]));
    expect(TAXONOMY[sector].near).not.toContain(sector);
  }
});

test('each sector is found by each of its words, in both languages, in any case', () => {
  for (const sector of SECTORS) {
    const { ko, en, words } = TAXONOMY[sector];
    expect(words.ko[0]).toBe(ko.toLowerCase());
    expect(words.en[0]).toBe(en.toLowerCase());
    for (const word of [...words.ko, ...words.en]) {
      expect(word).not.toBe('');
      expect(sectorsIn(`… ${word.toUpperCase()} …`)).toContain(sector);
    }
  }
});
