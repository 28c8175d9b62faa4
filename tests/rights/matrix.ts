/** Every method × role × object, and pairs of grants: reports each result that differs from the rules. */
import type { Client } from '@grpc/grpc-js';
import { type ContractMethod, methods, type Role, TOKEN_ROLES } from '@naru/contracts';
import { compilePlan } from '@naru/gateway/plan';
import { refusalsOf } from '@naru/gateway/replies';
import type { Grant } from '@naru/kit/identity';
import { ask, requestOf } from './calls.ts';
import { expected, type Outcome, type Owned } from './expected.ts';
import { FOREIGN, grantOf, OWN } from './owners.ts';
import { SEEDS, type Seed } from './seeds.ts';

export interface Ground {
  context: string;
  channel: Client;
  token(subject: string, grants: readonly Grant[]): Promise<string>;
  /** Restores an object to its seed. */
  reset(seed: Seed): Promise<void>;
}

/** One call with its expected result. */
export interface Row {
  method: ContractMethod;
  grants: readonly Grant[];
  seed: Seed | undefined;
  /** The requested id: that of the seed, an unknown one, or undefined if the rule names no object. */
  id: string | undefined;
  expected: Outcome;
}

export const ROLES = [...TOKEN_ROLES] as Role[];
const { subject } = OWN;
const UNKNOWN = '_unknown';

/** Methods that every service has are called at each. Methods by link know no caller, so there is no role to test. */
export const methodsOf = (context: string): ContractMethod[] =>
  methods.filter(
    ({ context: owner, access }) =>
      (owner === context || access.routeField !== '') && !access.allow.some(({ role }) => role === 'link'),
  );

const seedsFor = ({ access }: ContractMethod, context: string): Seed[] =>
  [...(SEEDS[context] ?? []), ...OPERATIONS].filter(({ kinds }) => kinds.includes(access.objectKind));

const AT = new Date('2026-05-11T01:00:00Z');
/** Operations of each side, which every service has. */
export const OPERATIONS: Seed[] = [OWN, FOREIGN].map((side) => {
  const id = `op_${side.subject}`;
  const doc = { _id: id, kind: 'none', owner: side.subject, params: {}, state: 'SUCCEEDED', done: 1, total: 1 };
  const rest = { result: {}, createdAt: AT, updatedAt: AT, cancel: false };
  return {
    kinds: ['operation'],
    id,
    owned: { subject: side.subject },
    stored: { collection: 'operations', doc: { ...doc, ...rest } },
  };
});

function takes(method: ContractMethod, id: string): boolean {
  try {
    return requestOf(method, id).length > 0;
  } catch {
    return false;
  }
}

/** The objects with which a method is called, and an unknown one, unless any id counts as a body. */
function objectsOf(method: ContractMethod, context: string): { id: string; seed?: Seed; owned: Owned | null }[] {
  const seeds = seedsFor(method, context).filter(({ id }) => takes(method, id));
  if (seeds.length === 0)
    throw new Error(`${method.path} is about a ${method.access.objectKind}: seed one in seeds.ts`);
  const known = seeds.map((seed) => ({ id: seed.id, seed, owned: seed.owned }));
  const areBodies = seeds.every(({ stored }) => !stored);
  const unknown = seeds[0]?.id.startsWith('KR-') ? 'KR-50' : `${seeds[0]?.id.split('_')[0]}${UNKNOWN}`;
  return areBodies ? known : [...known, { id: unknown, owned: null }];
}

export function rowsOf(context: string, grantsOf: (method: ContractMethod) => readonly (readonly Grant[])[]): Row[] {
  return methodsOf(context).flatMap((method) => {
    const about = method.access.objectField ? objectsOf(method, context) : [{ id: undefined, owned: undefined }];
    return grantsOf(method).flatMap((grants) =>
      about.map(({ id, owned, ...rest }) => ({
        ...{ method, grants, id, seed: 'seed' in rest ? rest.seed : undefined },
        expected: expected(method.access, { subject, grants }, owned),
      })),
    );
  });
}

/** Each role alone, for its own side. */
export const single = (): Grant[][] => ROLES.map((role) => [grantOf(role, OWN)]);

/**
 * Two roles that both fit the rule. Each has foreign ids in the scope that counts, and its own ids in the other. So
 * neither opens anything of its own side alone, but a check that mixes the two would.
 */
export function crossed({ access }: ContractMethod): Grant[][] {
  const fitting = [...new Set(access.allow.map(({ role }) => role))].filter((role) => TOKEN_ROLES.has(role));
  const narrow = fitting.filter((role) => !access.allow.some((line) => line.role === role && line.scope === 'any'));
  const grants = narrow.map((role): Grant => {
    const scopes = access.allow.filter((line) => line.role === role).map(({ scope }) => scope);
    const byCentre = scopes.includes('ownCentre') || scopes.includes('party');
    const byOrg = scopes.includes('ownOrg') || scopes.includes('party');
    const org = grantOf(role, OWN).org ?? OWN.venture;
    return {
      role,
      centre: byCentre ? FOREIGN.centre : OWN.centre,
      org: byOrg ? (grantOf(role, FOREIGN).org ?? FOREIGN.org) : org,
    };
  });
  return grants.flatMap((one, place) => grants.slice(place + 1).map((other) => [one, other]));
}

const shown = ({ method, grants, id, expected: wanted }: Row, got: string) =>
  `${method.name} by ${grants.map(({ role }) => role).join(' + ')} on ${id ?? 'nothing'}: ${got}, not ${wanted}`;

/**
 * Calls all rows: first those that must be refused, which change nothing; then the others, each on its seeded object.
 */
export async function findings(ground: Ground, rows: readonly Row[]): Promise<string[]> {
  const found: string[] = [];
  const unknown = new Map<string, string>();
  const one = async (row: Row) => {
    if (row.expected === 'passes' && row.seed) await ground.reset(row.seed);
    const token = await ground.token(subject, row.grants);
    const bytes = requestOf(row.method, row.id);
    const answer = await ask(ground.channel, row.method, { bytes, id: row.id, token });
    if (answer.outcome !== row.expected) found.push(shown(row, `${answer.outcome} ${answer.refusal}`));
    if (!isTold(row.method, answer.status))
      found.push(shown(row, `${answer.status}, of which the API page does not tell`));
    if (answer.outcome !== 'not_found') return;
    const key = JSON.stringify([row.method.path, row.grants]);
    const before = unknown.get(key) ?? answer.refusal;
    if (before !== answer.refusal) found.push(shown(row, `${answer.refusal}, where another one answers ${before}`));
    unknown.set(key, before);
  };
  await inLanes(
    rows.filter((row) => row.expected !== 'passes'),
    one,
    8,
  );
  await inLanes(
    rows.filter((row) => row.expected === 'passes'),
    one,
    1,
  );
  return found;
}

/** True if the API page says that the method may answer so. */
export function isTold(method: ContractMethod, status: number): boolean {
  const plan = told.has(method.path) ? null : compilePlan(method);
  if (plan) told.set(method.path, refusalsOf(plan));
  return status === 0 || (told.get(method.path) ?? []).includes(status);
}
const told = new Map<string, readonly number[]>();

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>, lanes: number): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
