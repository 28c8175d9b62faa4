import { describe, expect, test } from '@jest/globals';
import { circlesOf } from './circles.ts';
import { domainWordFindings } from './domain-words.ts';
import { importsOf } from './graph.ts';
import { importFindings, neighbourOf, wiredBy } from './imports.ts';
import { files, shown, sourceOf, sources } from './source.ts';
import { DOMAIN_WORDS_ALLOWED, NEIGHBOURS, NOT_PURE, WINGS } from './walls.ts';

test('every import keeps the boundaries', () => {
  expect(shown(sources().flatMap(importFindings))).toEqual([]);
});

test('the kit holds no domain word', () => {
  expect(shown(sources().flatMap(domainWordFindings))).toEqual([]);
});

test('every exception to the boundaries is in use', () => {
  const used = new Set(sources().flatMap((source) => importsOf(source).flatMap((one) => neighbourOf(one, source))));
  const granted = Object.entries(NEIGHBOURS).flatMap(([noun, others]) =>
    Object.keys(others).map((other) => `${noun} → ${other}`),
  );
  expect(granted.filter((edge) => !used.has(edge))).toEqual([]);
  expect(Object.keys({ ...NOT_PURE, ...DOMAIN_WORDS_ALLOWED }).filter((file) => !files().includes(file))).toEqual([]);
});

/** Every wing, with the wings that its nouns or its wiring may import. */
const knownBelow = (service: string, wings: (typeof WINGS)[string]) =>
  new Map(
    Object.entries(wings).map(([wing, { wires }]) => [
      wing,
      new Set([...wires, ...Object.keys(NEIGHBOURS[`${service}/${wing}`] ?? {})]),
    ]),
  );

test('every further import of a wiring is in use, and no lower wing imports the wing', () => {
  const used = new Set(sources().flatMap((source) => importsOf(source).flatMap((one) => wiredBy(one, source))));
  for (const [service, wings] of Object.entries(WINGS)) {
    const granted = Object.entries(wings).flatMap(([wing, { wires }]) =>
      wires.map((other) => `${service}/${wing} → ${other}`),
    );
    expect(granted.filter((edge) => !used.has(edge))).toEqual([]);
    expect(circlesOf(knownBelow(service, wings))).toEqual([]);
    // Planted: the lowest wing that wires another gets one that imports it.
    expect(circlesOf(knownBelow(service, { ...wings, calls: { wires: ['council'] } }))).not.toEqual([]);
  }
});

/** Files that do not exist, in folders that do: the import is resolved from there. */
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
    ['a client of tests', DECIDE, '@naru/testing/client-typed', /for tests/],
    ['another way to call', DECIDE, 'nice-grpc', /would call another service/],
    ['a client in a library', 'libs/kit/src/serve.ts', '@connectrpc/connect', /would call another service/],
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

  test.each([
    ['a service', DECIDE, "import { Client } from '@grpc/grpc-js';"],
    ['a service, by all of it', DECIDE, "import * as grpc from '@grpc/grpc-js';"],
    ['a library', 'libs/kit/src/x.ts', "import { Client } from '@grpc/grpc-js';"],
  ])('a client in %s', (_, file, text) => {
    expect(planted(file, text)).toContainEqual(expect.stringMatching(/would call another service/));
  });

  test('the gateway may call services, and a type import calls nobody', () => {
    const complaint = expect.stringMatching(/would call another service/);
    const text = "import { Client } from '@grpc/grpc-js';";
    expect(planted('services/gateway/src/x.ts', text)).not.toContainEqual(complaint);
    expect(planted('libs/kit/src/x.ts', text.replace('import', 'import type'))).not.toContainEqual(complaint);
  });

  test('a library that imports a service', () => {
    const path = '../../../services/startup-registry/src/service.ts';
    expect(planted('libs/kit/src/x.ts', `import '${path}';`)).toContainEqual(
      expect.stringMatching(/a library imports/),
    );
  });

  const WINGED = 'services/program-scheduler/src';
  test.each([
    [
      'a door between wings that is not granted',
      'meetings/meeting/x.ts',
      '../../jury/judge/judge.ts',
      /meetings imports its neighbour jury/,
    ],
    ['an import of a higher wing', 'calls/round/x.ts', '../../jury/judge/judge.ts', /calls imports its neighbour jury/],
    [
      'a noun that knows the wiring of another wing',
      'jury/judge/x.ts',
      '../../calls/wiring.ts',
      /judge imports wiring.ts, which wires it/,
    ],
    [
      'a noun that knows the wiring of its own',
      'jury/judge/x.ts',
      '../wiring.ts',
      /judge imports wiring.ts, which wires it/,
    ],
    [
      'service.ts that looks behind a wiring',
      'service.ts',
      './jury/judge/judge.ts',
      /service.ts reaches into the wing jury/,
    ],
    [
      'a file beside the nouns of a wing',
      'jury/helpers.ts',
      './judge/judge.ts',
      /only wiring.ts stands beside the nouns of the wing/,
    ],
    [
      'a wiring that names a wing not listed',
      'visits/wiring.ts',
      '../jury/judge/judge.ts',
      /wiring of visits names the wing jury/,
    ],
    [
      'a wiring that names the wiring of one above',
      'calls/wiring.ts',
      '../jury/wiring.ts',
      /wiring of calls names the wing jury/,
    ],
  ])('%s', (_, file, specifier, complaint) => {
    for (const text of [`import { x } from '${specifier}';`, `import type { X } from '${specifier}';`])
      expect(planted(`${WINGED}/${file}`, text)).toContainEqual(expect.stringMatching(complaint));
  });

  const SOLVER = 'libs/score-model/src/x.ts';
  test.each([
    [
      'a service',
      SOLVER,
      "import '../../../services/program-scheduler/src/service.ts';",
      /a library imports a service/,
    ],
    [
      'a service by its name',
      SOLVER,
      "import '@naru/program-scheduler/service';",
      /a solver imports @naru\/program-scheduler/,
    ],
    ['the kit', SOLVER, "import { Rejection } from '@naru/kit/rejection';", /a solver imports @naru\/kit\/rejection/],
    [
      'a type of the kit',
      SOLVER,
      "import type { Rejection } from '@naru/kit/rejection';",
      /a solver imports @naru\/kit/,
    ],
    [
      'a value of the contracts',
      SOLVER,
      "import { Money } from '@naru/contracts/common/v1/common';",
      /a solver imports .*it may know itself/,
    ],
    [
      'their types, where it needs none',
      'libs/solving/src/x.ts',
      "import type { Money } from '@naru/contracts/common/v1/common';",
      /a solver imports/,
    ],
    ['another solver', 'libs/timetable-solver/src/x.ts', "import '@naru/assignment-solver/solve';", /a solver imports/],
    ['a package of its own choice', SOLVER, "import 'mongodb';", /a solver imports mongodb/],
    ['the file system', SOLVER, "import 'node:fs';", /a solver imports node:fs/],
  ])('a solver that imports %s', (_, file, text, complaint) => {
    expect(planted(file, text)).toContainEqual(expect.stringMatching(complaint));
  });

  test('a file beside the nouns that is not a wiring', () => {
    const messages = planted('services/startup-registry/src/helpers.ts', "import './venture/venture.ts';");
    expect(messages).toContainEqual(expect.stringMatching(/only main.ts, service.ts, config.ts/));
  });

  test.each([
    ['a name', 'const ventureIndex = 1;'],
    ['a key', "const table = { deals: 'x' };"],
    ['a text', 'const text = `for the investor`;'],
  ])('a domain word in %s', (_, text) => {
    expect(domainWordFindings(sourceOf('libs/kit/src/x.ts', text))).toHaveLength(1);
  });
});

test('allowed imports of solvers and wings pass', () => {
  const solver =
    "import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';\nimport '@naru/solving/chance';";
  expect(planted('libs/score-model/src/x.ts', solver)).toEqual([]);
  expect(planted('services/program-scheduler/src/jury/judge/x.ts', "import '../../calls/round/round.ts';")).toEqual([]);
  expect(planted('services/program-scheduler/src/jury/wiring.ts', "import '../calls/wiring.ts';")).toEqual([]);
});

test('allowed imports pass', () => {
  const text = `
    import { DateTime } from '@naru/kit/civil-date';
    import type { Venture } from './venture.ts';
    import { requireBrn } from '../standards/brn.ts';
    // A comment may name a venture, and text.match() is no match of ours.
    export const found = 'a'.match(/a/);`;
  expect(planted(DECIDE, text)).toEqual([]);
  expect(domainWordFindings(sourceOf('libs/kit/src/x.ts', text))).toEqual([]);
});
