/** Commands on the record of a session. Pure: the present state and a command give events, or a refusal. */
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { Held, Mentoring, MentoringEvent } from './mentoring.ts';
import * as says from './texts.ts';

/** The facts that decide whether a session may be recorded. */
export interface Circumstances {
  /** When the team became a resident of the cohort; undefined if it never did. */
  startedOn: CivilDate | undefined;
  /** The mentor belongs to the centre of the cohort. */
  ofTheCentre: boolean;
  mentorIsRetired: boolean;
}

/** A mentor of the centre records a session with a team that was admitted there. */
export function recordMentoring(
  existing: Mentoring | null,
  session: Mentoring,
  { startedOn, ofTheCentre, mentorIsRetired }: Circumstances,
): MentoringEvent[] {
  if (existing) return [];
  if (!ofTheCentre) throw says.mentoring.refuse('other_centre');
  if (mentorIsRetired) throw says.mentoring.refuse('mentor_retired');
  if (!startedOn) throw says.mentoring.refuse('not_admitted');
  requireResident(session, startedOn);
  return [{ type: 'MentoringRecorded', session }];
}

/** A record may be corrected any number of times. The journal keeps the earlier versions. */
export function updateMentoring(
  session: Mentoring | null,
  held: Held,
  startedOn: CivilDate | undefined,
): MentoringEvent[] {
  const { heldOn, durationMinutes, topics, attendeeIds, notes } = says.session.known(session);
  const before: Held = { heldOn, durationMinutes, topics, attendeeIds, notes };
  if (JSON.stringify(before) === JSON.stringify(held)) return [];
  // A record from before this rule may be corrected otherwise.
  if (startedOn && compareDates(before.heldOn, held.heldOn) !== 0) requireResident(held, startedOn);
  return [{ type: 'MentoringCorrected', held }];
}

/** @throws Rejection if the team was not a resident yet */
function requireResident({ heldOn }: Pick<Held, 'heldOn'>, startedOn: CivilDate): void {
  if (compareDates(heldOn, startedOn) < 0) throw says.mentoring.refuse('held_early', { startedOn });
}
