/** The collection of judgings: one for a round, with an id derived from the round id. */
import { ListJudgingsRequest } from '@naru/contracts/program/v1/judging';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { publish, snapshot } from './events.ts';
import { evolve, type Judging, type JudgingEvent } from './judging.ts';

export type JudgingStore = AggregateStore<Judging, JudgingEvent, ListJudgingsRequest>;

export const judgingId = (roundId: string): string => derivedId('jdg', 'judging', roundId);

export const judgingStore = ({ db, relay }: Host): JudgingStore =>
  aggregateStore<Judging, JudgingEvent, ListJudgingsRequest>(
    {
      db,
      noun: 'judging',
      schema: 1,
      evolve,
      publish,
      snapshot,
      dueAt: ({ state, settled, closedAt }) => (state === 'CLOSED' && !settled ? closedAt : undefined),
      list: {
        request: ListJudgingsRequest,
        filters: {
          rubricId: 'state.rubricId',
          mode: 'state.mode',
          state: 'state.state',
        },
        reach: 'all',
      },
    },
    relay,
  );

export const judgingOf = async (judgings: JudgingStore, roundId: string): Promise<Judging | null> =>
  (await judgings.find(judgingId(roundId)))?.state ?? null;
