/**
 * Events of a visit: its state after every change, without free texts (agenda, reasons, and the texts of obligations).
 * An event of an obligation names the body that owes it and the day, so that this body gets a notice too.
 */
import type { Visit as VisitMessage } from '@naru/contracts/program/v1/visit';
import {
  VisitAgreementRecorded,
  VisitCancelled,
  VisitCompleted,
  VisitConfirmed,
  VisitObligationAdded,
  VisitObligationFulfilled,
  VisitObligationMissed,
  VisitObligationReminded,
  VisitRequested,
  VisitSnapshot,
  VisitUpdated,
} from '@naru/contracts/program/v1/visit_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Visit, VisitEvent } from './visit.ts';

const OF_VISITS = {
  VisitRequested,
  // For everybody else it is a completed visit like any other.
  VisitRecorded: VisitCompleted,
  VisitUpdated,
  VisitConfirmed,
  VisitCompleted,
  VisitCancelled,
  AgreementRecorded: VisitAgreementRecorded,
};

const OF_OBLIGATIONS = {
  ObligationAdded: VisitObligationAdded,
  ObligationFulfilled: VisitObligationFulfilled,
  ObligationReminded: VisitObligationReminded,
  ObligationMissed: VisitObligationMissed,
};

export function publish(event: VisitEvent, visit: Visit): Outgoing {
  if (!('obligationId' in event)) return outgoing(OF_VISITS[event.type], { visit: told(visit) });
  const { obligationId } = event;
  const { ownerId = '', dueOn } = visit.obligations.find(({ id }) => id === obligationId) ?? {};
  return outgoing(OF_OBLIGATIONS[event.type], { visit: told(visit), obligationId, ownerId, dueOn });
}

export const snapshot = (visit: Visit): Outgoing => outgoing(VisitSnapshot, { visit: told(visit) });

const told = (visit: Visit): VisitMessage => ({
  ...visit,
  agenda: undefined,
  cancelReason: '',
  obligations: visit.obligations.map((one) => ({ ...one, text: undefined, overdue: false })),
  etag: '',
});
