/** The collection of rubrics. */
import { ListRubricsRequest } from '@naru/contracts/program/v1/rubric';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Rubric, type RubricEvent } from './rubric.ts';

export type RubricStore = AggregateStore<Rubric, RubricEvent, ListRubricsRequest>;

export const rubricStore = ({ db, relay }: Host): RubricStore =>
  aggregateStore<Rubric, RubricEvent, ListRubricsRequest>(
    {
      db,
      noun: 'rubric',
      schema: 1,
      evolve,
      publish,
      snapshot,
      list: {
        request: ListRubricsRequest,
        filters: {},
        reach: 'all',
      },
    },
    relay,
  );
