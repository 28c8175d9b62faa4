/** Events of an event: its whole state after every change. */
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
import { toProto } from './message.ts';

const CODECS = { EventPlanned, EventUpdated, EventOpened, EventSelected, EventHeld, EventCancelled };

export const publish = ({ type }: EventEvent, event: Event): Outgoing =>
  outgoing(CODECS[type], { event: toProto(event) });

export const snapshot = (event: Event): Outgoing => outgoing(EventSnapshot, { event: toProto(event) });
