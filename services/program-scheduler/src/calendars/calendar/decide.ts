/** What may be done with a feed. Pure: the present state and a command give events, or a refusal. */
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';
import { feed as feeds } from './texts.ts';

/** A feed is issued once, with a secret that nothing else has. */
export function issueFeed(existing: CalendarFeed | null, feed: CalendarFeed): CalendarFeedEvent[] {
  return existing ? [] : [{ type: 'FeedIssued', feed }];
}

/** What is taken back stays so: a new feed has a new address. */
export function revokeFeed(feed: CalendarFeed | null, at: Date): CalendarFeedEvent[] {
  return feeds.known(feed).state === 'REVOKED' ? [] : [{ type: 'FeedRevoked', at }];
}
