/** A feed: a secret address that calendar programs read. `evolve` is the only function that changes it. */
import type {
  CalendarFeed as CalendarFeedMessage,
  CalendarOwner,
  CalendarOwner_Kind,
} from '@naru/contracts/program/v1/calendar';

export type CalendarFeed = Omit<
  CalendarFeedMessage,
  'owner' | 'path' | 'pathWithheld' | 'etag' | 'withoutCancelled'
> & {
  owner: CalendarOwner;
  /** What was cancelled is left out. Feeds of before have nothing here. */
  withoutCancelled?: boolean;
  /** SHA-256 of the secret in the address, in hex. The secret itself is not stored. */
  digest: string;
  /** Its place among the holder's feeds; none if it is revoked, or older than the limit. */
  place?: number | undefined;
};

export type CalendarFeedEvent = { type: 'FeedIssued'; feed: CalendarFeed } | { type: 'FeedRevoked'; at: Date };

/** Never throws: events have already happened. */
export const evolve = (feed: CalendarFeed | null, event: CalendarFeedEvent): CalendarFeed | null => {
  switch (event.type) {
    case 'FeedIssued':
      return event.feed;
    case 'FeedRevoked':
      return feed && { ...feed, state: 'REVOKED', revokedAt: event.at, place: undefined };
  }
};

/** Calendars that belong to more than one person. */
export const SHARED_KINDS: readonly CalendarOwner_Kind[] = ['VENTURE', 'CENTRE', 'INVESTOR'];
