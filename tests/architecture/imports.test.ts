import { describe, expect, test } from '@jest/globals';
import { domainWordFindings } from './domain-words.ts';
import { importsOf } from './graph.ts';
import { importFindings, neighbourOf } from './imports.ts';
import { files, shown, sourceOf, sources } from './source.ts';
import { DOMAIN_WORDS_ALLOWED, NEIGHBOURS, NOT_PURE } from './walls.ts';

test('every import keeps to the walls', () => {
  expect(shown(sources().flatMap(importFindings))).toEqual([]);
});

test('the kit holds no word of the domain', () => {
  expect(shown(sources().flatMap(domainWordFindings))).toEqual([]);
});

test('every exception of the walls is in use', () => {
  const used = new Set(sources().flatMap((source) => importsOf(source).flatMap((one) => neighbourOf(one, source))));
  const granted = Object.entries(NEIGHBOURS).flatMap(([noun, others]) =>
    Object.keys(others).map((other) => `${noun} → ${other}`),
  );
  expect(granted.filter((edge) => !used.has(edge))).toEqual([]);
  expect(Object.keys({ ...NOT_PURE, ...DOMAIN_WORDS_ALLOWED }).filter((file) => !files().includes(file))).toEqual([]);
});

/** Files that do not exist, at places that do: the import is resolved from there. */
const planted = (file: string, text: string) => importFindings(sourceOf(file, text)).map(({ message }) => message);

const DECIDE = 'services/startup-registry/src/venture/decide.ts';
const TEST = 'services/startup-registry/src/venture/new.test.ts';

describe('planted faults', () => {
  test.each([
    [
      'another service by a path',
      DECIDE,
      '../../../matching-engine/src/match/match.ts',
      /matching-engine: keep a read/,
    ],
    ['the same from a test', TEST, '../../../matching-engine/src/match/match.ts', /reaches out of its package/],
    ['a neighbour noun', DECIDE, '../centre/centre.ts', /venture imports its neighbour centre/],
    ['the wiring', DECIDE, '../service.ts', /service.ts, which wires it/],
    [
      'generated code by its path',
      DECIDE,
      '../../../../libs/contracts/src/gen/naru/common/v1/common.ts',
      /by its name/,
    ],
    ['the testing library', DECIDE, '@naru/testing/scenario', /for tests/],
    ['a test', 'services/gateway/src/plan.ts', './fixture/contract.ts', /running code imports the test file/],
    ['a client', DECIDE, '@naru/kit/client-typed', /would call another service/],
    ['a package nobody declared', DECIDE, 'jose', /imports jose: list it under dependencies of services\/startup-r/],
    ['a file that is not there', DECIDE, './nowhere.ts', /not there/],
    ['a path without its extension', DECIDE, './venture', /not there/],
  ])('%s', (_, file, specifier, complaint) => {
    expect(planted(file, `import { x } from '${specifier}';`)).toContainEqual(expect.stringMatching(complaint));
  });

  test.each([
    ['export … from', (path: string) => `export * from '${path}';`],
    ['a type', (path: string) => `import type { X } from '${path}';`],
    ['import()', (path: string) => `const x = await import('${path}');`],
    ['a type by import()', (path: string) => `type X = import('${path}').Match;`],
    ['a thread', (path: string) => `new Worker(new URL('${path}', import.meta.url));`],
  ])('another service by %s', (_, write) => {
    const messages = planted(DECIDE, write('../../../matching-engine/src/match/match.ts'));
    expect(messages).toContainEqual(expect.stringMatching(/keep a read copy/));
  });

  test('a library that knows a service', () => {
    const path = '../../../services/startup-registry/src/service.ts';
    expect(planted('libs/kit/src/x.ts', `import '${path}';`)).toContainEqual(
      expect.stringMatching(/a library imports/),
    );
  });

  test('a file beside the nouns that wires nothing', () => {
    const messages = planted('services/startup-registry/src/helpers.ts', "import './venture/venture.ts';");
    expect(messages).toContainEqual(expect.stringMatching(/only main.ts, service.ts, config.ts/));
  });

  test.each([
    ['a name', 'const ventureIndex = 1;'],
    ['a key', "const table = { deals: 'x' };"],
    ['a text', 'const text = `for the investor`;'],
  ])('a word of the domain in %s', (_, text) => {
    expect(domainWordFindings(sourceOf('libs/kit/src/x.ts', text))).toHaveLength(1);
  });
});

test('what is allowed stays allowed', () => {
  const text = `
    import { DateTime } from '@naru/kit/civil-date';
    import type { Venture } from './venture.ts';
    import { requireText } from '../standards/text.ts';
    // A comment may name a venture, and text.match() is no match of ours.
    export const found = 'a'.match(/a/);`;
  expect(planted(DECIDE, text)).toEqual([]);
  expect(domainWordFindings(sourceOf('libs/kit/src/x.ts', text))).toEqual([]);
});
