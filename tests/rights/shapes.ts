/** Builds the objects of the matrix: each is a released shape of its noun, from its fixture, with one of our owners. */
import { readFileSync } from 'node:fs';
import { BSON } from 'mongodb';
import type { Owned } from './expected.ts';
import { FOREIGN, OWN, type Side } from './owners.ts';

export interface Seed {
  /** The kinds in access rules that name it: "case" and "case.at_desk". */
  kinds: readonly string[];
  id: string;
  owned: Owned;
  /** Undefined if the object is a body without a document. */
  stored?: { collection: string; doc: object };
}

const SERVICES = new URL('../../services/', import.meta.url);
export const AT = new Date('2026-05-11T01:00:00Z');
export const SIDES: readonly [string, Side][] = [
  ['own', OWN],
  ['foreign', FOREIGN],
];

interface Shape {
  fixture: string;
  collection: string;
  prefix: string;
  kinds: readonly string[];
  state: (side: Side, id: string) => object;
  owned: (side: Side, id: string) => Owned;
  keys?: (side: Side, id: string) => object;
}

/** The object of each side, and further ones from `also`. */
export function seedsOf({ fixture, collection, prefix, kinds, state, owned, keys }: Shape): Seed[] {
  const released = BSON.EJSON.parse(readFileSync(new URL(fixture, SERVICES), 'utf8')) as { state: Released };
  return SIDES.map(([name, side]) => {
    const id = `${prefix}_${name}`;
    const doc = { ...released, _id: id, keys: keys?.(side, id) ?? {}, outbox: [] };
    return {
      kinds,
      id,
      owned: owned(side, id),
      stored: {
        collection,
        doc: { ...doc, state: { ...released.state, ...itsOwn(released.state, id), ...state(side, id) } },
      },
    };
  });
}

type Released = Record<string, unknown> & { source?: object };

/** What no other may have too: two that claim the same refuse each other's changes. */
function itsOwn(state: Released, id: string): object {
  const numbers = ['lei', 'brn', 'number'].filter((field) => field in state).map((field) => [field, id]);
  return { id, ...Object.fromEntries(numbers), ...(state.source && { source: { ...state.source, externalId: id } }) };
}

export const program = (
  noun: string,
  rest: Omit<Shape, 'fixture' | 'collection'>,
  file = noun.split('/')[1] ?? '',
): Seed[] =>
  seedsOf({
    ...rest,
    collection: file.replaceAll('-', '_'),
    fixture: `program-scheduler/src/${noun}/fixture/${file}.schema-1.json`,
  });

/** A body that owns objects: only its id is known. */
export const body = (kinds: readonly string[], id: string, owned: Owned): Seed => ({ kinds, id, owned });
export const bodies = (kinds: readonly string[], owned: (id: string) => Owned): Seed[] =>
  SIDES.flatMap(([, { centre, org }]) => [centre, org].map((id) => body(kinds, id, owned(id))));
export const copy = (
  kinds: readonly string[],
  id: string,
  owned: Owned,
  rest: object,
  collection = 'ventures',
): Seed => ({
  kinds,
  id,
  owned,
  stored: { collection, doc: { _id: id, version: 1, changedAt: AT, ...rest } },
});

export const venture = ({ centre, venture: id }: Side): Owned => ({ centre, orgs: [id] });
export const team = ({ centre, venture: ventureId, subject }: Side) => ({
  centreId: centre,
  ventureId,
  mentorSubject: subject,
});
export const NAME = { ko: '가온로보', en: 'Gaon Robo' };
