/** Commands on an office hour. Pure: the present state and a command give events, or a refusal. */
import { HALF_HOUR_MS, type OfficeHour, type OfficeHourEvent } from './office-hour.ts';
import { known, refuse } from './texts.ts';

/** The facts that decide whether an office hour may be offered. */
export interface Circumstances {
  ofTheCentre: boolean;
  mentorIsRetired: boolean;
  cohortIsOver: boolean;
  now: Date;
}

/** A mentor of the centre offers a half-hour in the future, on the hour or the half-hour. */
export function offerOfficeHour(
  existing: OfficeHour | null,
  hour: OfficeHour,
  { ofTheCentre, mentorIsRetired, cohortIsOver, now }: Circumstances,
): OfficeHourEvent[] {
  if (existing) return [];
  if (!ofTheCentre) throw refuse('other_centre');
  if (mentorIsRetired) throw refuse('mentor_retired');
  if (cohortIsOver) throw refuse('cohort_ended');
  if (hour.startsAt.getTime() % HALF_HOUR_MS !== 0) throw refuse('off_grid');
  if (hour.startsAt <= now) throw refuse('starts_early');
  return [{ type: 'OfficeHourOffered', hour }];
}

/** A free office hour in the future is booked for one team. */
export function bookOfficeHour(
  hour: OfficeHour | null,
  { ventureId, requestId, now }: { ventureId: string; requestId: string; now: Date },
): OfficeHourEvent[] {
  const { state, officeHourRequestId, startsAt } = known(hour);
  if (state === 'BOOKED' && officeHourRequestId === requestId) return [];
  if (state !== 'OFFERED') throw refuse('not_free', { cancelled: state === 'CANCELLED' });
  if (startsAt <= now) throw refuse('begun');
  return [{ type: 'OfficeHourBooked', ventureId, requestId }];
}

/** A team may give back an office hour that has not begun. */
export function releaseOfficeHour(hour: OfficeHour | null, now: Date): OfficeHourEvent[] {
  const { state, startsAt } = known(hour);
  if (state !== 'BOOKED') return [];
  if (startsAt <= now) throw refuse('begun');
  return [{ type: 'OfficeHourReleased' }];
}

/** A mentor may cancel an office hour that has not begun. */
export function cancelOfficeHour(hour: OfficeHour | null, now: Date): OfficeHourEvent[] {
  const { state, startsAt } = known(hour);
  if (state === 'CANCELLED') return [];
  if (startsAt <= now) throw refuse('begun');
  return [{ type: 'OfficeHourCancelled' }];
}
