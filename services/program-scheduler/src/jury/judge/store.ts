/** The collection of judges: one for each subject of tokens. */
import { ListJudgesRequest } from '@naru/contracts/program/v1/judge';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type Judge, type JudgeEvent } from './judge.ts';
import { refuse } from './texts.ts';

export type JudgeStore = AggregateStore<Judge, JudgeEvent, ListJudgesRequest>;

export const judgeStore = ({ db, relay }: Host): JudgeStore =>
  aggregateStore<Judge, JudgeEvent, ListJudgesRequest>(
    {
      db,
      noun: 'judge',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ subject }) => ({ subject }),
      taken: {
        subject: () => refuse('exists'),
      },
      indexes: [{ key: { 'state.state': 1, _id: 1 } }],
      list: {
        request: ListJudgesRequest,
        filters: {
          centreId: 'state.centreId',
          expertise: 'state.expertise',
          state: 'state.state',
        },
        reach: { subject: 'keys.subject' },
      },
    },
    relay,
  );

/** The judge whose tokens have this subject. */
export async function judgeOfSubject(store: JudgeStore, subject: string) {
  const { collection, snapshotOf } = openStore(store);
  const doc = await collection.findOne({ 'keys.subject': subject });
  return doc && snapshotOf(doc);
}

/** All judges who may be assigned, ordered by id. */
export async function activeJudges(judges: JudgeStore): Promise<Judge[]> {
  return (await judges.all({ where: { state: 'ACTIVE' } })).map(({ state }) => state);
}
