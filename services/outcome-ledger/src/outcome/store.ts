/** The collection of outcomes. */
import { ListOutcomesRequest } from '@naru/contracts/ledger/v1/outcome';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { publish, snapshot } from './events.ts';
import { evolve, figureOf, type Outcome, type OutcomeEvent } from './outcome.ts';
import { refuse } from './texts.ts';

export type OutcomeStore = AggregateStore<Outcome, OutcomeEvent, ListOutcomesRequest>;

export const outcomeStore = ({ db, relay }: Host): OutcomeStore =>
  aggregateStore<Outcome, OutcomeEvent, ListOutcomesRequest>(
    {
      db,
      noun: 'outcome',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: (outcome) => ({ figure: figureOf(outcome), externalId: outcome.source?.externalId || undefined }),
      taken: {
        figure: (id) => refuse('reported', { id }),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.aboutId': 1, 'state.indicator': 1, _id: 1 } }],
      list: {
        request: ListOutcomesRequest,
        filters: {
          aboutId: 'state.aboutId',
          indicator: 'state.indicator',
          state: 'state.state',
          periodFrom: fromDay('state.from'),
          periodThrough: throughDay('state.through'),
        },
        reach: 'all',
        orders: { through: dayOrder('state.through') },
      },
    },
    relay,
  );
