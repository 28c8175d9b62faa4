/** Organisations over the wire. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import type { Snapshot } from '@naru/kit/change';
import { pageById } from '@naru/kit/page';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireBrn } from '../standards/brn.ts';
import { requireText } from '../standards/text.ts';
import { toProto } from './message.ts';
import { type Organisation, registerOrganisation } from './organisation.ts';
import type { OrganisationStore } from './store.ts';

type OrganisationRpcs = Pick<
  Handlers<typeof RegistryServiceDefinition>,
  'registerOrganisation' | 'getOrganisation' | 'listOrganisations'
>;

export const organisationRpcs = (organisations: OrganisationStore): OrganisationRpcs => ({
  registerOrganisation: async ({ name, country, brn, source }, call) => {
    requireText('name', name);
    const id = call.newId('org');
    const organisation = { id, name: name ?? { ko: '', en: '' }, country, brn: brn && requireBrn('brn', brn), source };
    return answer(await organisations.change(id, (existing) => registerOrganisation(existing, organisation), call));
  },
  getOrganisation: async ({ id }) => {
    const found = await organisations.find(id);
    if (!found) throw notFound('organisation', id);
    return answer(found);
  },
  listOrganisations: async ({ pageSize, pageToken }) => {
    const { items, nextPageToken } = await pageById(
      { size: pageSize, token: pageToken, question: 'organisations' },
      (after, limit) =>
        organisations.collection
          .find(after ? { _id: { $gt: after } } : {})
          .sort({ _id: 1 })
          .limit(limit)
          .toArray(),
    );
    return { organisations: items.map((doc) => answer(organisations.snapshotOf(doc))), nextPageToken };
  },
});

const answer = ({ state, version }: Snapshot<Organisation>) => toProto(state, version);
