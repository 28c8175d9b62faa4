/** Which files a group of faults is planted in. */
import { importsOf } from '../architecture/graph.ts';
import { pureFiles } from '../architecture/purity.ts';
import { isTestCode, type Source } from '../architecture/source.ts';

export const GROUPS = ['domain', 'events', 'rpc', 'gateway', 'kit'] as const;
export type Group = (typeof GROUPS)[number];

const LIBRARY = /^libs\/(?!testing\/)[^/]+\/src\//;
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
  if (file.startsWith(GATEWAY)) return 'gateway';
  if (!/^services\/[^/]+\/src\//.test(file)) return null;
  if (HEARD_OR_SENT.test(file)) return 'events';
  return pure.has(file) ? 'domain' : 'rpc';
}

/** The tests of a package that load a file, in the order in which they are tried. */
export interface Related {
  /** They stand in the file's own folder or below. */
  near: string[];
  far: string[];
}

/** Finds the tests that relate to a file by who imports whom. */
export function relations(all: readonly Source[], base?: string): (file: string, group: Group) => Related {
  const targets = new Map(
    all.map((source) => [
      source.path,
      importsOf(source, base).flatMap(({ typeOnly, target }) => (target && !typeOnly ? [target] : [])),
    ]),
  );
  const tests = all.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
  const loaded = new Map(tests.map((test) => [test, reach(test, targets)]));
  return (file, group) => {
    const related = tests.filter((test) => answersFor(test, file) && loaded.get(test)?.has(file));
    // The domain answers for itself: what only a whole service notices is not told to who changes a verb.
    const told = group === 'domain' ? related.filter((test) => !test.endsWith('.int.test.ts')) : related;
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const near = told.filter((test) => test.startsWith(folder));
    const wing = folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1);
    const far = told.filter((test) => !test.startsWith(folder));
    far.sort((a, b) => Number(b.startsWith(wing)) - Number(a.startsWith(wing)) || (a < b ? -1 : 1));
    return { near, far };
  };
}

/** A service answers for itself, libraries for each other, and the gateway for the contract that it alone reads whole. */
function answersFor(test: string, file: string): boolean {
  const [kind, name] = file.split('/');
  const [testKind, testName] = test.split('/');
  if (kind === testKind && (kind === 'libs' || name === testName)) return true;
  return file.startsWith('libs/contracts/') && test.startsWith(GATEWAY);
}

function reach(from: string, targets: ReadonlyMap<string, string[]>): Set<string> {
  const seen = new Set([from]);
  for (const file of seen) for (const target of targets.get(file) ?? []) seen.add(target);
  return seen;
}
