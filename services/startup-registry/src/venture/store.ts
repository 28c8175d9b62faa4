/** Stores ventures: one document each; a business number belongs to one venture only. */

import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type NamesOf, namesFrom } from '@naru/kit/names';
import { publish, snapshot } from './events.ts';
import { ownershipOf } from './message.ts';
import { refuse } from './texts.ts';
import { evolve, standingConsent, type Venture, type VentureEvent } from './venture.ts';

export type VentureStore = AggregateStore<Venture, VentureEvent>;

export const ventureStore = ({ db, relay }: Host): VentureStore =>
  aggregateStore<Venture, VentureEvent>(
    {
      db,
      noun: 'venture',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      dueAt: (venture) => standingConsent(venture)?.validUntil,
      keys: ({ brn, state, source }) => ({
        brn: state === 'CLOSED' ? undefined : brn,
        externalId: source?.externalId || undefined,
      }),
      taken: {
        brn: () => refuse('brn_taken'),
        externalId: () => refuse('external_id_taken'),
      },
    },
    relay,
  );

/** Shape 2 has the record of an erasure. */
export const fromSchema1 = (old: Omit<Venture, 'erasure'>): Venture => ({ ...old, erasure: undefined });

/** Each is seen by its own members and its centre, and by everybody while it is discoverable. */
export const ventureNames = (ventures: VentureStore): NamesOf =>
  namesFrom(ventures, {
    fields: ['state.profile.name', 'state.id', 'state.centreId', 'state.state', 'state.consents', 'state.erasure'],
    known: ({ state }) => ({ name: state.profile.name ?? {}, ownership: ownershipOf(state) }),
  });
