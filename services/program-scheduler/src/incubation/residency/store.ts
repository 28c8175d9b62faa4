/** The collection of residencies. */
import { ListResidenciesRequest } from '@naru/contracts/program/v1/residency';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { withinReach } from '@naru/kit/reach';
import { publish, snapshot } from './events.ts';
import { evolve, type Residency, type ResidencyEvent } from './residency.ts';
import { refuse } from './texts.ts';

export type ResidencyStore = AggregateStore<Residency, ResidencyEvent, ListResidenciesRequest>;

/** The refusal of a seat that another team has. */
export const SEAT_TAKEN = 'residency.seat_taken';

export const residencyStore = ({ db, relay }: Host): ResidencyStore =>
  aggregateStore<Residency, ResidencyEvent, ListResidenciesRequest>(
    {
      db,
      noun: 'residency',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ cohortId, ventureId, seat, source }) => ({
        team: `${cohortId}:${ventureId}`,
        seat: seat > 0 ? `${cohortId}:${seat}` : undefined,
        externalId: source?.externalId || undefined,
      }),
      taken: {
        team: () => refuse('exists'),
        seat: () => refuse('seat_taken'),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [
        { key: { 'state.cohortId': 1, 'state.state': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
      list: {
        request: ListResidenciesRequest,
        filters: {
          cohortId: 'state.cohortId',
          ventureId: 'state.ventureId',
          centreId: 'state.centreId',
          state: 'state.state',
          startedFrom: fromDay('state.startedOn'),
          startedThrough: throughDay('state.startedOn'),
        },
        reach: (reach) => {
          const own = withinReach(reach, { centre: 'state.centreId', orgs: ['state.ventureId'] });
          return reach.any || reach.parties.length === 0 ? own : { $or: [own, mentoredIn(reach.parties)] };
        },
        orders: { started_on: dayOrder('state.startedOn') },
      },
    },
    relay,
  );

/** What the mentors of centres see. Whoever only applied has nothing to do with them. */
const mentoredIn = (centreIds: readonly string[]) => ({
  'state.centreId': { $in: centreIds },
  'state.state': { $ne: 'APPLIED' },
});

/** The ventures that are resident in the cohort now. */
export async function residentsOf(store: ResidencyStore, cohortId: string): Promise<ReadonlySet<string>> {
  const { collection } = openStore(store);
  const filter = { 'state.cohortId': cohortId, 'state.state': 'RESIDENT' };
  const docs = await collection.find(filter as object, { projection: { 'state.ventureId': 1 } }).toArray();
  return new Set(docs.map(({ state }) => state.ventureId));
}

/** True where the venture is resident in the cohort now. */
export async function isResident(
  store: ResidencyStore,
  { cohortId, ventureId }: { cohortId: string; ventureId: string },
): Promise<boolean> {
  const { collection } = openStore(store);
  const filter = { 'state.cohortId': cohortId, 'state.ventureId': ventureId, 'state.state': 'RESIDENT' };
  return (await collection.findOne(filter as object)) !== null;
}

/** The numbered seats of a cohort that teams hold. */
export async function seatsTaken(store: ResidencyStore, cohortId: string): Promise<ReadonlySet<number>> {
  const { collection } = openStore(store);
  const docs = await collection
    .find({ 'state.cohortId': cohortId, 'state.seat': { $gt: 0 } }, { projection: { 'state.seat': 1 } })
    .toArray();
  return new Set(docs.map(({ state }) => state.seat));
}

/** The number of teams that hold a seat in each of the cohorts. A cohort without any has no key. */
export async function countSeats(
  store: ResidencyStore,
  cohortIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { collection } = openStore(store);
  const counts = await collection
    .aggregate<{ _id: string; count: number }>([
      { $match: { 'state.cohortId': { $in: cohortIds }, 'state.seat': { $gt: 0 } } },
      { $group: { _id: '$state.cohortId', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}
