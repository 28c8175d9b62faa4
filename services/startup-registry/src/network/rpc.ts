/** The plan over the wire. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';
import { NETWORK_ID, planNetwork } from './network.ts';
import type { NetworkStore } from './store.ts';

type NetworkRpcs = Pick<Handlers<typeof RegistryServiceDefinition>, 'setNetworkPlan' | 'getNetworkPlan'>;

export const networkRpcs = (network: NetworkStore, highestOpened: () => Promise<number>): NetworkRpcs => ({
  setNetworkPlan: async ({ centres, etag }, call) => {
    const wanted = { centres, opened: await highestOpened() };
    const { state, version } = await network.change(NETWORK_ID, (plan) => planNetwork(plan, wanted), call, { etag });
    return toProto(state, version);
  },
  getNetworkPlan: async () => {
    const plan = await network.find(NETWORK_ID);
    return toProto(plan?.state ?? { centres: 0 }, plan?.version ?? 0);
  },
});
