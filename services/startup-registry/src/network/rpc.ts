/** The RPCs of the plan. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { answering, versioned } from '@naru/kit/answers';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';
import { NETWORK_ID, planNetwork } from './network.ts';
import type { NetworkStore } from './store.ts';

type NetworkRpcs = Pick<Handlers<typeof RegistryServiceDefinition>, 'setNetworkPlan' | 'getNetworkPlan'>;

export function networkRpcs(network: NetworkStore, highestOpened: () => Promise<number>): NetworkRpcs {
  const { change } = answering(network, versioned(toProto));
  return {
    setNetworkPlan: async ({ centres, etag }, call) => {
      const wanted = { centres, opened: await highestOpened() };
      return change({ id: NETWORK_ID, etag }, call, (plan) => planNetwork(plan, wanted));
    },
    getNetworkPlan: async () => {
      const plan = await network.find(NETWORK_ID);
      return toProto(plan?.state ?? { centres: 0 }, plan?.version ?? 0);
    },
  };
}
