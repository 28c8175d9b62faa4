import { expect, test } from '@jest/globals';
import { idleTestFindings, textFindings } from './leaks.ts';
import { files, read, shown, sourceOf, sources } from './source.ts';

const BINARY = /\.(png|jpg|ico|woff2?|binpb|gz)$/;
// Made by tools, from names that are not ours.
const MADE = new Set(['pnpm-lock.yaml', 'deploy/local/requirements.txt']);

test('nothing is committed that belongs to one machine or to later', () => {
  const texts = files().filter((file) => !BINARY.test(file) && !MADE.has(file));
  expect(shown(texts.flatMap((file) => textFindings(file, read(file))))).toEqual([]);
});

test('every test runs', () => {
  expect(shown(sources().flatMap(idleTestFindings))).toEqual([]);
});

// The planted words are put together here, so that this file keeps the rule itself.
const later = ['TO', 'DO'].join('');

test.each([
  ['a promise', `// ${later}: later`],
  ['a home', ['', 'home', 'someone', 'naru'].join('/')],
  ['a temporary folder', `const x = '${['', 'tmp', 'x'].join('/')}';`],
  ['a home in a text', `const x = '${['', 'root', '.cache'].join('/')}';`],
])('planted: %s', (_, text) => {
  expect(textFindings('x.ts', `fine\n${text}\n`)).toEqual([expect.objectContaining({ line: 2 })]);
});

test('an address or a path of a service is no place of a machine', () => {
  const fine = ["get('/v1/ventures')", 'https://example.test/home/page', '/proc/self', '/naru/work/x'];
  expect(fine.flatMap((text) => textFindings('x.ts', text))).toEqual([]);
});

test.each([
  `test.${'skip'}('x', f);`,
  `describe.${'only'}('x', f);`,
  `test.${'only'}.each([1])('x', f);`,
  `x${'it'}('x', f);`,
])('planted: %s', (text) => {
  expect(idleTestFindings(sourceOf('x.test.ts', text))).toHaveLength(1);
  expect(idleTestFindings(sourceOf('x.ts', text))).toEqual([]);
});
