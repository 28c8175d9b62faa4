/** RPCs of calendar feeds: issue a feed with a secret address, read it, revoke it. */
import { createHash, randomBytes } from 'node:crypto';
import type { CalendarOwner, CalendarOwner_Kind } from '@naru/contracts/program/v1/calendar';
import type { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { fields } from '@naru/kit/field-texts';
import { inFreePlace } from '@naru/kit/places';
import type { Reach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Language } from '@naru/words/language';
import { say } from '@naru/words/text';
import { filePieces } from '../../standards/file.ts';
import { type CalendarFeed, SHARED_KINDS } from './calendar.ts';
import * as decide from './decide.ts';
import type { CalendarSource, Whose } from './entry.ts';
import { CONTENT_TYPE, icsOf } from './ics.ts';
import { toProto } from './message.ts';
import { type CalendarFeedStore, feedByDigest } from './store.ts';
import * as says from './texts.ts';

/** Functions of other nouns of this service that feeds call. */
export interface CalendarNeighbours {
  sources: readonly CalendarSource[];
  /** How many feeds a person may have. */
  max: number;
  centreOfVenture(id: string): Promise<string | undefined>;
  eventExists(id: string): Promise<boolean>;
}

// 256 bits: nobody can guess an address.
const SECRET_BYTES = 32;
const LIMIT = 'calendar_feed.limit';
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
  { sources, max, centreOfVenture, eventExists }: CalendarNeighbours,
): Handlers<typeof CalendarServiceDefinition> {
  /** @throws Rejection where the caller may not follow the calendar */
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

  async function calendarOf({ owner, subject, language, withoutCancelled = false }: CalendarFeed): Promise<string> {
    const kind = KINDS[owner.kind] ?? 'PERSON';
    const whose: Whose = { kind, id: kind === 'PERSON' ? subject : owner.id };
    const all = (await Promise.all(sources.map((source) => source(whose)))).flat();
    const entries = all.filter(({ cancelled }) => !(cancelled && withoutCancelled));
    return icsOf({ name: say(says.CALENDAR.of[kind], {}), language: language as Language, entries });
  }

  const { change, get } = answering(feeds, versioned(toProto));

  return {
    issueCalendarFeed: async ({ owner, language, withoutCancelled }, call) => {
      if (!owner) throw fields.invalid('owner', 'required');
      await requireOwn(owner, call.reach);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const feed: CalendarFeed = {
        id: call.newId('cal'),
        subject: call.caller.subject,
        owner,
        withoutCancelled,
        language: language || 'ko',
        state: 'ISSUED',
        issuedAt: call.now,
        revokedAt: undefined,
        digest: digestOf(secret),
      };
      const held = await feeds.all({ where: { subject: feed.subject, state: 'ISSUED' } });
      const places = held.map((one) => one.state.place);
      const { state, version } = await inFreePlace(places, { max, code: LIMIT }, (place) =>
        feeds.change(feed.id, (existing) => decide.issueFeed(existing, { ...feed, place }, max), call),
      );
      // A repeated request finds the feed of the first request. Its secret is not stored, so the path cannot be given
      // again.
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
      // The search uses a digest of the secret: its duration does not show how close a guess is.
      const feed = await feedByDigest(feeds, digestOf(token));
      // The refusal does not repeat the address, which may be a real secret with a letter missing.
      if (feed?.state !== 'ISSUED') throw says.feed.refuse('not_found', { revoked: feed !== null });
      const bytes = Buffer.from(await calendarOf(feed), 'utf8');
      yield* filePieces({ contentType: CONTENT_TYPE, bytes, name: 'naru.ics' });
    },
  };
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * A feed belongs to its holder, and to the venture, investor or centre whose calendar it shows: any of their members can revoke it,
 * also after the holder has left.
 */
export const calendarFeedOwnership = (feeds: CalendarFeedStore) =>
  ownershipIn(feeds, ({ subject, owner }) => {
    const shared = SHARED_KINDS.includes(owner.kind) ? { centre: owner.id, orgs: [owner.id] } : {};
    return { subject, ...shared };
  });
