/** The boundaries between services, nouns and libraries, checked on the resolved import graph. */
import path from 'node:path';
import { type Import, importsOf, type Manifest, manifestOf, packageDirOf } from './graph.ts';
import { type Finding, isTestCode, type Source } from './source.ts';
import {
  CALLERS,
  CLIENT_PACKAGES,
  COPIES,
  NEIGHBOURS,
  SOLVERS,
  STANDARDS,
  WING_WIRING,
  WINGS,
  WIRING,
  WITHOUT_NOUNS,
} from './walls.ts';

/** The place of a file: services/<service>/src/[<wing>/]<noun>/…; wing and noun are empty if there is none. */
interface Place {
  service: string;
  wing: string;
  noun: string;
  file: string;
}

/** The place of a file in a service's src, or null for any other file. */
export function placeOf(file: string): Place | null {
  const [top, service = '', src, ...rest] = file.split('/');
  if (top !== 'services' || src !== 'src') return null;
  const inWing = rest.length > 1 && isWing(service, rest[0] ?? '');
  const [wing = '', ...below] = inWing ? rest : ['', ...rest];
  return { service, wing, noun: below.length > 1 ? (below[0] ?? '') : '', file: below.at(-1) ?? '' };
}

const isWing = (service: string, folder: string): boolean => folder === COPIES || folder in (WINGS[service] ?? {});

/** The units between which boundaries stand: wings, or the nouns of a service without wings. */
const roomOf = ({ wing, noun }: Place): string => wing || noun;

type Rule = (one: Import, source: Source) => string | null;

const RULES: Rule[] = [
  unresolved,
  leavesPackage,
  otherService,
  otherRoom,
  solverKnows,
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

function otherRoom({ target }: Import, { path: from }: Source): string | null {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  if (!mine || mine.service !== theirs?.service || mine.service in WITHOUT_NOUNS || isTestCode(from)) return null;
  if (mine.noun === '') return fromWiring(mine, theirs);
  if (theirs.noun === STANDARDS) return null;
  const way = `take what you need as a function or an interface from ${mine.wing ? 'wiring.ts' : 'service.ts'}`;
  if (theirs.noun === '') return `${mine.noun} imports ${theirs.file}, which wires it: ${way}`;
  const [room, neighbour] = [roomOf(mine), roomOf(theirs)];
  if (room === neighbour || NEIGHBOURS[`${mine.service}/${room}`]?.[neighbour]) return null;
  return `${room} imports its neighbour ${neighbour}: ${way}, or give the reason in tests/architecture/walls.ts`;
}

/** The allowed imports of service.ts, main.ts and a wing's wiring.ts. They join the parts, and no part imports them. */
function fromWiring(mine: Place, theirs: Place): string | null {
  if (mine.wing === '') {
    if (!WIRING.has(mine.file)) return `only ${[...WIRING].join(', ')} stand beside the nouns`;
    const behind = theirs.wing !== '' && theirs.wing !== COPIES && theirs.file !== WING_WIRING;
    return behind ? `${mine.file} reaches into the wing ${theirs.wing}: let its ${WING_WIRING} answer for it` : null;
  }
  if (mine.file !== WING_WIRING) return `only ${WING_WIRING} stands beside the nouns of the wing ${mine.wing}`;
  const isOwn = theirs.wing === mine.wing || theirs.wing === '';
  if (isOwn || WINGS[mine.service]?.[mine.wing]?.wires.includes(theirs.wing)) return null;
  return `the wiring of ${mine.wing} names the wing ${theirs.wing}, which is not below it: see WINGS in tests/architecture/walls.ts`;
}

/** The further wing that a wing's wiring imports, as `service/wing → wing`; none or one. */
export function wiredBy({ target }: Import, { path: from }: Source): string[] {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  if (!mine?.wing || mine.noun !== '' || mine.file !== WING_WIRING || mine.service !== theirs?.service) return [];
  return theirs.wing && theirs.wing !== mine.wing ? [`${mine.service}/${mine.wing} → ${theirs.wing}`] : [];
}

/** The neighbour that an import of running code names, as `service/room → neighbour`; none or one. */
export function neighbourOf({ target }: Import, { path: from }: Source): string[] {
  const [mine, theirs] = [placeOf(from), placeOf(target ?? '')];
  if (!mine?.noun || mine.service !== theirs?.service || isTestCode(from)) return [];
  const [room, neighbour] = [roomOf(mine), roomOf(theirs)];
  return neighbour && room !== neighbour ? [`${mine.service}/${room} → ${neighbour}`] : [];
}

/** A solver is a package for everybody: it imports no service, and nothing of Naru except the types of the contract. */
function solverKnows({ target, specifier, package: name, typeOnly }: Import, { path: from }: Source): string | null {
  const allowed = SOLVERS[packageDirOf(from)];
  if (!allowed || isTestCode(from) || name === null || name === manifestOf(packageDirOf(from)).name) return null;
  if (allowed.packages.includes(name) || (typeOnly && allowed.types.includes(name))) return null;
  return `a solver imports ${target ?? specifier}: it may know itself, ${[...allowed.packages, ...allowed.types.map((one) => `types of ${one}`)].join(', ')}`;
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

function callsAnother({ package: name, names, typeOnly }: Import, { path: from }: Source): string | null {
  const mine = placeOf(from);
  const isKept = mine ? !(mine.service in CALLERS) : from.startsWith('libs/');
  const clients = CLIENT_PACKAGES[name ?? ''];
  const opens = clients === '*' || names.some((one) => clients?.includes(one));
  if (!isKept || typeOnly || isTestCode(from) || !opens) return null;
  return `${mine?.service ?? from} would call another service: subscribe to its events, or give the reason in tests/architecture/walls.ts`;
}

/** An undeclared package works only by chance, and is missing in a production install. */
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
