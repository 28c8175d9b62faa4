/** What a timetable is made of: whether it fits together, and what remains of the places when it changes. */
import { invalidField, refusals } from '@naru/kit/rejection';
import { checkTimetable } from '@naru/timetable-solver/check';
import { keepWhatHolds } from '@naru/timetable-solver/keep';
import { assignmentsOf, instanceOf, placed } from './instance.ts';
import { rule } from './refusals.ts';
import type { Party, Quality, Slot, Timetable, Wish } from './timetable.ts';

const { invalid } = refusals('slot');

const PARTICIPANTS_MAX = 1_000;
const MEETINGS_MAX = 5_000;

export type Content = Pick<Timetable, 'slots' | 'tables' | 'lostTables' | 'participants' | 'meetings'>;

/** Slots follow one another in time and have ids of their own. @throws Rejection naming the field */
export function checkSlots(slots: readonly Slot[]): void {
  const seen = new Set<string>();
  slots.forEach(({ id, startsAt, endsAt }, i) => {
    const before = slots[i - 1];
    if (seen.has(id)) throw invalid(`slots[${i}].id`, 'unique', `is ${id} once more; every id must be its own`);
    seen.add(id);
    if (endsAt <= startsAt)
      throw invalid(`slots[${i}].ends_at`, 'ends_early', 'must be after starts_at of the same slot');
    if (before && startsAt < before.endsAt)
      throw invalid(
        `slots[${i}].starts_at`,
        'order',
        `must not be before ${before.endsAt.toISOString()}, when the slot before ends; give the slots in order of time`,
      );
  });
}

/** @throws Rejection naming the field where a wish names a slot that is not there or clashes with itself */
export function checkParties(parties: readonly Party[], slots: readonly Slot[]): void {
  const ids = new Set(slots.map(({ id }) => id));
  const seen = new Set<string>();
  parties.forEach(({ partyId, unavailableSlotIds, minimum, maximum }, i) => {
    const path = `participants[${i}]`;
    if (seen.has(partyId))
      throw invalidField(`${path}.party_id`, 'participant.unique', `is ${partyId} once more; name each party once`);
    seen.add(partyId);
    const strange = unavailableSlotIds.findIndex((id) => !ids.has(id));
    if (strange >= 0)
      throw invalid(
        `${path}.unavailable_slot_ids[${strange}]`,
        'unknown',
        `is ${unavailableSlotIds[strange]}; it must be the id of one of the slots`,
      );
    if (maximum > 0 && minimum > maximum)
      throw invalidField(
        `${path}.minimum`,
        'participant.minimum',
        `is ${minimum} and more than the maximum of ${maximum}; it must not be above it`,
      );
  });
}

export function checkSizes({ participants, meetings }: Pick<Content, 'participants' | 'meetings'>): void {
  if (participants.length > PARTICIPANTS_MAX)
    throw rule(
      'participants_max',
      `${participants.length} would take part; a timetable has ${PARTICIPANTS_MAX} at most`,
    );
  if (meetings.length > MEETINGS_MAX)
    throw rule('meetings_max', `${meetings.length} meetings are wanted; a timetable has ${MEETINGS_MAX} at most`);
}

/**
 * What is to be solved has changed: places that no longer hold are given up, and nothing is known of the rest. Once parties
 * know their places only a repair changes any, since it tells them.
 */
export function withInputs(timetable: Timetable, changes: Partial<Content>): Partial<Timetable> {
  const next = { ...timetable, ...changes };
  checkSizes(next);
  if (timetable.state === 'PUBLISHED') return { ...changes, quality: unproven(next), inputs: timetable.inputs + 1 };
  const kept = keepWhatHolds(instanceOf(next), assignmentsOf(next));
  const meetings = placed(next, { assignments: kept.assignments, unplaced: kept.hopeless });
  return { ...changes, meetings, quality: unproven({ ...next, meetings }), inputs: timetable.inputs + 1 };
}

/** The figures of the places as they are; nobody has looked for better ones yet. */
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
 * What is lost by meetings without a place, as the solver weighs it: one of a higher priority counts as four of the next
 * lower that occurs.
 */
export function lostBy(meetings: readonly Wish[]): number {
  const levels = [...new Set(meetings.map(({ priority }) => priority))].sort((x, y) => x - y);
  return meetings.reduce((sum, { place, priority }) => sum + (place ? 0 : 4 ** levels.indexOf(priority)), 0);
}
