/** The visit of a delegation, with its agreements and obligations. `evolve` is the only function that changes it. */
import type {
  VisitAgreement,
  VisitDetails,
  Visit as VisitMessage,
  VisitObligation,
} from '@naru/contracts/program/v1/visit';
import type { CivilDate } from '@naru/kit/civil-date';

export type Obligation = Omit<VisitObligation, 'dueOn' | 'overdue'> & { dueOn: CivilDate };

export type Visit = Omit<VisitMessage, 'startDate' | 'obligations' | 'etag'> & {
  /** The day, or its month alone. */
  startDate: CivilDate;
  obligations: Obligation[];
};

/** The fields that may change while the visit is in the future. */
export type Details = Omit<VisitDetails, 'startDate'> & { startDate: CivilDate };

export type VisitEvent =
  | { type: 'VisitRequested'; visit: Visit }
  | { type: 'VisitRecorded'; visit: Visit }
  | { type: 'VisitUpdated'; details: Details }
  | { type: 'VisitConfirmed' }
  | { type: 'VisitCompleted' }
  | { type: 'VisitCancelled'; reason: string }
  | { type: 'AgreementRecorded'; agreement: VisitAgreement }
  | { type: 'ObligationAdded'; obligation: Obligation; obligationId: string }
  | { type: 'ObligationFulfilled'; obligationId: string; doneOn: CivilDate }
  | { type: 'ObligationReminded'; obligationId: string; at: Date }
  | { type: 'ObligationMissed'; obligationId: string; at: Date };

/** Never throws: events have already happened. */
export const evolve = (visit: Visit | null, event: VisitEvent): Visit | null => {
  if (event.type === 'VisitRequested' || event.type === 'VisitRecorded') return event.visit;
  return visit && changed(visit, event);
};

function changed(visit: Visit, event: Exclude<VisitEvent, { visit: Visit }>): Visit {
  switch (event.type) {
    case 'VisitUpdated':
      return { ...visit, ...event.details };
    case 'VisitConfirmed':
      return { ...visit, state: 'CONFIRMED' };
    case 'VisitCompleted':
      return { ...visit, state: 'COMPLETED' };
    case 'VisitCancelled':
      return { ...visit, state: 'CANCELLED', cancelReason: event.reason };
    case 'AgreementRecorded':
      return { ...visit, agreements: [...visit.agreements, event.agreement] };
    case 'ObligationAdded':
      return { ...visit, obligations: [...visit.obligations, event.obligation] };
    case 'ObligationFulfilled':
      return withObligation(visit, event.obligationId, { doneOn: event.doneOn });
    case 'ObligationReminded':
      return withObligation(visit, event.obligationId, { remindedAt: event.at });
    case 'ObligationMissed':
      return withObligation(visit, event.obligationId, { foundOverdueAt: event.at });
  }
}

const withObligation = (visit: Visit, id: string, change: Partial<Obligation>): Visit => ({
  ...visit,
  obligations: visit.obligations.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
