/** Commands on a visit. Pure: the present state and a command give events, or a refusal. */
import type { VisitAgreement } from '@naru/contracts/program/v1/visit';
import { type CivilDate, compareDates, dateIn, SEOUL } from '@naru/kit/civil-date';
import { known, refuse } from './texts.ts';
import type { Details, Obligation, Visit, VisitEvent } from './visit.ts';

const OBLIGATIONS_MAX = 100;
const AGREEMENTS_MAX = 50;

/** A visit is entered once. */
export function requestVisit(existing: Visit | null, visit: Visit): VisitEvent[] {
  return existing ? [] : [{ type: 'VisitRequested', visit }];
}

/** A past visit is entered once, as completed. */
export function recordVisit(existing: Visit | null, visit: Visit, now: Date): VisitEvent[] {
  if (existing) return [];
  requireBegun(visit, now);
  return [{ type: 'VisitRecorded', visit }];
}

/** Only a future visit can be changed. */
export function updateVisit(visit: Visit | null, details: Details): VisitEvent[] {
  const before = detailsOf(ahead(visit));
  const ordered: Details = { ...before, ...details };
  return JSON.stringify(before) === JSON.stringify(ordered) ? [] : [{ type: 'VisitUpdated', details }];
}

/** The fields of a future visit that may change. */
export const detailsOf = (visit: Visit): Details => {
  const { name, country, level, startDate, endDate, agenda, delegationSize } = visit;
  return { name, country, level, startDate, endDate, agenda, delegationSize };
};

/** The host confirms the visit. */
export function confirmVisit(visit: Visit | null): VisitEvent[] {
  return ahead(visit).state === 'CONFIRMED' ? [] : [{ type: 'VisitConfirmed' }];
}

/** Only a confirmed visit that has begun, by the calendar of Seoul, can be completed. */
export function completeVisit(visit: Visit | null, now: Date): VisitEvent[] {
  const found = known(visit);
  if (found.state === 'COMPLETED') return [];
  if (found.state === 'CANCELLED') throw refuse('cancelled');
  if (found.state === 'REQUESTED') throw refuse('not_confirmed');
  requireBegun(found, now);
  return [{ type: 'VisitCompleted' }];
}

function requireBegun({ startDate }: Visit, now: Date): void {
  if (compareDates(startDate, dateIn(SEOUL, now)) > 0) throw refuse('not_begun', { startDate });
}

/** A visit that has taken place cannot be cancelled. */
export function cancelVisit(visit: Visit | null, reason: string): VisitEvent[] {
  const { state } = known(visit);
  if (state === 'CANCELLED') return [];
  if (state === 'COMPLETED') throw refuse('completed');
  return [{ type: 'VisitCancelled', reason }];
}

/** An agreement is added to a visit that has taken place, once. */
export function addAgreement(visit: Visit | null, agreement: VisitAgreement): VisitEvent[] {
  const { state, agreements } = known(visit);
  if (state !== 'COMPLETED')
    throw refuse('not_completed', { state: state === 'REQUESTED' || state === 'CANCELLED' ? state : 'CONFIRMED' });
  if (agreements.some(({ agreementId }) => agreementId === agreement.agreementId)) return [];
  if (agreements.length >= AGREEMENTS_MAX) throw refuse('agreements_max', { agreementsMax: AGREEMENTS_MAX });
  return [{ type: 'AgreementRecorded', agreement }];
}

/** An obligation is added to a visit that was not cancelled. A repeated request has the same id and adds nothing. */
export function addObligation(visit: Visit | null, obligation: Obligation): VisitEvent[] {
  const { state, obligations } = known(visit);
  if (state === 'CANCELLED') throw refuse('cancelled');
  if (obligations.some(({ id }) => id === obligation.id)) return [];
  if (obligations.length >= OBLIGATIONS_MAX) throw refuse('obligations_max', { obligationsMax: OBLIGATIONS_MAX });
  return [{ type: 'ObligationAdded', obligation, obligationId: obligation.id }];
}

/** A fulfilled obligation keeps the day that was given first. */
export function fulfilObligation(
  visit: Visit | null,
  { obligationId, doneOn }: { obligationId: string; doneOn: CivilDate },
): VisitEvent[] {
  const found = known(visit).obligations.find(({ id }) => id === obligationId);
  if (!found) throw refuse('obligation_not_found', { obligationId });
  return found.doneOn ? [] : [{ type: 'ObligationFulfilled', obligationId, doneOn }];
}

function ahead(visit: Visit | null): Visit {
  const found = known(visit);
  if (found.state === 'CANCELLED') throw refuse('cancelled');
  if (found.state === 'COMPLETED') throw refuse('completed');
  return found;
}
