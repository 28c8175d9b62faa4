/** What the network hears of an event: the whole of it after every change. */
import type { Event as EventMessage } from '@naru/contracts/program/v1/event';
import {
  EventCancelled,
  EventHeld,
  EventOpened,
  EventPlanned,
  EventSelected,
  EventSnapshot,
  EventUpdated,
} from '@naru/contracts/program/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Event, EventEvent } from './event.ts';

const CODECS = { EventPlanned, EventUpdated, EventOpened, EventSelected, EventHeld, EventCancelled };

export const publish = ({ type }: EventEvent, event: Event): Outgoing =>
  outgoing(CODECS[type], { event: toProto(event) });

export const snapshot = (event: Event): Outgoing => outgoing(EventSnapshot, { event: toProto(event) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (event: Event, version = 0): EventMessage => ({
  ...event,
  etag: version ? String(version) : '',
});
