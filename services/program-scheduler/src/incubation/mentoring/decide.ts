/** Commands on the record of a session. Pure: the present state and a command give events, or a refusal. */
import type { Held, Mentoring, MentoringEvent } from './mentoring.ts';
import * as says from './texts.ts';

/** The facts that decide whether a session may be recorded. */
export interface Circumstances {
  /** The team is, or was, a resident of the cohort. */
  wasAdmitted: boolean;
  /** The mentor belongs to the centre of the cohort. */
  ofTheCentre: boolean;
  mentorIsRetired: boolean;
}

/** A mentor of the centre records a session with a team that was admitted there. */
export function recordMentoring(
  existing: Mentoring | null,
  session: Mentoring,
  { wasAdmitted, ofTheCentre, mentorIsRetired }: Circumstances,
): MentoringEvent[] {
  if (existing) return [];
  if (!ofTheCentre) throw says.mentoring.refuse('other_centre');
  if (mentorIsRetired) throw says.mentoring.refuse('mentor_retired');
  if (!wasAdmitted) throw says.mentoring.refuse('not_admitted');
  return [{ type: 'MentoringRecorded', session }];
}

/** A record may be corrected any number of times. The journal keeps the earlier versions. */
export function updateMentoring(session: Mentoring | null, held: Held): MentoringEvent[] {
  const { heldOn, durationMinutes, topics, attendeeIds, notes } = says.session.known(session);
  const before: Held = { heldOn, durationMinutes, topics, attendeeIds, notes };
  return JSON.stringify(before) === JSON.stringify(held) ? [] : [{ type: 'MentoringCorrected', held }];
}
