/** Organisations over the wire. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import type { Snapshot } from '@naru/kit/change';
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
  listOrganisations: async (request, { reach }) => {
    const { found, ...page } = await organisations.list(request, reach);
    return { organisations: found.map(answer), ...page };
  },
});

const answer = ({ state, version }: Snapshot<Organisation>) => toProto(state, version);
