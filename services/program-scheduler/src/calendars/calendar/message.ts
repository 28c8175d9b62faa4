/** Turns a calendar feed into its protobuf message. */
import type { CalendarFeed as CalendarFeedMessage } from '@naru/contracts/program/v1/calendar';
import type { CalendarFeed } from './calendar.ts';

/**
 * An event carries the version in its envelope, an answer carries it in its etag. Only the answer that issues the feed
 * contains the path.
 */
export const toProto = ({ digest: _, place: __, ...feed }: CalendarFeed, version = 0): CalendarFeedMessage => ({
  ...feed,
  withoutCancelled: feed.withoutCancelled ?? false,
  path: '',
  etag: version ? String(version) : '',
  pathWithheld: false,
});
