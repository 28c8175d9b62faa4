/** An event as the wire has it. */
import type { Event as EventMessage } from '@naru/contracts/program/v1/event';
import type { Event } from './event.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (event: Event, version = 0): EventMessage => ({
  ...event,
  etag: version ? String(version) : '',
});
