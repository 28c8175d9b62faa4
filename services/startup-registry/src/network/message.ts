/** Converts the plan of the network to its message. */
import type { NetworkPlan } from '@naru/contracts/registry/v1/centre';
import type { Network } from './network.ts';

/** The version is in the envelope of an event, and in the etag of an answer. */
export const toProto = (network: Network, version?: number): NetworkPlan => ({
  ...network,
  etag: version === undefined ? '' : String(version),
});
