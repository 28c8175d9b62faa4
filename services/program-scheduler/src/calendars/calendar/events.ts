/** Events of a calendar feed: its owner and its state. Only the address of the feed contains its secret. */
import {
  CalendarFeedIssued,
  CalendarFeedRevoked,
  CalendarFeedSnapshot,
} from '@naru/contracts/program/v1/calendar_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';
import { toProto } from './message.ts';

const CODECS = { FeedIssued: CalendarFeedIssued, FeedRevoked: CalendarFeedRevoked };

export const publish = ({ type }: CalendarFeedEvent, feed: CalendarFeed): Outgoing =>
  outgoing(CODECS[type], { feed: toProto(feed) });

export const snapshot = (feed: CalendarFeed): Outgoing => outgoing(CalendarFeedSnapshot, { feed: toProto(feed) });
