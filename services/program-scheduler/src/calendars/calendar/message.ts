/** A calendar as the wire has it. */
import type { CalendarFeed as CalendarFeedMessage } from '@naru/contracts/program/v1/calendar';
import type { CalendarFeed } from './calendar.ts';

/** In an event the envelope tells the version; in an answer the etag does. The path is told once, when it is issued. */
export const toProto = ({ digest: _, ...feed }: CalendarFeed, version = 0): CalendarFeedMessage => ({
  ...feed,
  path: '',
  etag: version ? String(version) : '',
  pathWithheld: false,
});
