/** Where the plan is kept, and what the network hears of it. */
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { outgoing } from '@naru/kit/outbox';
import { evolve, type Network, type NetworkEvent } from './network.ts';

export type NetworkStore = AggregateStore<Network, NetworkEvent>;

export const networkStore = ({ db, relay }: Host): NetworkStore =>
  aggregateStore<Network, NetworkEvent>(
    {
      db,
      noun: 'network',
      schema: 1,
      evolve,
      publish: (_, plan) => outgoing(NetworkPlanned, { plan: { ...plan, etag: '' } }),
    },
    relay,
  );
