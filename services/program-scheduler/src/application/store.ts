/** Where applications are kept: one for a venture and a round. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { Rejection } from '@naru/kit/rejection';
import { type Application, type ApplicationEvent, evolve } from './application.ts';
import { publish, snapshot } from './events.ts';

export type ApplicationStore = AggregateStore<Application, ApplicationEvent>;

export const applicationStore = ({ db, relay }: Host): ApplicationStore =>
  aggregateStore<Application, ApplicationEvent>(
    {
      db,
      noun: 'application',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ roundId, ventureId }) => ({ applicant: `${roundId}:${ventureId}` }),
      taken: {
        applicant: () =>
          new Rejection({
            kind: 'exists',
            code: 'application.exists',
            message: 'the venture has applied to this round; it can do so once',
          }),
      },
      indexes: [
        { key: { 'state.roundId': 1, 'state.state': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
    },
    relay,
  );

/** How many applications stand in each of the rounds; a round without any is not among the keys. */
export async function countByRound(
  { collection }: ApplicationStore,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = await collection
    .aggregate<{ _id: string; count: number }>([
      { $match: { 'state.roundId': { $in: roundIds }, 'state.state': 'APPLICATION_SUBMITTED' } },
      { $group: { _id: '$state.roundId', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}
