/** The RPCs of organisations. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { answering, versioned } from '@naru/kit/answers';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { requireBrn } from '../standards/brn.ts';
import { toProto } from './message.ts';
import { type Organisation, registerOrganisation } from './organisation.ts';
import type { OrganisationStore } from './store.ts';

type OrganisationRpcs = Pick<
  Handlers<typeof RegistryServiceDefinition>,
  'registerOrganisation' | 'getOrganisation' | 'listOrganisations'
>;

const shown = versioned(toProto);

export function organisationRpcs(organisations: OrganisationStore): OrganisationRpcs {
  const { change, get } = answering(organisations, shown);
  return {
    registerOrganisation: async ({ name, country, brn, source }, call) => {
      const id = call.newId('org');
      const [title, digits] = together(
        () => requireText('name', name),
        () => brn && requireBrn('brn', brn),
      );
      const organisation: Organisation = { id, name: title, country, brn: digits, source };
      return change({ id }, call, (existing) => registerOrganisation(existing, organisation));
    },
    getOrganisation: get,
    listOrganisations: async (request, { reach }) => {
      const { found, ...page } = await organisations.list(request, reach);
      return { organisations: found.map(shown), ...page };
    },
  };
}
