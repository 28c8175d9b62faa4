/** What may be done with a feed. Pure: the present state and a command give events, or a refusal. */
import { Rejection } from '@naru/kit/rejection';
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';

/** A feed is issued once, with a secret that nothing else has. */
export function issueFeed(existing: CalendarFeed | null, feed: CalendarFeed): CalendarFeedEvent[] {
  return existing ? [] : [{ type: 'FeedIssued', feed }];
}

/** What is taken back stays so: a new feed has a new address. */
export function revokeFeed(feed: CalendarFeed | null, at: Date): CalendarFeedEvent[] {
  if (!feed)
    throw new Rejection({
      kind: 'not_found',
      code: 'calendar_feed.not_found',
      message: 'there is no such calendar feed',
    });
  return feed.state === 'REVOKED' ? [] : [{ type: 'FeedRevoked', at }];
}
