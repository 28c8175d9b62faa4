/** The RPCs of the feed: a partner reads what its webhooks would be sent, as it may be shown now. */
import { FeedEvent } from '@naru/contracts/notification/v1/feed';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { pageSize as sizeOf } from '@naru/kit/page';
import type { Reach } from '@naru/kit/reach';
import type { Handlers } from '@naru/kit/serve';
import type { Reader } from '../audience/audience.ts';
import { padded } from './feed.ts';
import { toProto } from './message.ts';
import type { FeedStore } from './store.ts';

const STREAM_SLICE = 200;

const readerOf = ({ parties, any }: Reach): Reader => ({ ids: [...parties], seesAll: any });

export const feedRpcs = (
  feed: FeedStore,
): Pick<Handlers<typeof NotificationServiceDefinition>, 'readFeed' | 'streamFeed'> => ({
  readFeed: async ({ eventTypes: patterns, pageSize, ...from }, { reach }) => {
    const after = await feed.begin(from);
    const { found, next, more } = await feed.slice(readerOf(reach), { after, patterns, limit: sizeOf(pageSize) });
    return { events: found.map(toProto), nextPosition: padded(next), more };
  },
  streamFeed: async function* ({ eventTypes: patterns, ...from }, { reach, signal }) {
    let after = await feed.begin(from);
    for (let more = true; more && !signal.aborted; ) {
      const slice = await feed.slice(readerOf(reach), { after, patterns, limit: STREAM_SLICE });
      for (const entry of slice.found) yield FeedEvent.fromPartial(toProto(entry));
      ({ next: after, more } = slice);
    }
  },
});
