/** The content of a timetable: whether it is consistent, and which places stay when it changes. */
import { checkTimetable } from '@naru/timetable-solver/check';
import { keepWhatHolds } from '@naru/timetable-solver/keep';
import { type Fault, requireNone } from '@naru/words/rejection';
import { assignmentsOf, instanceOf, placed } from './instance.ts';
import { content, refuse } from './texts.ts';
import type { Party, Quality, Slot, Timetable, Wish } from './timetable.ts';

const { fault } = content;

const PARTICIPANTS_MAX = 1_000;
const MEETINGS_MAX = 5_000;

export type Content = Pick<Timetable, 'slots' | 'tables' | 'lostTables' | 'participants' | 'meetings'>;

/** @throws Rejection naming all faults of the slots, and all parties that name unknown slots */
export function checkContent(
  { slots, timeZone }: Pick<Timetable, 'slots' | 'timeZone'>,
  parties: readonly Party[] = [],
): void {
  requireNone([...faultsOfSlots(slots, timeZone), ...faultsOfParties(parties, slots)]);
}

/** Slots follow one another in time, and each has an id of its own. */
function faultsOfSlots(slots: readonly Slot[], zone: string): Fault[] {
  return slots.flatMap(({ id, startsAt, endsAt }, i) => {
    const path = `slots[${i}]`;
    const before = slots[i - 1];
    return [
      ...(slots.findIndex((one) => one.id === id) < i ? [fault(`${path}.id`, 'slot.unique', { id })] : []),
      ...(endsAt <= startsAt ? [fault(`${path}.endsAt`, 'slot.ends_early')] : []),
      ...(before && startsAt < before.endsAt
        ? [fault(`${path}.startsAt`, 'slot.order', { endsAt: before.endsAt, zone })]
        : []),
    ];
  });
}

/** A party is named once, is unavailable in known slots only, and its own values do not contradict each other. */
function faultsOfParties(parties: readonly Party[], slots: readonly Slot[]): Fault[] {
  const slotIds = slots.map(({ id }) => id);
  const seen = new Set<string>();
  return parties.flatMap(({ partyId, unavailableSlotIds, minimum, maximum }, i) => {
    const path = `participants[${i}]`;
    const isTwice = seen.has(partyId);
    seen.add(partyId);
    return [
      ...(isTwice ? [fault(`${path}.partyId`, 'participant.unique', { partyId })] : []),
      ...unavailableSlotIds.flatMap((id, at) =>
        slotIds.includes(id) ? [] : [fault(`${path}.unavailableSlotIds[${at}]`, 'slot.unknown', { id, slotIds })],
      ),
      ...(maximum > 0 && minimum > maximum
        ? [fault(`${path}.minimum`, 'participant.minimum', { minimum, maximum })]
        : []),
    ];
  });
}

export function checkSizes({ participants, meetings }: Pick<Content, 'participants' | 'meetings'>): void {
  if (participants.length > PARTICIPANTS_MAX)
    throw refuse('participants_max', { participants: participants.length, participantsMax: PARTICIPANTS_MAX });
  if (meetings.length > MEETINGS_MAX)
    throw refuse('meetings_max', { meetings: meetings.length, meetingsMax: MEETINGS_MAX });
}

/**
 * The problem of the solver has changed. A draft gives up the places that no longer hold; the quality of the other
 * places is then unknown. Once parties know their places, only a repair changes places, since a repair announces them.
 */
export function withInputs(timetable: Timetable, changes: Partial<Content>): Partial<Timetable> {
  const next = { ...timetable, ...changes };
  checkSizes(next);
  if (timetable.state === 'PUBLISHED') return { ...changes, quality: unproven(next), inputs: timetable.inputs + 1 };
  const kept = keepWhatHolds(instanceOf(next), assignmentsOf(next));
  const meetings = placed(next, { assignments: kept.assignments, unplaced: kept.hopeless });
  return { ...changes, meetings, quality: unproven({ ...next, meetings }), inputs: timetable.inputs + 1 };
}

/** The figures of the present places, before a new search. */
export const unproven = (content: Content): Quality => ({
  ...counted(content),
  ...{ bound: 0, proven: false, seconds: 0, solvedAt: null },
});

export function counted(content: Content): Pick<Quality, 'meetings' | 'placed' | 'gaps'> {
  const assignments = assignmentsOf(content);
  const held = new Set(assignments.map(({ meeting }) => meeting));
  const unplaced = content.meetings.filter(({ id }) => !held.has(id)).map(({ id }) => ({ meeting: id }));
  const { gaps } = checkTimetable(instanceOf(content), { assignments, unplaced });
  return { meetings: content.meetings.length, placed: held.size, gaps };
}

/**
 * The cost of the meetings without a place, as the solver counts it: one meeting costs as much as four of the next
 * lower priority that occurs.
 */
export function lostBy(meetings: readonly Wish[]): number {
  const levels = [...new Set(meetings.map(({ priority }) => priority))].sort((x, y) => x - y);
  return meetings.reduce((sum, { place, priority }) => sum + (place ? 0 : 4 ** levels.indexOf(priority)), 0);
}
