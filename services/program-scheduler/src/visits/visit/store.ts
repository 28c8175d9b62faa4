/** The collection of visits. */
import { ListVisitsRequest } from '@naru/contracts/program/v1/visit';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { nextReminder } from './obligations.ts';
import { refuse } from './texts.ts';
import { evolve, type Visit, type VisitEvent } from './visit.ts';

export type VisitStore = AggregateStore<Visit, VisitEvent, ListVisitsRequest>;

export const visitStore = ({ db, relay }: Host): VisitStore =>
  aggregateStore<Visit, VisitEvent, ListVisitsRequest>(
    {
      db,
      noun: 'visit',
      schema: 1,
      evolve,
      publish,
      snapshot,
      dueAt: nextReminder,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [
        { key: { 'state.hostId': 1, 'state.state': 1, 'state.startDate.year': 1 } },
        { key: { 'state.startDate.year': 1, 'state.startDate.month': 1, _id: 1 } },
        { key: { 'state.country': 1, _id: 1 } },
      ],
      list: {
        request: ListVisitsRequest,
        filters: {
          hostId: 'state.hostId',
          country: 'state.country',
          level: 'state.level',
          state: 'state.state',
          period: inPeriod,
          startsFrom: fromDay('state.startDate'),
          startsThrough: throughDay('state.startDate'),
        },
        // Only the host sees a future visit, which may be that of a head of state. Everybody sees a completed one.
        reach: { parties: ['state.hostId', 'state.obligations.ownerId'], open: { 'state.state': 'COMPLETED' } },
        orders: { start_date: dayOrder('state.startDate') },
      },
    },
    relay,
  );

/** 2018-02 for a month, 2018 for a year. */
function inPeriod(period: string): object {
  const [year, month] = period.split('-').map(Number);
  return { 'state.startDate.year': year, ...(month ? { 'state.startDate.month': month } : {}) };
}

/** The number of completed visits of a host in each year. */
export async function countByYear(store: VisitStore, hostId: string): Promise<ReadonlyMap<number, number>> {
  const { collection } = openStore(store);
  const counts = await collection
    .aggregate<{ _id: number; count: number }>([
      { $match: { 'state.hostId': hostId, 'state.state': 'COMPLETED' } },
      { $group: { _id: '$state.startDate.year', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}
