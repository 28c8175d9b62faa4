/** The collection of coverages. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type Coverage, type CoverageEvent, evolve } from './coverage.ts';
import { publish, snapshot } from './events.ts';

export type CoverageStore = AggregateStore<Coverage, CoverageEvent>;

export const coverageStore = ({ db, relay }: Host): CoverageStore =>
  aggregateStore<Coverage, CoverageEvent>(
    {
      db,
      noun: 'visit_coverage',
      schema: 1,
      evolve,
      publish,
      snapshot,
      indexes: [{ key: { 'state.hostId': 1 } }],
    },
    relay,
  );
