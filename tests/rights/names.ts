/**
 * Plants names in a service's read copies, and searches its answers for them. The readers of each name follow from the
 * rules of the nouns' own Gets and from the owners, without code of the kit.
 */
import { type DescMessage, fromBinary, type JsonObject, toJson } from '@bufbuild/protobuf';
import { type ContractMethod, methods, namesIn, registry } from '@naru/contracts';
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { expected, type Owned } from './expected.ts';
import type { Row } from './matrix.ts';
import { FOREIGN, OWN } from './owners.ts';
import { AT } from './shapes.ts';

interface Canary {
  noun: string;
  owned: Owned;
}

const SIDES = [OWN, FOREIGN];

/** The nouns with names. Only shared ventures have a name outside their own service, and those are open to all. */
export const CANARIES: ReadonlyMap<string, Canary> = new Map<string, Canary>(
  SIDES.flatMap(({ centre, venture, investor, org }): [string, Canary][] => [
    [centre, { noun: 'centre', owned: { centre, open: true } }],
    [org, { noun: 'organisation', owned: { open: true } }],
    [investor, { noun: 'investor', owned: { orgs: [investor] } }],
    ...[venture, `${venture}_shown`].map((id): [string, Canary] => [
      id,
      { noun: 'venture', owned: { centre, orgs: [id], open: true } },
    ]),
  ]),
);

const MARK = 'canary of ';
export const markOf = (id: string) => ({ ko: '', en: `${MARK}${id}` });

const named = (name: LocalizedText) => ({ name });
const own = (name: LocalizedText) => ({ 'state.name': name });
const shared = (name: LocalizedText) => ({ profile: VentureProfile.fromPartial({ name }) });

/** Where each service keeps the names of a noun, and in which form. */
const KEPT: Readonly<Record<string, Readonly<Record<string, readonly [string, (name: LocalizedText) => object]>>>> = {
  registry: {
    organisation: ['organisation', own],
    centre: ['centre', own],
    venture: ['venture', (name) => ({ 'state.profile.name': name })],
    investor: ['investor_names', named],
  },
  investor: {
    venture: ['named_ventures', named],
    investor: ['investor', own],
    centre: ['centre_names', named],
    organisation: ['organisation_names', named],
  },
  matching: { venture: ['ventures', shared], investor: ['investors', named], centre: ['centre_names', named] },
  program: {
    venture: ['ventures', shared],
    investor: ['investor_names', named],
    centre: ['centre_names', named],
    organisation: ['organisation_names', named],
  },
  ledger: { centre: ['centre_names', named], organisation: ['organisation_names', named] },
};

export interface Planting {
  collection: string;
  id: string;
  set: object;
}

export const plantings = (context: string): Planting[] =>
  [...CANARIES].flatMap(([id, { noun }]) => {
    const [collection, kept] = KEPT[context]?.[noun] ?? [];
    return collection && kept ? [{ collection, id, set: { ...kept(markOf(id)), version: 1, changedAt: AT } }] : [];
  });

const reads = (method: ContractMethod, above: readonly DescMessage[] = [], desc = method.output): boolean =>
  !above.includes(desc) &&
  (namesIn(desc).length > 0 || desc.fields.some(({ message }) => message && reads(method, [...above, desc], message)));

/** The calls that pass and whose answers have fields for names. */
export const withNames = (rows: readonly Row[]): Row[] =>
  rows.filter(({ method, expected: wanted }) => wanted === 'passes' && reads(method));

/** True if the caller may see the named object by the Get of its noun. */
export function mayKnow({ grants }: Row, { noun, owned }: Canary): boolean {
  const name = `Get${noun[0]?.toUpperCase()}${noun.slice(1)}`;
  const get = methods.find((method) => method.name === name);
  return get !== undefined && expected(get.access, { subject: OWN.subject, grants }, owned) === 'passes';
}

export interface Read {
  /** The faults, for people. */
  faults: string[];
  /** The ids whose names were read. */
  named: string[];
}

/** Every id with its name in the whole answer: the name must be there exactly if the caller may know it. */
export function namesRead(row: Row, bytes: Uint8Array, may = mayKnow): Read {
  const { output, name: method } = row.method;
  const roles = row.grants.map(({ role }) => role);
  const faults: string[] = [];
  const named: string[] = [];
  function walk(desc: DescMessage, json: JsonObject): void {
    for (const { name, id } of namesIn(desc)) {
      const canary = CANARIES.get(String(json[id] ?? ''));
      if (!canary) continue;
      const shown = (json[name] as JsonObject | undefined)?.en;
      const wanted = may(row, canary) ? markOf(String(json[id])).en : undefined;
      if (shown !== wanted) faults.push(`${method} by ${roles}: ${desc.name}.${name} is ${shown}, not ${wanted}`);
      if (shown !== undefined) named.push(String(json[id]));
    }
    for (const { message, jsonName } of desc.fields) {
      const value = message ? json[jsonName] : undefined;
      for (const part of Array.isArray(value) ? value : [value])
        if (message && typeof part === 'object' && part !== null) walk(message, part as JsonObject);
    }
  }
  const answer = toJson(output, fromBinary(output, bytes), { registry }) as JsonObject;
  walk(output, answer);
  for (const [id, canary] of CANARIES)
    if (!may(row, canary) && JSON.stringify(answer).includes(`${markOf(id).en}"`))
      faults.push(`${method} by ${roles}: the name of ${id} stands somewhere`);
  return { faults, named };
}
