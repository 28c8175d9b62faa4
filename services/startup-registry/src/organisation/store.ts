/** Stores organisations. */
import { ListOrganisationsRequest } from '@naru/contracts/registry/v1/centre';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type NamesOf, namesFrom } from '@naru/kit/names';
import { publish, snapshot } from './events.ts';
import { evolve, type Organisation, type OrganisationEvent } from './organisation.ts';
import { refuse } from './texts.ts';

export type OrganisationStore = AggregateStore<Organisation, OrganisationEvent, ListOrganisationsRequest>;

export const organisationStore = ({ db, relay }: Host): OrganisationStore =>
  aggregateStore<Organisation, OrganisationEvent, ListOrganisationsRequest>(
    {
      db,
      noun: 'organisation',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ brn, source }) => ({ brn: brn || undefined, externalId: source?.externalId || undefined }),
      taken: {
        brn: () => refuse('brn_taken'),
        externalId: () => refuse('external_id_taken'),
      },
      list: {
        request: ListOrganisationsRequest,
        filters: {
          country: 'state.country',
        },
        reach: 'all',
        orders: { name_ko: 'state.name.ko', name_en: 'state.name.en' },
      },
    },
    relay,
  );

/** Everybody may see them. */
export const organisationNames = (organisations: OrganisationStore): NamesOf =>
  namesFrom(organisations, {
    fields: ['state.name'],
    known: ({ state: { name } }) => ({ name, ownership: { open: true } }),
  });
