/** The files of each group of faults, and the tests that relate to them. */
import path from 'node:path';
import { importsOf } from '../architecture/graph.ts';
import { pureFiles } from '../architecture/purity.ts';
import { isTestCode, type Source } from '../architecture/source.ts';

export const GROUPS = ['domain', 'events', 'rpc', 'gateway', 'kit', 'solvers'] as const;
export type Group = (typeof GROUPS)[number];

const LIBRARY = /^libs\/(kit|copies|contracts)\/src\//;
const SOLVER = /^libs\/(?!testing\/)[^/]+\/src\//;
const MADE = /^libs\/contracts\/src\/gen\//;
const GATEWAY = 'services/gateway/src/';
const HEARD_OR_SENT = /\/copies\/|\/(events|reactions)\.ts$/;

/** Files by group: pure files of services are the domain; the other files of services serve calls. */
export function grouped(all: readonly Source[], base?: string): Map<Group, Source[]> {
  const pure = new Set(pureFiles(all, base).map(({ path }) => path));
  const groups = new Map<Group, Source[]>(GROUPS.map((group) => [group, []]));
  for (const source of all) {
    const group = groupOf(source.path, pure);
    if (group) groups.get(group)?.push(source);
  }
  return groups;
}

function groupOf(file: string, pure: ReadonlySet<string>): Group | null {
  if (isTestCode(file) || !file.endsWith('.ts') || MADE.test(file)) return null;
  if (LIBRARY.test(file)) return 'kit';
  if (SOLVER.test(file)) return 'solvers';
  if (file.startsWith(GATEWAY)) return 'gateway';
  if (!/^services\/[^/]+\/src\//.test(file)) return null;
  if (HEARD_OR_SENT.test(file)) return 'events';
  return pure.has(file) ? 'domain' : 'rpc';
}

/** The tests of a package that load a file, in the order in which they are tried. Each stands in one of the lists. */
export interface Related {
  /** Tests in the same folder, with a direct import of the file, or with its name. */
  own: string[];
  /** Tests in the same wing, below the parent of the file's folder; in a library, one import further away. */
  near: string[];
  far: string[];
}

/** By file: its imports. */
export type Targets = ReadonlyMap<string, readonly string[]>;

export const targetsOf = (all: readonly Source[], base?: string, { types = false } = {}): Targets =>
  new Map(
    all.map((source) => [
      source.path,
      importsOf(source, base).flatMap(({ typeOnly, target }) => (target && (types || !typeOnly) ? [target] : [])),
    ]),
  );

/** Finds the tests that relate to a file, by the imports. */
export function relations(all: readonly Source[], base?: string): (file: string, group: Group) => Related {
  const targets = targetsOf(all, base);
  const tests = all.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
  const loaded = new Map(tests.map((test) => [test, reach(test, targets)]));
  return (file, group) => {
    const related = tests.filter((test) => answersFor(test, file) && loaded.get(test)?.has(file));
    // The domain is judged by its own tests: a test nearer than that of the whole service should find the change.
    const told = group === 'domain' ? related.filter((test) => !test.endsWith('.int.test.ts')) : related;
    const folder = path.dirname(file);
    const stem = file.replace(/\.ts$/, '.');
    // In a noun's folder of a service, the tests of the folder cover all of it.
    const isRoom = /^services\/[^/]+\/src\//.test(folder);
    const isOwn = (test: string) =>
      test.startsWith(stem) || (isRoom && path.dirname(test) === folder) || (targets.get(test) ?? []).includes(file);
    // In a library nearly every file loads every other, so only tests with at most one file in between are near.
    const isNear = (test: string) =>
      isRoom
        ? test.startsWith(`${path.dirname(folder)}/`)
        : (targets.get(test) ?? []).some((asked) => targets.get(asked)?.includes(file));
    return {
      own: told.filter(isOwn),
      near: told.filter((test) => !isOwn(test) && isNear(test)),
      far: told.filter((test) => !isOwn(test) && !isNear(test)),
    };
  };
}

/**
 * A service has its own tests; libraries test each other; the gateway tests the contract, which only it reads whole.
 */
function answersFor(test: string, file: string): boolean {
  const [kind, name] = file.split('/');
  const [testKind, testName] = test.split('/');
  if (kind === testKind && (kind === 'libs' || name === testName)) return true;
  return file.startsWith('libs/contracts/') && test.startsWith(GATEWAY);
}

function reach(from: string, targets: Targets): Set<string> {
  const seen = new Set([from]);
  for (const file of seen) for (const target of targets.get(file) ?? []) seen.add(target);
  return seen;
}
