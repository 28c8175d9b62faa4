/** Where organisations are kept, and what the network hears of them. */

import type { Organisation as OrganisationMessage } from '@naru/contracts/registry/v1/centre';
import { OrganisationRegistered } from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Snapshot } from '@naru/kit/change';
import { outgoing } from '@naru/kit/outbox';
import { Rejection } from '@naru/kit/rejection';
import { evolve, type Organisation, type OrganisationEvent } from './organisation.ts';

export type OrganisationStore = AggregateStore<Organisation, OrganisationEvent>;

export const organisationStore = ({ db, relay }: Host): OrganisationStore =>
  aggregateStore<Organisation, OrganisationEvent>(
    {
      db,
      noun: 'organisation',
      schema: 1,
      evolve,
      publish: (_, organisation) => outgoing(OrganisationRegistered, { organisation: { ...organisation, etag: '1' } }),
      keys: ({ brn, source }) => ({ brn: brn || undefined, externalId: source?.externalId || undefined }),
      taken: {
        brn: () => taken('brn', 'brn: an organisation with this number is registered already'),
        externalId: () => taken('external_id', 'source.externalId: another organisation carries it'),
      },
    },
    relay,
  );

const taken = (what: string, message: string) =>
  new Rejection({ kind: 'exists', code: `organisation.${what}_taken`, message });

export const toProto = ({ version, state }: Snapshot<Organisation>): OrganisationMessage => ({
  ...state,
  etag: String(version),
});
