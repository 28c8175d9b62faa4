/** Events of an outcome: its whole state after every change. */
import {
  OutcomeCorrected,
  OutcomeReported,
  OutcomeSnapshot,
  OutcomeVerified,
} from '@naru/contracts/ledger/v1/outcome_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Outcome, OutcomeEvent } from './outcome.ts';

const CODECS = { OutcomeReported, OutcomeVerified, OutcomeCorrected };

export const publish = ({ type }: OutcomeEvent, outcome: Outcome): Outgoing =>
  outgoing(CODECS[type], { outcome: toProto(outcome) });

export const snapshot = (outcome: Outcome): Outgoing => outgoing(OutcomeSnapshot, { outcome: toProto(outcome) });
