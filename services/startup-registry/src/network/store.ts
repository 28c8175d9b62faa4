/** Stores the plan. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish } from './events.ts';
import { evolve, type Network, type NetworkEvent } from './network.ts';

export type NetworkStore = AggregateStore<Network, NetworkEvent>;

export const networkStore = ({ db, relay }: Host): NetworkStore =>
  aggregateStore<Network, NetworkEvent>(
    {
      db,
      noun: 'network',
      schema: 1,
      evolve,
      publish,
    },
    relay,
  );
