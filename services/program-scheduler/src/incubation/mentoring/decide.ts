/** What may be done with the record of a session. Pure: the present state and a command give events, or a refusal. */
import { Rejection, refusals } from '@naru/kit/rejection';
import type { Held, Mentoring, MentoringEvent } from './mentoring.ts';

const { rule } = refusals('residency');

/** How things stand when a session is recorded. */
export interface Circumstances {
  /** The team is, or was, a resident of the cohort. */
  wasAdmitted: boolean;
  /** The mentor is of the centre that the cohort is at. */
  ofTheCentre: boolean;
  mentorIsRetired: boolean;
}

/** A mentor of the centre records what was held with a team that was admitted there. */
export function recordMentoring(
  existing: Mentoring | null,
  session: Mentoring,
  { wasAdmitted, ofTheCentre, mentorIsRetired }: Circumstances,
): MentoringEvent[] {
  if (existing) return [];
  if (!ofTheCentre) throw rule('mentoring.other_centre', 'mentor_id: must be a mentor of the centre of the cohort');
  if (mentorIsRetired)
    throw rule('mentor.retired', 'mentor_id: the mentor takes no more teams; reinstate the mentor first');
  if (!wasAdmitted) throw rule('residency.not_resident', 'residency_id: the team has not been admitted');
  return [{ type: 'MentoringRecorded', session }];
}

/** A record may be corrected as often as it takes; the journal keeps what it said before. */
export function updateMentoring(session: Mentoring | null, held: Held): MentoringEvent[] {
  if (!session)
    throw new Rejection({
      kind: 'not_found',
      code: 'mentoring_session.not_found',
      message: 'there is no such session',
    });
  const { heldOn, durationMinutes, topics, attendeeIds, notes } = session;
  const before: Held = { heldOn, durationMinutes, topics, attendeeIds, notes };
  return JSON.stringify(before) === JSON.stringify(held) ? [] : [{ type: 'MentoringCorrected', held }];
}
