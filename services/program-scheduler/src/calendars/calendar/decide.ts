/** Commands on a feed. Pure: the present state and a command give events, or a refusal. */
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';
import { feed as feeds } from './texts.ts';

/** A feed is issued once. Its secret belongs to no other feed. */
export function issueFeed(existing: CalendarFeed | null, feed: CalendarFeed, max: number): CalendarFeedEvent[] {
  if (existing) return [];
  if (feed.place === undefined) throw feeds.refuse('limit', { max });
  return [{ type: 'FeedIssued', feed }];
}

/** A revoked feed stays revoked: a new feed gets a new address. */
export function revokeFeed(feed: CalendarFeed | null, at: Date): CalendarFeedEvent[] {
  return feeds.known(feed).state === 'REVOKED' ? [] : [{ type: 'FeedRevoked', at }];
}
