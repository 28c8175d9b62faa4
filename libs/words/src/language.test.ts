import { expect, test } from '@jest/globals';
import { languageOf } from './language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['ko', 'ko'],
  ['ko-KR', 'ko'],
  ['KO-kr;q=0.9, en;q=0.8', 'ko'],
  ['en, ko', 'en'],
  ['en;q=0.5, ko;q=0.6', 'ko'],
  ['fr-FR, ko;q=0.3', 'ko'],
  ['ko;q=0', 'en'],
  ['ko;q=0, *', 'en'],
  ['fr', 'en'],
  ['en;q=0, *', 'ko'],
  ['not a header; at all', 'en'],
])('%j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
