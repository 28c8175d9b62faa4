/** Converts an entry of the feed to its message, and to the body of a webhook. Both say the same. */
import type { FeedEvent } from '@naru/contracts/notification/v1/feed';
import { cloudEvent } from './cloud-event.ts';
import { type FeedEntry, padded } from './feed.ts';

const partsOf = ({ _id, type, context, aggregate, version, at, data }: FeedEntry) =>
  cloudEvent({ id: _id, type, context, aggregate, version, at, data });

export const bodyOf = (entry: FeedEntry): string =>
  JSON.stringify({ ...partsOf(entry), position: padded(entry.place ?? 0) });

export const toProto = (entry: FeedEntry): FeedEvent => ({
  ...partsOf(entry),
  time: entry.at,
  position: padded(entry.place ?? 0),
});
