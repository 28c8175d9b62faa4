/** What may be done with an office hour. Pure: the present state and a command give events, or a refusal. */
import { refusals } from '@naru/kit/rejection';
import { HALF_HOUR_MS, type OfficeHour, type OfficeHourEvent } from './office-hour.ts';

const { known, rule } = refusals('office_hour');

/** How things stand when an office hour is offered. */
export interface Circumstances {
  ofTheCentre: boolean;
  mentorIsRetired: boolean;
  cohortIsOver: boolean;
  now: Date;
}

/** A mentor of the centre offers a half-hour that lies ahead, on the hour or the half-hour. */
export function offerOfficeHour(
  existing: OfficeHour | null,
  hour: OfficeHour,
  { ofTheCentre, mentorIsRetired, cohortIsOver, now }: Circumstances,
): OfficeHourEvent[] {
  if (existing) return [];
  if (!ofTheCentre) throw rule('mentoring.other_centre', 'mentor_id: must be a mentor of the centre of the cohort');
  if (mentorIsRetired)
    throw rule('mentor.retired', 'mentor_id: the mentor takes no more teams; reinstate the mentor first');
  if (cohortIsOver) throw rule('cohort.ended', 'cohort_id: the cohort is over');
  if (hour.startsAt.getTime() % HALF_HOUR_MS !== 0)
    throw rule('office_hour.off_grid', 'starts_at: must be on the hour or the half-hour');
  if (hour.startsAt <= now) throw rule('office_hour.begun', 'starts_at: must lie in the future');
  return [{ type: 'OfficeHourOffered', hour }];
}

/** A free office hour that lies ahead is given to one team. */
export function bookOfficeHour(
  hour: OfficeHour | null,
  { ventureId, requestId, now }: { ventureId: string; requestId: string; now: Date },
): OfficeHourEvent[] {
  const { state, officeHourRequestId, startsAt } = known(hour);
  if (state === 'BOOKED' && officeHourRequestId === requestId) return [];
  if (state !== 'OFFERED') throw rule('office_hour.not_free', 'the office hour is booked or cancelled');
  if (startsAt <= now) throw begun();
  return [{ type: 'OfficeHourBooked', ventureId, requestId }];
}

/** A team gives back what has not begun. */
export function releaseOfficeHour(hour: OfficeHour | null, now: Date): OfficeHourEvent[] {
  const { state, startsAt } = known(hour);
  if (state !== 'BOOKED') return [];
  if (startsAt <= now) throw begun();
  return [{ type: 'OfficeHourReleased' }];
}

/** A mentor calls off what has not begun. */
export function cancelOfficeHour(hour: OfficeHour | null, now: Date): OfficeHourEvent[] {
  const { state, startsAt } = known(hour);
  if (state === 'CANCELLED') return [];
  if (startsAt <= now) throw begun();
  return [{ type: 'OfficeHourCancelled' }];
}

const begun = () => rule('office_hour.begun', 'the office hour has begun or is over');
