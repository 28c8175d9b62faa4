/** The life of a timetable: solved, published, announced, closed. Pure, like decide.ts. */
import type { CivilDate } from '@naru/kit/civil-date';
import type { Timetable as Answer } from '@naru/timetable-solver/solve';
import { counted, lostBy, withInputs } from './content.ts';
import { placed } from './instance.ts';
import { draft, open } from './refusals.ts';
import { known, refuse } from './texts.ts';
import { absence, type Quality, type Timetable, type TimetableEvent, type Wish } from './timetable.ts';

export interface Solution {
  /** The count of inputs of the timetable that was solved. */
  inputs: number;
  answer: Answer;
  solvedAt: Date;
}

/**
 * A solution holds only for the inputs that were solved: after an edit it is refused. Only a better solution is stored.
 */
export function applySolution(timetable: Timetable | null, { inputs, answer, solvedAt }: Solution): TimetableEvent[] {
  const before = draft(timetable);
  if (before.inputs !== inputs) throw refuse('changed');
  const meetings = placed(before, answer);
  const { bound, proven, seconds } = answer;
  const quality: Quality = { ...counted({ ...before, meetings }), bound, proven, seconds, solvedAt };
  const [lost, best] = [lostBy(meetings), lostBy(before.meetings)];
  const isBetter = lost < best || (lost === best && quality.gaps < before.quality.gaps);
  const isFirst = before.quality.solvedAt === null && lost === best && quality.gaps === before.quality.gaps;
  if (isBetter || isFirst) return [{ type: 'TimetableSolved', changes: { meetings, quality } }];
  const knowsMore = lost === best && quality.gaps === before.quality.gaps && (proven || bound > before.quality.bound);
  if (!knowsMore || (before.quality.proven && bound <= before.quality.bound)) return [];
  // The solution is as good as the stored one. The places stay, and the better bound is stored.
  return [{ type: 'TimetableSolved', changes: { meetings: before.meetings, quality } }];
}

/** From now on changes are announced to the parties. */
export function publishTimetable(timetable: Timetable | null, now: Date, day?: CivilDate): TimetableEvent[] {
  const before = open(timetable);
  if (before.state === 'PUBLISHED') return [];
  if (before.quality.placed === 0) throw refuse('nothing_placed', { why: whyNothing(before) });
  return [
    {
      type: 'TimetablePublished',
      changes: { state: 'PUBLISHED', revision: 1, announced: 0, owedSince: now, ...(day ? { day } : {}) },
    },
  ];
}

function whyNothing({ meetings, quality }: Timetable) {
  if (meetings.length === 0) return 'EMPTY';
  return quality.solvedAt ? 'UNPLACED' : 'UNSOLVED';
}

/**
 * Marks this revision as announced, if all its meetings were. If a newer revision exists, this announcement may have
 * overwritten a newer one, so the meetings are checked again.
 */
export function announceTimetable(
  timetable: Timetable | null,
  { revision, complete, now }: { revision: number; complete: boolean; now: Date },
): TimetableEvent[] {
  const { announced, revision: newest, owedSince } = known(timetable);
  if (newest !== revision) return owedSince ? [] : [{ type: 'TimetableUpdated', changes: { owedSince: now } }];
  if (!complete || (announced === revision && !owedSince)) return [];
  return [{ type: 'TimetableAnnounced', revision }];
}

/** The event is over, or was cancelled. Then the meetings that had not begun do not take place. */
export function closeTimetable(
  timetable: Timetable | null,
  { calledOff, now }: { calledOff: boolean; now: Date },
): TimetableEvent[] {
  if (!timetable || timetable.state === 'CLOSED') return [];
  const told = calledOff ? owing(timetable, now) : {};
  return [{ type: 'TimetableClosed', changes: { state: 'CLOSED', calledOff, ...told } }];
}

/** The event has moved to other days: the slots that have not begun move with it, and the parties are told. */
export function moveTimetable(
  timetable: Timetable | null,
  { slots, day, now }: Pick<Timetable, 'slots'> & { day: CivilDate; now: Date },
): TimetableEvent[] {
  if (timetable?.state !== 'PUBLISHED') return [];
  const moved = timetable.slots.map((slot) =>
    slot.startsAt > now ? (slots.find(({ id }) => id === slot.id) ?? slot) : slot,
  );
  if (JSON.stringify(moved) === JSON.stringify(timetable.slots)) return [];
  return [{ type: 'TimetableUpdated', changes: { slots: moved, day, ...owing(timetable, now) } }];
}

/**
 * A venture is no longer shared: its meetings that have not begun fall, and the other side is told. Until the venture is marked
 * as arrived, no repair gives it a place.
 */
export function partyLeft(
  timetable: Timetable | null,
  { partyId, now }: { partyId: string; now: Date },
): TimetableEvent[] {
  if (timetable?.state !== 'PUBLISHED') return [];
  const ahead = timetable.slots.filter(({ startsAt }) => startsAt > now).map(({ id }) => id);
  const falls = ({ firstPartyId, secondPartyId, place }: Wish) =>
    (firstPartyId === partyId || secondPartyId === partyId) && (!place || ahead.includes(place.slotId));
  const participants = timetable.participants.map((one) =>
    one.partyId === partyId ? { ...one, awaySlotIds: [...new Set([...one.awaySlotIds, ...ahead])] } : one,
  );
  const meetings = timetable.meetings.map((one) =>
    falls(one) ? { ...one, place: null, lock: null, fallen: true, reason: absence([partyId]) } : one,
  );
  if (JSON.stringify([participants, meetings]) === JSON.stringify([timetable.participants, timetable.meetings]))
    return [];
  const changes = withInputs(timetable, { participants, meetings });
  return [{ type: 'TimetableUpdated', changes: { ...changes, ...owing(timetable, now) } }];
}

/** Every change of a published timetable must be announced to its parties. */
export const owing = ({ state, revision }: Timetable, now: Date): Partial<Timetable> =>
  state === 'PUBLISHED' ? { revision: revision + 1, owedSince: now } : {};
