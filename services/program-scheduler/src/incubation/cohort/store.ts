/** Where cohorts are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { refusals } from '@naru/kit/rejection';
import { type Cohort, type CohortEvent, evolve } from './cohort.ts';
import { publish, snapshot } from './events.ts';

export type CohortStore = AggregateStore<Cohort, CohortEvent>;

export const cohortStore = ({ db, relay }: Host): CohortStore =>
  aggregateStore<Cohort, CohortEvent>(
    {
      db,
      noun: 'cohort',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => exists('cohort.external_id_taken', 'source.externalId: another cohort carries it'),
      },
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.programmeId': 1, _id: 1 } }],
    },
    relay,
  );

const { exists } = refusals('cohort');
