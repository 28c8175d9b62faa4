/** The collection of calendar feeds. */
import { ListCalendarFeedsRequest } from '@naru/contracts/program/v1/calendar';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { placeKey } from '@naru/kit/places';
import { openStore } from '@naru/kit/raw';
import { type Reach, withinReach } from '@naru/kit/reach';
import { type CalendarFeed, type CalendarFeedEvent, evolve, SHARED_KINDS } from './calendar.ts';
import { publish, snapshot } from './events.ts';
import { feed } from './texts.ts';

export type CalendarFeedStore = AggregateStore<CalendarFeed, CalendarFeedEvent, ListCalendarFeedsRequest>;

export const feedStore = ({ db, relay, config }: Host): CalendarFeedStore =>
  aggregateStore<CalendarFeed, CalendarFeedEvent, ListCalendarFeedsRequest>(
    {
      db,
      noun: 'calendar_feed',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ digest, subject, place }) => ({ digest, place: placeKey(subject, place) }),
      taken: {
        digest: () => feed.refuse('taken'),
        // The next place is tried.
        place: () => feed.refuse('limit', { max: config.ADDRESSES_PER_OWNER }),
      },
      indexes: [{ key: { 'state.subject': 1, _id: 1 } }, { key: { 'state.owner.id': 1, _id: 1 } }],
      list: {
        request: ListCalendarFeedsRequest,
        filters: {
          state: 'state.state',
        },
        reach: (reach) => ({ $or: [withinReach(reach, { subject: 'state.subject' }), ofWhomTheySpeak(reach)] }),
      },
    },
    relay,
  );

/** The feeds of the ventures and centres that the grants of the caller cover, whoever holds them. */
const ofWhomTheySpeak = ({ orgs, centres }: Reach): object => ({
  'state.owner.kind': { $in: SHARED_KINDS },
  'state.owner.id': { $in: [...orgs, ...centres] },
});

export async function feedByDigest(feeds: CalendarFeedStore, digest: string): Promise<CalendarFeed | null> {
  const { collection, snapshotOf } = openStore(feeds);
  const doc = await collection.findOne({ 'keys.digest': digest });
  return doc && snapshotOf(doc).state;
}
