/** Publishes organisations: one event with the whole organisation. */
import { OrganisationRegistered, OrganisationSnapshot } from '@naru/contracts/registry/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Organisation, OrganisationEvent } from './organisation.ts';

const CODECS = { OrganisationRegistered };

export const publish = ({ type }: OrganisationEvent, organisation: Organisation): Outgoing =>
  outgoing(CODECS[type], { organisation: toProto(organisation, 1) });

export const snapshot = (organisation: Organisation): Outgoing =>
  outgoing(OrganisationSnapshot, { organisation: toProto(organisation, 1) });
