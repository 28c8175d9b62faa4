/**
 * Obligations with a date: the owner is reminded a week before, and told on the day after that the obligation is
 * overdue.
 */
import { type CivilDate, dateIn, SEOUL } from '@naru/kit/civil-date';
import { daysBetween } from '../../standards/day.ts';
import type { Obligation, Visit, VisitEvent } from './visit.ts';

const REMIND_DAYS = 7;
// Korea has had no summer time since 1988, so midnight in Seoul is always nine hours before midnight UTC.
const SEOUL_HOURS_AHEAD = 9;

const midnight = ({ year, month, day }: CivilDate, daysLater: number): Date =>
  new Date(Date.UTC(year, month - 1, day + daysLater, -SEOUL_HOURS_AHEAD));

/** Overdue once its day is over in Seoul and it is not fulfilled. */
export const isOverdue = ({ dueOn, doneOn }: Obligation, now: Date): boolean =>
  !doneOn && daysBetween(dueOn, dateIn(SEOUL, now)) > 0;

/** The time of the next reminder to the owner of any of them. */
export function nextReminder({ obligations }: Visit): Date | undefined {
  return obligations
    .flatMap((one) => nextOf(one) ?? [])
    .reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined);
}

function nextOf({ dueOn, doneOn, remindedAt, foundOverdueAt }: Obligation): Date | undefined {
  if (doneOn || foundOverdueAt) return undefined;
  return midnight(dueOn, remindedAt ? 1 : -REMIND_DAYS);
}

/** The reminders that are due now. An overdue obligation gets no reminder that its day is coming. */
export function remind(visit: Visit | null, now: Date): VisitEvent[] {
  return (visit?.obligations ?? []).flatMap((one): VisitEvent[] => {
    const { id: obligationId, doneOn, foundOverdueAt, remindedAt, dueOn } = one;
    if (doneOn || foundOverdueAt) return [];
    if (isOverdue(one, now)) return [{ type: 'ObligationMissed', obligationId, at: now }];
    if (remindedAt || midnight(dueOn, -REMIND_DAYS) > now) return [];
    return [{ type: 'ObligationReminded', obligationId, at: now }];
  });
}
