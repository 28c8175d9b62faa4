/** The life of a timetable: solved, published, announced, closed. Pure, like decide.ts. */
import type { Timetable as Answer } from '@naru/timetable-solver/solve';
import { counted, lostBy } from './content.ts';
import { placed } from './instance.ts';
import { draft, open } from './refusals.ts';
import { known, refuse } from './texts.ts';
import type { Quality, Timetable, TimetableEvent } from './timetable.ts';

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
export function publishTimetable(timetable: Timetable | null, now: Date): TimetableEvent[] {
  const before = open(timetable);
  if (before.state === 'PUBLISHED') return [];
  if (before.quality.placed === 0) throw refuse('nothing_placed');
  return [
    {
      type: 'TimetablePublished',
      changes: { state: 'PUBLISHED', revision: 1, announced: 0, owedSince: now },
    },
  ];
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

/** Every change of a published timetable must be announced to its parties. */
export const owing = ({ state, revision }: Timetable, now: Date): Partial<Timetable> =>
  state === 'PUBLISHED' ? { revision: revision + 1, owedSince: now } : {};
