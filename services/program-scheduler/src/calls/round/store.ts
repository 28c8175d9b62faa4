/**
 * The collection of rounds. Unique keys allow one round for each place of a programme in a year, and one for each
 * half-year.
 */
import { ListRoundsRequest } from '@naru/contracts/program/v1/round';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { endOf, evolve, type Round, type RoundEvent } from './round.ts';
import { refuse } from './texts.ts';

export type RoundStore = AggregateStore<Round, RoundEvent, ListRoundsRequest>;

/** Refusals for a taken place and a taken half-year. */
export const PLACE_TAKEN = 'round.place_taken';
export const HALF_TAKEN = 'round.half_taken';

export const roundStore = ({ db, relay }: Host): RoundStore =>
  aggregateStore<Round, RoundEvent, ListRoundsRequest>(
    {
      db,
      noun: 'round',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      dueAt: (round) => (round.state === 'OPEN' ? endOf(round) : undefined),
      keys: ({ programmeId, year, half, place, source }) => ({
        place: place > 0 ? `${programmeId}:${year}:${place}` : undefined,
        half: half === 'HALF_UNSPECIFIED' ? undefined : `${programmeId}:${year}:${half}`,
        externalId: source?.externalId || undefined,
      }),
      taken: {
        place: () => refuse('place_taken'),
        half: () => refuse('half_taken'),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.programmeId': 1, 'state.year': 1, _id: 1 } }],
      list: {
        request: ListRoundsRequest,
        filters: {
          programmeId: 'state.programmeId',
          eventId: 'state.eventId',
          year: 'state.year',
          state: 'state.state',
          closesAfter: after('state.closesAt'),
          closesBefore: before('state.closesAt'),
        },
        reach: 'all',
        orders: { closes_at: 'state.closesAt' },
      },
    },
    relay,
  );

/** Shape 2 has forms, rules of eligibility and a grace period. */
export const fromSchema1 = (old: Omit<Round, 'form' | 'eligibility' | 'graceMinutes'>): Round => ({
  ...old,
  form: undefined,
  eligibility: undefined,
  graceMinutes: 0,
});

export async function roundsOf(store: RoundStore, programmeId: string): Promise<string[]> {
  const { collection } = openStore(store);
  const docs = await collection.find({ 'state.programmeId': programmeId }, { projection: { _id: 1 } }).toArray();
  return docs.map(({ _id }) => _id);
}

export const countRounds = (
  store: RoundStore,
  { programmeId, year }: { programmeId: string; year: number },
): Promise<number> =>
  openStore(store).collection.countDocuments({ 'state.programmeId': programmeId, 'state.year': year });
