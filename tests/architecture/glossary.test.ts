import { expect, test } from '@jest/globals';
import { NOUNS } from '@naru/words/nouns';
import { GLOSSARY_FILE, glossaryPage, missingNouns, otherWords } from './glossary.ts';
import { read, shown } from './source.ts';

test('the glossary has every noun with its two terms, and matches the code', () => {
  expect(shown(missingNouns(read(GLOSSARY_FILE)))).toEqual([]);
  expect(read(GLOSSARY_FILE)).toBe(glossaryPage());
});

test('the glossary of the README uses the same terms, and links to the full one', () => {
  const page = read('README.md');
  expect(shown(otherWords('README.md', page))).toEqual([]);
  expect(page).toContain(`](${GLOSSARY_FILE})`);
});

test('planted: a missing noun, another Korean term, and a missing row', () => {
  const page = read(GLOSSARY_FILE);
  expect(missingNouns(page, { ...NOUNS, offer: { ko: '제안', en: 'offer' } })).toHaveLength(1);
  expect(missingNouns(page, { ...NOUNS, venture: { ko: '스타트업', en: 'venture' } })).toHaveLength(1);
  const without = page.replace(/^\| venture \|.*\n/m, '');
  expect(without).not.toBe(page);
  expect(missingNouns(without).map(({ message }) => message)).toEqual([expect.stringContaining('venture / 벤처기업')]);
});

test('planted: a README with another term for a venture', () => {
  expect(otherWords('README.md', '| venture | 스타트업 | a firm |')).toHaveLength(1);
  expect(otherWords('README.md', '| consent | 동의 | a receipt |')).toEqual([]);
});
