/** What becomes of a timetable: solved, published, told, closed. Pure, like decide.ts. */
import type { Timetable as Answer } from '@naru/timetable-solver/solve';
import { counted, lostBy } from './content.ts';
import { placed } from './instance.ts';
import { draft, open } from './refusals.ts';
import { known, refuse } from './texts.ts';
import type { Quality, Timetable, TimetableEvent } from './timetable.ts';

export interface Solution {
  /** Of the timetable that was solved. */
  inputs: number;
  answer: Answer;
  solvedAt: Date;
}

/** A solution is for what was solved: over an edit made meanwhile it is not applied. Only better ones are saved. */
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
  // As good as what there is: that stays, with what is now known of it.
  return [{ type: 'TimetableSolved', changes: { meetings: before.meetings, quality } }];
}

/** From now on its parties are told. */
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
 * Everyone concerned by this revision has been told, if the telling is complete. Where a newer one came meanwhile, what was
 * told may have overwritten what others told of that: it is looked at once more.
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

/** The event is over, or does not take place: then nobody comes to what had not begun. */
export function closeTimetable(
  timetable: Timetable | null,
  { calledOff, now }: { calledOff: boolean; now: Date },
): TimetableEvent[] {
  if (!timetable || timetable.state === 'CLOSED') return [];
  const told = calledOff ? owing(timetable, now) : {};
  return [{ type: 'TimetableClosed', changes: { state: 'CLOSED', calledOff, ...told } }];
}

/** Parties of a published timetable hear of every change of their meetings. */
export const owing = ({ state, revision }: Timetable, now: Date): Partial<Timetable> =>
  state === 'PUBLISHED' ? { revision: revision + 1, owedSince: now } : {};
