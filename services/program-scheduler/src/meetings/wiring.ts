/** The wiring of 1:1 meetings: accepted introductions, the timetable of an event, and the announced meetings. */
import { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import type { Host, Parts } from '@naru/kit/boot';
import { long } from '@naru/kit/operations';
import type { Cause } from '@naru/kit/outbox';
import { implement } from '@naru/kit/serve';
import { type Event, isOver } from '../calls/event/event.ts';
import { introductionCopies } from '../copies/introduction/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import { cancelMeeting, scheduleMeeting } from './meeting/decide.ts';
import { meetingRpcs, partyOwnership } from './meeting/rpc.ts';
import { meetingStore, meetingsOf } from './meeting/store.ts';
import { announcer, type MeetingsTold } from './timetable/announce.ts';
import { fallAway } from './timetable/decide.ts';
import { timetableReactions } from './timetable/reactions.ts';
import { readingRpcs } from './timetable/reading.ts';
import { timetableOwnership, timetableRpcs } from './timetable/rpc.ts';
import { SOLVE_KIND, solving } from './timetable/solve.ts';
import { hasTimetable, timetableStore, timetablesWith } from './timetable/store.ts';
import type { Wish } from './timetable/timetable.ts';

/** Functions of the rest of the service that timetables call. */
interface Neighbours {
  event(id: string): Promise<Event | null>;
  ownerOf(programmeId: string): Promise<string | undefined>;
  hiddenAmong(ventureIds: readonly string[]): Promise<ReadonlySet<string>>;
  venture(id: string): Promise<{ centreId?: string } | null>;
  ventures: VentureCopies;
}

export function meetings(host: Host, { event, ownerOf, hiddenAmong: hidden, venture, ventures }: Neighbours) {
  const timetables = timetableStore(host);
  const stored = meetingStore(host);
  const introductions = introductionCopies(host);

  async function eventOf(id: string) {
    const found = await event(id);
    if (!found) return null;
    const { timeZone, startDate, endDate, state, programmeId } = found;
    const centreId = (programmeId && (await ownerOf(programmeId))) || '';
    return { timeZone, startDate, endDate, isOver: isOver(state), isCancelled: state === 'CANCELLED', centreId };
  }

  async function fallen(wishes: readonly Wish[]): Promise<ReadonlySet<string>> {
    const [wanted, gone] = await Promise.all([
      introductions.wanted(),
      hidden(wishes.flatMap(({ firstPartyId, secondPartyId }) => [firstPartyId, secondPartyId])),
    ]);
    const standing = new Set(wanted.map(({ introductionId }) => introductionId));
    const isFallen = ({ introductionId, firstPartyId, secondPartyId }: Wish) =>
      (introductionId !== '' && !standing.has(introductionId)) || gone.has(firstPartyId) || gone.has(secondPartyId);
    return new Set(wishes.filter(isFallen).map(({ id }) => id));
  }

  /**
   * A timetable that is planned later reads the copy. One that was planned before is changed here, at every delivery of
   * the event.
   */
  async function fellAway(matchId: string, cause: Cause): Promise<void> {
    const introduction = await introductions.find(matchId);
    if (!introduction?.introductionId || introduction.wanted) return;
    const { introductionId, over } = introduction;
    for (const id of await timetablesWith(timetables, introductionId))
      await timetables.change(id, (one) => fallAway(one, { introductionId, over }), cause);
  }

  const told: MeetingsTold = {
    of: (timetableId) => meetingsOf(stored, timetableId),
    eventName: async (eventId) => (await event(eventId))?.name ?? { ko: '', en: '' },
    schedule: ({ id, eventId, timeZone, revision }, { wish, startsAt, endsAt, table }, cause) => {
      const { introductionId, firstPartyId, secondPartyId, centreId } = wish;
      const wanted = {
        ...{ id: wish.id, timetableId: id, eventId, introductionId, firstPartyId, secondPartyId, centreId },
        ...{
          startsAt,
          endsAt,
          timeZone,
          table,
          state: 'SCHEDULED' as const,
          cancelled: undefined,
          revision,
        },
      };
      return stored.change(wish.id, (one) => scheduleMeeting(one, wanted), cause);
    },
    cancel: (meetingId, what, cause) => stored.change(meetingId, (one) => cancelMeeting(one, what), cause),
  };

  return {
    implementation: implement(TimetableServiceDefinition, {
      ...timetableRpcs(timetables, { event: eventOf, wanted: introductions.wanted, fallen, hidden }, host),
      ...readingRpcs(timetables),
      ...meetingRpcs(stored),
    }),
    aggregates: [timetables, stored],
    subscriptions: [
      {
        name: 'introductions',
        handlers: introductions.handlers(fellAway),
      },
      {
        name: 'timetables',
        handlers: timetableReactions(timetables, { event: eventOf, isHiddenAfter: ventures.isHiddenAfter }, host),
      },
    ],
    timers: [timetables.dueBy(announcer(timetables, told))],
    operations: { [SOLVE_KIND]: long(solving(timetables)) },
    objects: {
      timetable: timetableOwnership(timetables),
      party: partyOwnership(async (id) => (await venture(id))?.centreId),
    } satisfies Parts['objects'],
    start: introductions.ensureIndexes,
    stores: { meetings: stored },
    /** For events: whose timetable stands keeps its zone. */
    timetableStands: (eventId: string) => hasTimetable(timetables, eventId),
  };
}
