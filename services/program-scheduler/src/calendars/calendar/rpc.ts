/** Calendar feeds over the wire: issued with a secret address, read by whoever holds it, taken back. */
import { createHash, randomBytes } from 'node:crypto';
import type { CalendarOwner, CalendarOwner_Kind } from '@naru/contracts/program/v1/calendar';
import type { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { fields } from '@naru/kit/field-texts';
import { filePieces } from '@naru/kit/file';
import type { Reach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Language } from '@naru/words/language';
import { say } from '@naru/words/text';
import { type CalendarFeed, SHARED_KINDS } from './calendar.ts';
import * as decide from './decide.ts';
import type { CalendarSource, Whose } from './entry.ts';
import { CONTENT_TYPE, icsOf } from './ics.ts';
import { toProto } from './message.ts';
import { type CalendarFeedStore, feedByDigest } from './store.ts';
import * as says from './texts.ts';

/** What feeds ask of their neighbours in this service. */
export interface CalendarNeighbours {
  sources: readonly CalendarSource[];
  centreOfVenture(id: string): Promise<string | undefined>;
  eventExists(id: string): Promise<boolean>;
}

// 256 bits: an address cannot be guessed, however long one tries.
const SECRET_BYTES = 32;
const KINDS: Partial<Record<CalendarOwner_Kind, Whose['kind']>> = {
  PERSON: 'PERSON',
  VENTURE: 'VENTURE',
  INVESTOR: 'INVESTOR',
  CENTRE: 'CENTRE',
  EVENT: 'EVENT',
};

const NOUNS: Partial<Record<CalendarOwner_Kind, string>> = {
  VENTURE: 'venture',
  INVESTOR: 'investor',
};

export function calendarRpcs(
  feeds: CalendarFeedStore,
  { sources, centreOfVenture, eventExists }: CalendarNeighbours,
): Handlers<typeof CalendarServiceDefinition> {
  /** @throws Rejection where the calendar is not the caller's to follow */
  async function requireOwn({ kind, id }: CalendarOwner, { any, centres, orgs }: Reach): Promise<void> {
    if (kind === 'PERSON') {
      if (id) throw says.calendar.invalid('owner.id', 'own');
      return;
    }
    if (!id) throw fields.invalid('owner.id', 'required');
    if (kind === 'EVENT') {
      if (!(await eventExists(id))) throw notFound('event', id);
      return;
    }
    const centre = kind === 'VENTURE' ? await centreOfVenture(id) : id;
    if (centre && (any || orgs.includes(id) || centres.includes(centre))) return;
    throw notFound(NOUNS[kind] ?? 'centre', id);
  }

  async function calendarOf({ owner, subject, language }: CalendarFeed): Promise<string> {
    const kind = KINDS[owner.kind] ?? 'PERSON';
    const whose: Whose = { kind, id: kind === 'PERSON' ? subject : owner.id };
    const entries = (await Promise.all(sources.map((source) => source(whose)))).flat();
    return icsOf({ name: say(says.CALENDAR.of[kind], {}), language: language as Language, entries });
  }

  const { change, get } = answering(feeds, versioned(toProto));

  return {
    issueCalendarFeed: async ({ owner, language }, call) => {
      if (!owner) throw fields.invalid('owner', 'required');
      await requireOwn(owner, call.reach);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const feed: CalendarFeed = {
        id: call.newId('cal'),
        subject: call.caller.subject,
        owner,
        language: language || 'ko',
        state: 'ISSUED',
        issuedAt: call.now,
        revokedAt: undefined,
        digest: digestOf(secret),
      };
      const { state, version } = await feeds.change(feed.id, (existing) => decide.issueFeed(existing, feed), call);
      // A repeated request finds the feed of the first one, whose secret nobody knows any more.
      if (state.digest !== feed.digest) return { ...toProto(state, version), pathWithheld: true };
      return { ...toProto(state, version), path: `/v1/calendar-feeds/${secret}/naru.ics` };
    },
    getCalendarFeed: get,
    listCalendarFeeds: async (request, { reach }) => {
      const { found, ...page } = await feeds.list(request, reach);
      return { feeds: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
    revokeCalendarFeed: (named, call) => change(named, call, (feed) => decide.revokeFeed(feed, call.now)),
    readCalendarFeed: async function* ({ token }) {
      // Looked up by a digest of it: how long that takes tells nothing of how near a guess has come.
      const feed = await feedByDigest(feeds, digestOf(token));
      // Says nothing of the address it was asked at, which may be somebody's secret with a letter missing.
      if (feed?.state !== 'ISSUED') throw says.feed.refuse('not_found');
      const bytes = Buffer.from(await calendarOf(feed), 'utf8');
      yield* filePieces({ contentType: CONTENT_TYPE, bytes, name: 'naru.ics' });
    },
  };
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A feed is its holder's, and of the venture or centre whose calendar it shows: that must outlast no holder's leaving. */
export const calendarFeedOwnership = (feeds: CalendarFeedStore) =>
  ownershipIn(feeds, ({ subject, owner }) => {
    const shared = SHARED_KINDS.includes(owner.kind) ? { centre: owner.id, orgs: [owner.id] } : {};
    return { subject, ...shared };
  });
