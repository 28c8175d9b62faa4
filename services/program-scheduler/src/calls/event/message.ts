/** Turns an event into its protobuf message. */
import type { Event as EventMessage } from '@naru/contracts/program/v1/event';
import type { Event } from './event.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (event: Event, version = 0): EventMessage => ({
  ...event,
  etag: version ? String(version) : '',
});
