import { expect, test } from '@jest/globals';
import { pathFindings, variablesInCode, variablesOnPage } from './docs.ts';
import { files, read, shown } from './source.ts';

test('every file that a page names is there', () => {
  const pages = files().filter((file) => file.endsWith('.md'));
  expect(shown(pages.flatMap((file) => pathFindings(file, read(file))))).toEqual([]);
});

test('the table of configuration in docs/operations.md is what the processes read', () => {
  expect(variablesOnPage(read('docs/operations.md'))).toEqual(variablesInCode());
});

test('planted: a file that is gone, named and linked; patterns and addresses are let be', () => {
  const text = [
    '`libs/kit/src/gone.ts`',
    '[x](gone.md)',
    '`services/*/src` [x](https://example.test/a)',
    '`libs/kit/src`',
  ];
  expect(pathFindings('docs/x.md', text.join('\n')).map(({ line }) => line)).toEqual([1, 2]);
});

test('planted: a variable that nobody described, and a default that has changed', () => {
  const page = read('docs/operations.md');
  const without = page.replace(/^\| `NATS_URL`.*\n/m, '');
  const other = page.replace('| `PORT` | gateway | `8080`', '| `PORT` | gateway | `80`');
  for (const changed of [without, other]) {
    expect(changed).not.toBe(page);
    expect(variablesOnPage(changed)).not.toEqual(variablesInCode());
  }
});
