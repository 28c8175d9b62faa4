/** startup-registry: the network's centres, organisations and ventures in Korea. */
import { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { mirror } from '@naru/kit/mirror';
import { implement } from '@naru/kit/serve';
import { centreRpcs } from './centre/rpc.ts';
import { centreNames, centreStore, highestOpened } from './centre/store.ts';
import { investorNames } from './copies/name/store.ts';
import { identityRpcs } from './identity/rpc.ts';
import { NETWORK_ID } from './network/network.ts';
import { networkRpcs } from './network/rpc.ts';
import { networkStore } from './network/store.ts';
import { organisationRpcs } from './organisation/rpc.ts';
import { organisationNames, organisationStore } from './organisation/store.ts';
import { expireConsent } from './venture/decide.ts';
import { erasureHandlers } from './venture/reactions.ts';
import { ventureOwnership, ventureRpcs } from './venture/rpc.ts';
import { ventureIndex } from './venture/search.ts';
import { ventureNames, ventureStore } from './venture/store.ts';

function parts(host: Host): Parts {
  const network = networkStore(host);
  const organisations = organisationStore(host);
  const centres = centreStore(host);
  const ventures = ventureStore(host);
  const investors = investorNames(host);
  const index = ventureIndex();
  const shared = mirror({ ...host, store: ventures, index });
  const neighbours = {
    plannedCentres: async () => (await network.find(NETWORK_ID))?.state.centres ?? 0,
    organisationExists: async (id: string) => (await organisations.find(id)) !== null,
  };
  return {
    implementations: [
      implement(RegistryServiceDefinition, {
        ...identityRpcs(),
        ...networkRpcs(network, () => highestOpened(centres)),
        ...organisationRpcs(organisations),
        ...centreRpcs(centres, neighbours),
        ...ventureRpcs({ ventures, index, shared }),
      }),
    ],
    aggregates: [network, organisations, centres, ventures],
    subscriptions: [
      { name: 'erasures', handlers: erasureHandlers(ventures) },
      { name: 'copies', handlers: investors.handlers() },
    ],
    timers: [ventures.due(expireConsent)],
    objects: {
      venture: ventureOwnership(ventures),
      centre: async (id) => ((await centres.find(id)) ? { centre: id, open: true } : null),
    },
    names: {
      centre: centreNames(centres),
      organisation: organisationNames(organisations),
      venture: ventureNames(ventures),
      ...investors.names,
    },
    ready: { index: shared.ready },
    start: shared.start,
    stop: shared.stop,
  };
}

export const startupRegistry: ServiceSpec = { name: 'startup-registry', context: 'registry', parts };
