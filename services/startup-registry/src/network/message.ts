/** The plan of the network as the wire has it. */
import type { NetworkPlan } from '@naru/contracts/registry/v1/centre';
import type { Network } from './network.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (network: Network, version?: number): NetworkPlan => ({
  ...network,
  etag: version === undefined ? '' : String(version),
});
