/** The walls between services, nouns and libraries, on the resolved import graph. */
import path from 'node:path';
import { type Import, importsOf, type Manifest, manifestOf, packageDirOf } from './graph.ts';
import { type Finding, isTestCode, type Source } from './source.ts';
import { CALLERS, CLIENT_MODULES, NEIGHBOURS, STANDARDS, WIRING, WITHOUT_NOUNS } from './walls.ts';

/** Where a file lives: services/<service>/src/<noun>/…; the noun is empty for files at the top. */
interface Place {
  service: string;
  noun: string;
  file: string;
}

/** The place of a file in a service's src, or null for any other. */
export function placeOf(file: string): Place | null {
  const [top, service = '', src, ...rest] = file.split('/');
  if (top !== 'services' || src !== 'src') return null;
  return { service, noun: rest.length > 1 ? (rest[0] ?? '') : '', file: rest.at(-1) ?? '' };
}

type Rule = (one: Import, source: Source) => string | null;

const RULES: Rule[] = [
  unresolved,
  leavesPackage,
  otherService,
  otherNoun,
  neverInRunningCode,
  libraryKnowsService,
  callsAnother,
  undeclared,
];

export function importFindings(source: Source): Finding[] {
  return importsOf(source).flatMap((one) =>
    RULES.flatMap((rule) => {
      const message = rule(one, source);
      return message ? [{ file: source.path, line: one.line, message }] : [];
    }),
  );
}

function unresolved({ resolved, specifier, package: name }: Import): string | null {
  const ours = name === null || name.startsWith('@naru/');
  return ours && !resolved ? `imports ${specifier}, which is not there: give the whole path with its extension` : null;
}

function leavesPackage({ specifier, target }: Import, { path: from }: Source): string | null {
  if (!specifier.startsWith('.') || !target || packageDirOf(target) === packageDirOf(from)) return null;
  return `reaches out of its package by the path ${specifier}: import the other package by its name (@naru/…)`;
}

function otherService({ target }: Import, { path: from }: Source): string | null {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  if (!mine || !theirs || mine.service === theirs.service) return null;
  return `${mine.service} imports ${theirs.service}: keep a read copy by subscribing to its events instead`;
}

function otherNoun({ target }: Import, { path: from }: Source): string | null {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  if (!mine || mine.service !== theirs?.service || mine.service in WITHOUT_NOUNS || isTestCode(from)) return null;
  if (mine.noun === '') return WIRING.has(mine.file) ? null : `only ${[...WIRING].join(', ')} stand beside the nouns`;
  if (mine.noun === theirs.noun || theirs.noun === STANDARDS) return null;
  if (NEIGHBOURS[`${mine.service}/${mine.noun}`]?.[theirs.noun]) return null;
  const way = 'take what you need as a function or an interface from service.ts';
  return theirs.noun === ''
    ? `${mine.noun} imports ${theirs.file}, which wires it: ${way}`
    : `${mine.noun} imports its neighbour ${theirs.noun}: ${way}, or give the reason in tests/architecture/walls.ts`;
}

/** The neighbour that an import of running code knows, as `service/noun → neighbour`; none or one. */
export function neighbourOf({ target }: Import, { path: from }: Source): string[] {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  const isNeighbour = mine?.service === theirs?.service && mine?.noun && theirs?.noun && mine.noun !== theirs.noun;
  return isNeighbour && !isTestCode(from) ? [`${mine.service}/${mine.noun} → ${theirs.noun}`] : [];
}

const TEST_PACKAGES = new Set(['@naru/testing', '@naru/local', '@naru/tests', '@jest/globals', 'jest', 'fast-check']);

function neverInRunningCode(one: Import, { path: from }: Source): string | null {
  if (isTestCode(from) || from.startsWith('deploy/')) return null;
  if (one.package && TEST_PACKAGES.has(one.package))
    return `running code imports ${one.package}, which is for tests: move what it needs to libs/kit`;
  return one.target && isTestCode(one.target) ? `running code imports the test file ${one.target}` : null;
}

function libraryKnowsService({ target, package: name }: Import, { path: from }: Source): string | null {
  if (!from.startsWith('libs/')) return null;
  if (placeOf(target ?? '')) return 'a library imports a service: pass what it needs as an argument';
  const contracts = from.startsWith('libs/contracts/');
  return contracts && name?.startsWith('@naru/') ? 'contracts import nothing of Naru: all others import them' : null;
}

function callsAnother({ target }: Import, { path: from }: Source): string | null {
  const mine = placeOf(from);
  if (!mine || isTestCode(from) || !CLIENT_MODULES.has(target ?? '') || mine.service in CALLERS) return null;
  return `${mine.service} would call another service: subscribe to its events, or give the reason in tests/architecture/walls.ts`;
}

/** What is not declared is there by chance, and is missing in a production install. */
function undeclared({ package: name, typeOnly }: Import, { path: from }: Source): string | null {
  if (name === null || name.startsWith('node:')) return null;
  const mine = manifestOf(packageDirOf(from));
  if (mine.name === name || listed(mine, name)) return null;
  const erased = typeOnly || isTestCode(from) || packageDirOf(from) === '' || from.startsWith('deploy/');
  const developing = erased && [mine, manifestOf('')].some(({ devDependencies }) => name in (devDependencies ?? {}));
  if (developing) return null;
  const kind = erased ? 'devDependencies' : 'dependencies';
  return `imports ${name}: list it under ${kind} of ${path.posix.join(packageDirOf(from), 'package.json')}`;
}

const listed = ({ dependencies, optionalDependencies }: Manifest, name: string) =>
  name in (dependencies ?? {}) || name in (optionalDependencies ?? {});
