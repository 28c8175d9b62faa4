import { expect, test } from '@jest/globals';
import { instrumentsInCode, instrumentsOnPage, pathFindings, variablesInCode, variablesOnPage } from './docs.ts';
import { files, read, shown } from './source.ts';
import { COPIES, SOLVERS, WINGS } from './walls.ts';

test('every file that a page names exists', () => {
  const pages = files().filter((file) => file.endsWith('.md'));
  expect(shown(pages.flatMap((file) => pathFindings(file, read(file))))).toEqual([]);
});

/** The length of a screen: nobody reads a longer page. */
const SCREEN_LINES_MAX = 60;

test('each wing has a page of one screen that names its gRPC service, and each solver has one', () => {
  const wings = Object.entries(WINGS).flatMap(([service, found]) =>
    Object.keys(found).map((wing) => `services/${service}/src/${wing}`),
  );
  const copies = Object.keys(WINGS).map((service) => `services/${service}/src/${COPIES}`);
  for (const folder of [...wings, ...copies, ...Object.keys(SOLVERS)]) {
    const file = `${folder}/README.md`;
    expect(files()).toContain(file);
    expect(read(file).split('\n').length).toBeLessThan(SCREEN_LINES_MAX);
  }
  const services = wings.map((folder) => {
    const [, name] = /^\*\*Answers\*\* `naru\.(\w+\.v1\.\w+Service)`/m.exec(read(`${folder}/README.md`)) ?? [];
    expect(read(`${folder}/wiring.ts`)).toContain(`${name?.split('.').at(-1)}Definition`);
    return name;
  });
  expect(new Set(services).size).toBe(wings.length);
});

test('the table of configuration in docs/operations.md matches the variables that processes read', () => {
  expect(variablesOnPage(read('docs/operations.md'))).toEqual(variablesInCode());
});

test('the table of instruments in docs/operations.md is that of the code', () => {
  expect(instrumentsOnPage(read('docs/operations.md'))).toEqual(instrumentsInCode());
});

test('planted: an instrument that is not on the page, and another unit', () => {
  const page = read('docs/operations.md');
  const without = page.replace(/^\| `naru\.outbox\.oldest`.*\n/m, '');
  const other = page.replace('| `process.memory.usage` | gauge | By |', '| `process.memory.usage` | gauge | MB |');
  for (const changed of [without, other]) {
    expect(changed).not.toBe(page);
    expect(instrumentsOnPage(changed)).not.toEqual(instrumentsInCode());
  }
});

test('planted: a missing file, named and linked; patterns and addresses are ignored', () => {
  const text = [
    '`libs/kit/src/gone.ts`',
    '[x](gone.md)',
    '`services/*/src` [x](https://example.test/a)',
    '`libs/kit/src`',
  ];
  expect(pathFindings('docs/x.md', text.join('\n')).map(({ line }) => line)).toEqual([1, 2]);
});

test('planted: an undescribed variable, and a changed default', () => {
  const page = read('docs/operations.md');
  const without = page.replace(/^\| `NATS_URL`.*\n/m, '');
  const other = page.replace('| `PORT` | gateway | `8080`', '| `PORT` | gateway | `80`');
  for (const changed of [without, other]) {
    expect(changed).not.toBe(page);
    expect(variablesOnPage(changed)).not.toEqual(variablesInCode());
  }
});
