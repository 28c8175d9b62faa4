/** RPCs of timetables. */
import type { TimetableMeeting, Timetable as TimetableMessage } from '@naru/contracts/program/v1/timetable';
import type { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import type { Ownership } from '@naru/kit/access';
import type { Host } from '@naru/kit/boot';
import type { Snapshot } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import type { Call, Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import * as decide from './decide.ts';
import { type EventOf, partyOf, requireEvent, requireWithin, sessionOf, slotsOf } from './given.ts';
import { publishTimetable } from './lifecycle.ts';
import { PARTIES, partiesIn, toProto } from './message.ts';
import { draft, requireEdition } from './refusals.ts';
import { SOLVE_KIND } from './solve.ts';
import { centreIdOf, type TimetableStore, timetableId } from './store.ts';
import { known, refuse } from './texts.ts';
import type { Party, Timetable, TimetableEvent, Wish } from './timetable.ts';
import { type Pair, type Wanted, wishesOf } from './wishes.ts';

type EditingRpcs = Pick<
  Handlers<typeof TimetableServiceDefinition>,
  | 'planTimetable'
  | 'amendTimetable'
  | 'addMeeting'
  | 'updateMeeting'
  | 'removeMeeting'
  | 'lockMeeting'
  | 'unlockMeeting'
  | 'solveTimetable'
  | 'publishTimetable'
>;

/** Functions of other nouns of this service that timetables call. */
export interface TimetableNeighbours {
  event: EventOf;
  /** Every pair whose two parties want to meet. */
  wanted(): Promise<Pair[]>;
  /** The ids of meetings that are no longer wanted, or that a withdrawn, suspended or closed party cannot attend. */
  fallen(meetings: readonly Wish[]): Promise<ReadonlySet<string>>;
  /** The parties among these that are withdrawn, suspended or closed. */
  hidden(partyIds: readonly string[]): Promise<ReadonlySet<string>>;
}

const SECONDS = 10;

export function timetableRpcs(
  timetables: TimetableStore,
  neighbours: TimetableNeighbours,
  { operations }: Pick<Host, 'operations'>,
): EditingRpcs {
  const { event, wanted, fallen, hidden } = neighbours;

  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: Verb,
  ): Promise<TimetableMessage> {
    return shown((await timetables.change(id, guarded(etag, verb), call)).state, call);
  }

  /** The accepted introductions between the participants; all of them where no participant is named. */
  async function agreed(id: string, parties: readonly Party[]): Promise<Wanted> {
    return wishesOf({ timetableId: id, parties, pairs: await wanted(), hidden });
  }

  /** A draft without the meetings that are no longer wanted. */
  async function swept({ id, etag }: { id: string; etag: string }, call: Call): Promise<Snapshot<Timetable>> {
    const found = await timetables.find(id);
    const gone = await fallen(draft(found?.state ?? null).meetings);
    const drop = guarded(etag, (one) => decide.dropMeetings(one, gone));
    return timetables.change(id, drop, { ...call, request: undefined });
  }

  return {
    planTimetable: async ({ eventId, slots: given, tables, participants }, call) => {
      const held = await requireEvent(event, eventId);
      const { centreId, timeZone, startDate: day } = held;
      const id = timetableId(eventId);
      const slots = slotsOf(given, held);
      const { parties, meetings } = await agreed(id, participants.map(partyOf));
      const plan = { id, eventId, centreId, timeZone, day, slots, tables, parties, meetings };
      return change({ id }, call, (existing) => decide.planTimetable(existing, plan));
    },
    amendTimetable: async ({ id, etag, ...given }, call) => {
      const before = draft((await timetables.find(id))?.state ?? null);
      const held = await requireEvent(event, before.eventId);
      const parties = given.participants.map(partyOf);
      const leaving = new Set(given.removePartyIds);
      const all = [...before.participants, ...parties].filter(({ partyId }) => !leaving.has(partyId));
      const meetings = given.takeIntroductions && all.length > 0 ? (await agreed(id, all)).meetings : [];
      const slots = given.slots.length > 0 ? slotsOf(given.slots, held) : null;
      const { tables, removePartyIds } = given;
      return change({ id, etag }, call, (one) =>
        decide.amendTimetable(one, { slots, day: held.startDate, tables, parties, removePartyIds, meetings }),
      );
    },
    addMeeting: async ({ id, etag, firstPartyId, secondPartyId, session, priority }, call) => {
      const [gone] = await hidden([firstPartyId, secondPartyId]);
      if (gone) throw refuse('party_hidden', { partyId: gone });
      const wish: Wish = {
        // Two parties have at most one meeting by hand in an event, in whichever order they are named.
        id: derivedId('mtg', id, 'by hand', ...[firstPartyId, secondPartyId].sort()),
        ...{ introductionId: '', centreId: '', firstPartyId, secondPartyId, session: sessionOf(session), priority },
        ...{ lock: null, place: null, reason: null, fallen: false },
      };
      return change({ id, etag }, call, (one) => decide.addMeeting(one, wish));
    },
    updateMeeting: ({ meetingId, meeting: wanted, updateMask, ...named }, call) =>
      change(named, call, (one) => {
        const before = one?.meetings.find(({ id }) => id === meetingId);
        const { session, priority } = patched<Pick<TimetableMeeting, 'session' | 'priority'>>(
          before,
          wanted,
          updateMask,
        );
        return decide.updateMeeting(one, { meetingId, session: sessionOf(session), priority });
      }),
    removeMeeting: (given, call) =>
      change(given, call, (one) => decide.removeMeeting(one, { ...given, now: call.now })),
    lockMeeting: (given, call) => change(given, call, (one) => decide.lockMeeting(one, given)),
    unlockMeeting: (given, call) => change(given, call, (one) => decide.unlockMeeting(one, given)),
    solveTimetable: async ({ id, seconds, etag }, call) => {
      const { state } = await swept({ id, etag }, call);
      if (state.meetings.length === 0) throw refuse('empty');
      return operations().start(
        SOLVE_KIND,
        { timetableId: id, inputs: state.inputs, seconds: seconds || SECONDS },
        call,
      );
    },
    publishTimetable: async ({ id, etag }, call) => {
      const found = await timetables.find(id);
      if (found?.state.state !== 'DRAFT') return change({ id, etag }, call, (one) => publishTimetable(one, call.now));
      const held = await requireEvent(event, found.state.eventId);
      requireWithin(found.state.slots, held);
      const { state } = await swept({ id, etag }, call);
      // The edition of the swept timetable is the guard, so no other change can come between.
      return change({ id, etag: String(state.edition) }, call, (one) =>
        publishTimetable(one, call.now, held.startDate),
      );
    },
  };
}

/** The message for a caller. Its reasons show the names of parties that the caller may see. */
export async function shown(timetable: Timetable, call: Pick<Call, 'namesOf'>): Promise<TimetableMessage> {
  return toProto(timetable, await call.namesOf(PARTIES, partiesIn(timetable.meetings)));
}

type Verb = (timetable: Timetable | null) => TimetableEvent[];

/** Runs the command on the edition that the caller has seen. */
export const guarded =
  (etag: string, verb: Verb): Verb =>
  (timetable) => {
    if (timetable) requireEdition(timetable, etag);
    return verb(timetable);
  };

/** A timetable belongs to the centre of its event. Others see nothing of it before their own meetings are announced. */
export const timetableOwnership =
  (timetables: TimetableStore) =>
  async (id: string): Promise<Ownership | null> => {
    const centreId = await centreIdOf(timetables, id);
    return centreId === null ? null : { centre: centreId || undefined };
  };

export const requireTimetable = async (timetables: TimetableStore, id: string): Promise<Snapshot<Timetable>> => {
  return known(await timetables.find(id), id);
};
