/** Publishes centres: every event carries the whole centre. */
import { CentreOpened, CentreSnapshot, HostAssigned } from '@naru/contracts/registry/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Centre, CentreEvent } from './centre.ts';
import { toProto } from './message.ts';

const CODECS = { CentreOpened, HostsChanged: HostAssigned };

export const publish = ({ type }: CentreEvent, centre: Centre): Outgoing =>
  outgoing(CODECS[type], { centre: toProto(centre) });

export const snapshot = (centre: Centre): Outgoing => outgoing(CentreSnapshot, { centre: toProto(centre) });
