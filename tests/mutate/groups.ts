/** Which files a group of faults is planted in, and which tests relate to them. */
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

/** Files by group: pure files of services are the domain, what is left of services answers or helps to answer a call. */
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

/** The tests of a package that load a file, in the order in which they are tried; each stands in one of the lists. */
export interface Related {
  /** They stand in the same room, import the file by themselves, or bear its name. */
  own: string[];
  /** They stand in the same wing, below the folder that the file's own folder is in; in a library, but a step away. */
  near: string[];
  far: string[];
}

/** By file, those that it imports. */
export type Targets = ReadonlyMap<string, readonly string[]>;

export const targetsOf = (all: readonly Source[], base?: string, { types = false } = {}): Targets =>
  new Map(
    all.map((source) => [
      source.path,
      importsOf(source, base).flatMap(({ typeOnly, target }) => (target && (types || !typeOnly) ? [target] : [])),
    ]),
  );

/** Finds the tests that relate to a file by who imports whom. */
export function relations(all: readonly Source[], base?: string): (file: string, group: Group) => Related {
  const targets = targetsOf(all, base);
  const tests = all.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
  const loaded = new Map(tests.map((test) => [test, reach(test, targets)]));
  return (file, group) => {
    const related = tests.filter((test) => answersFor(test, file) && loaded.get(test)?.has(file));
    // The domain answers for itself: what only a whole service notices is not told to who changes a verb.
    const told = group === 'domain' ? related.filter((test) => !test.endsWith('.int.test.ts')) : related;
    const folder = path.dirname(file);
    const stem = file.replace(/\.ts$/, '.');
    // In a room of a service the tests of the room are about all of it.
    const isRoom = /^services\/[^/]+\/src\//.test(folder);
    const isOwn = (test: string) =>
      test.startsWith(stem) || (isRoom && path.dirname(test) === folder) || (targets.get(test) ?? []).includes(file);
    // Nearly everything in a library loads everything, so there only those are near that ask a file which asks this one.
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

/** A service answers for itself, libraries for each other, and the gateway for the contract that it alone reads whole. */
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
