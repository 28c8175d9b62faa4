/** Publishes the plan of the network: every event carries the whole plan. */
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Network, NetworkEvent } from './network.ts';

const CODECS = { NetworkPlanned };

export const publish = ({ type }: NetworkEvent, network: Network): Outgoing =>
  outgoing(CODECS[type], { plan: toProto(network) });
