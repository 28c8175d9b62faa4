/** Commands on a timetable. Pure: the present state and a command give events, or a refusal. */
import type { CivilDate } from '@naru/kit/civil-date';
import { type Content, checkContent, checkSizes, unproven, withInputs } from './content.ts';
import { tablesIn } from './instance.ts';
import { owing } from './lifecycle.ts';
import { draft, meetingIn, open } from './refusals.ts';
import { content, refuse } from './texts.ts';
import type { Participant, Party, Place, Slot, Timetable, TimetableEvent, Wish } from './timetable.ts';

export type Plan = Pick<Timetable, 'id' | 'eventId' | 'centreId' | 'timeZone' | 'slots' | 'tables' | 'day'> & {
  parties: Party[];
  meetings: Wish[];
};

/** An event has one timetable, and its meetings are between its participants. */
export function planTimetable(existing: Timetable | null, { parties, ...plan }: Plan): TimetableEvent[] {
  if (existing) throw refuse('exists', { id: existing.id });
  checkContent(plan, parties);
  const made: Content = { ...plan, lostTables: [], participants: parties.map(joined) };
  checkSizes(made);
  const timetable: Timetable = {
    ...{ ...plan, ...made, state: 'DRAFT', quality: unproven(made), calledOff: false },
    ...{ edition: 1, inputs: 1, revision: 0, announced: 0, owedSince: null },
  };
  return [{ type: 'TimetablePlanned', timetable }];
}

const joined = (party: Party): Participant => ({ ...party, awaySlotIds: [] });

export interface Revision {
  slots: Slot[] | null;
  /** The first day of the event now, for which the slots are. */
  day?: CivilDate;
  tables: number;
  parties: Party[];
  removePartyIds: string[];
  /** The meetings that both sides have agreed to in the meantime. */
  meetings: Wish[];
}

/** Given slots and parties replace the earlier ones. A removed party loses its meetings. */
export function amendTimetable(timetable: Timetable | null, given: Revision): TimetableEvent[] {
  const before = draft(timetable);
  const slots = given.slots ?? before.slots;
  checkContent({ slots, timeZone: before.timeZone }, given.parties);
  const ids = new Set(slots.map(({ id }) => id));
  const changed = new Map(given.parties.map((one) => [one.partyId, one]));
  const leaving = new Set(given.removePartyIds);
  const staying = before.participants.filter(({ partyId }) => !leaving.has(partyId) && !changed.has(partyId));
  const participants = [...staying, ...given.parties.map(joined)].map((one) => ({
    ...one,
    unavailableSlotIds: one.unavailableSlotIds.filter((id) => ids.has(id)),
  }));
  const there = new Set(participants.map(({ partyId }) => partyId));
  const known = new Set(before.meetings.flatMap((one) => [one.id, pairOf(one)]));
  const fresh = given.meetings.filter((one) => !known.has(one.id) && !known.has(pairOf(one)));
  const meetings = [...before.meetings, ...fresh].filter(
    ({ firstPartyId, secondPartyId }) => there.has(firstPartyId) && there.has(secondPartyId),
  );
  for (const { id, lock } of meetings)
    if (lock && !ids.has(lock.slotId)) throw refuse('slot_locked', { meetingId: id, slotId: lock.slotId });
  const changes = { slots, tables: given.tables || before.tables, participants, meetings };
  const day = given.slots && given.day ? { day: given.day } : {};
  if (sameContent(before, changes)) return [];
  return [{ type: 'TimetableUpdated', changes: { ...withInputs(before, changes), ...day } }];
}

const sameContent = (before: Timetable, changes: Partial<Content>): boolean =>
  Object.entries(changes).every(
    ([key, value]) => JSON.stringify(before[key as keyof Content]) === JSON.stringify(value),
  );

/** Adds a meeting of two participants who have none yet. Adding the same meeting by hand again changes nothing. */
export function addMeeting(timetable: Timetable | null, wish: Wish): TimetableEvent[] {
  const before = open(timetable);
  const { firstPartyId, secondPartyId } = wish;
  const published = before.state === 'PUBLISHED';
  if (firstPartyId === secondPartyId) throw content.invalid('secondPartyId', 'meeting.same_party');
  for (const partyId of [firstPartyId, secondPartyId])
    if (!before.participants.some((one) => one.partyId === partyId))
      throw refuse('not_participating', { partyId, published });
  if (before.meetings.some(({ id }) => id === wish.id)) return [];
  const first = before.meetings.find((one) => samePair(one, wish) && !isOff(before, one));
  if (first) throw refuse('pair_meets', { meetingId: first.id });
  return [{ type: 'TimetableUpdated', changes: withInputs(before, { meetings: [...before.meetings, wish] }) }];
}

const samePair = (a: Wish, b: Wish): boolean => pairOf(a) === pairOf(b);
const pairOf = ({ firstPartyId, secondPartyId }: Wish): string => [firstPartyId, secondPartyId].sort().join();

/** The two no longer want it, or it was cancelled after its publication. */
const isOff = ({ state }: Timetable, { fallen, place, reason }: Wish): boolean =>
  fallen || (state === 'PUBLISHED' && place === null && reason !== null);

/** Sets the priority of a meeting, and the half of the day in which it should be. */
export function updateMeeting(
  timetable: Timetable | null,
  { meetingId, ...wanted }: { meetingId: string } & Pick<Wish, 'session' | 'priority'>,
): TimetableEvent[] {
  const before = draft(timetable);
  const { session, priority } = meetingIn(before, meetingId);
  if (session === wanted.session && priority === wanted.priority) return [];
  return [{ type: 'TimetableUpdated', changes: withInputs(before, { meetings: altered(before, meetingId, wanted) }) }];
}

/** Removes a meeting that has not begun. Where its parties know of the meeting, its removal is announced to them. */
export function removeMeeting(
  timetable: Timetable | null,
  { meetingId, now }: { meetingId: string; now: Date },
): TimetableEvent[] {
  const before = open(timetable);
  const { place } = meetingIn(before, meetingId);
  requireAhead(before, place, now);
  const changes = withInputs(before, { meetings: before.meetings.filter(({ id }) => id !== meetingId) });
  return [{ type: 'TimetableUpdated', changes: { ...changes, ...owing(before, now) } }];
}

/** Locks a meeting at the given place, or at its present one. In a published timetable a lock moves no meeting. */
export function lockMeeting(
  timetable: Timetable | null,
  { meetingId, slotId, table }: { meetingId: string } & Place,
): TimetableEvent[] {
  const before = open(timetable);
  const { place, lock } = meetingIn(before, meetingId);
  const wanted = slotId ? { slotId, table } : place;
  const published = before.state === 'PUBLISHED';
  if (!wanted) throw refuse('not_placed', { published });
  requireTable(before, wanted);
  if (samePlace(lock, wanted)) return [];
  const isThere = place?.slotId === wanted.slotId && (wanted.table === 0 || wanted.table === place.table);
  if (published && !place) throw refuse('not_placed', { published });
  if (published && !isThere) throw refuse('lock_moves');
  return [{ type: 'TimetableUpdated', changes: withLock(before, meetingId, wanted) }];
}

/** @throws Rejection naming the field where there is no such slot, or no such table in it */
function requireTable(timetable: Timetable, { slotId, table }: Place): void {
  const tables = tablesIn(timetable).get(slotId);
  if (!tables) throw content.invalid('slotId', 'slot.unknown', { id: slotId, slotIds: slotIdsOf(timetable) });
  if (table > 0 && !tables.includes(table)) throw content.invalid('table', 'table.unknown', { table, slotId, tables });
}

export const slotIdsOf = ({ slots }: Pick<Timetable, 'slots'>): string[] => slots.map(({ id }) => id);

export function unlockMeeting(timetable: Timetable | null, { meetingId }: { meetingId: string }): TimetableEvent[] {
  const before = open(timetable);
  if (!meetingIn(before, meetingId).lock) return [];
  return [{ type: 'TimetableUpdated', changes: withLock(before, meetingId, null) }];
}

const withLock = (before: Timetable, id: string, lock: Place | null) =>
  withInputs(before, { meetings: altered(before, id, { lock }) });

const altered = ({ meetings }: Timetable, id: string, change: Partial<Wish>): Wish[] =>
  meetings.map((one) => (one.id === id ? { ...one, ...change } : one));

export const samePlace = (x: Place | null, y: Place | null): boolean =>
  x?.slotId === y?.slotId && x?.table === y?.table;

/** Meetings that are no longer wanted are removed from a draft. */
export function dropMeetings(timetable: Timetable | null, meetingIds: ReadonlySet<string>): TimetableEvent[] {
  const before = draft(timetable);
  const meetings = before.meetings.filter(({ id }) => !meetingIds.has(id));
  if (meetings.length === before.meetings.length) return [];
  return [{ type: 'TimetableUpdated', changes: withInputs(before, { meetings }) }];
}

/**
 * The two parties no longer want to meet. A draft drops the meeting. A published timetable marks it, and the officer
 * decides.
 */
export function fallAway(
  timetable: Timetable | null,
  { introductionId, over }: { introductionId: string; over: boolean },
): TimetableEvent[] {
  if (!timetable || timetable.state === 'CLOSED') return [];
  const wish = timetable.meetings.find((one) => one.introductionId === introductionId);
  if (!wish || wish.fallen) return [];
  if (timetable.state === 'DRAFT') return dropMeetings(timetable, new Set([wish.id]));
  if (!over) return []; // They have met, perhaps at this event.
  const meetings = wish.place
    ? altered(timetable, wish.id, { fallen: true })
    : timetable.meetings.filter(({ id }) => id !== wish.id);
  return [{ type: 'TimetableUpdated', changes: withInputs(timetable, { meetings }) }];
}

function requireAhead({ slots, state }: Timetable, place: Place | null, now: Date): void {
  const slot = slots.find(({ id }) => id === place?.slotId);
  if (state === 'PUBLISHED' && slot && slot.startsAt <= now) throw refuse('meeting_begun');
}
