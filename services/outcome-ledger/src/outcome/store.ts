/** Where outcomes are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { refusals } from '@naru/kit/rejection';
import { publish, snapshot } from './events.ts';
import { evolve, type Outcome, type OutcomeEvent } from './outcome.ts';

export type OutcomeStore = AggregateStore<Outcome, OutcomeEvent>;

export const outcomeStore = ({ db, relay }: Host): OutcomeStore =>
  aggregateStore<Outcome, OutcomeEvent>(
    {
      db,
      noun: 'outcome',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => exists('outcome.external_id_taken', 'source.externalId: another outcome carries it'),
      },
      indexes: [{ key: { 'state.aboutId': 1, 'state.indicator': 1, _id: 1 } }],
    },
    relay,
  );

const { exists } = refusals('outcome');
