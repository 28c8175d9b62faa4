/** What the network hears of an outcome: the whole of it after every change. */
import type { Outcome as OutcomeMessage } from '@naru/contracts/ledger/v1/outcome';
import {
  OutcomeCorrected,
  OutcomeReported,
  OutcomeSnapshot,
  OutcomeVerified,
} from '@naru/contracts/ledger/v1/outcome_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Outcome, OutcomeEvent } from './outcome.ts';

const CODECS = { OutcomeReported, OutcomeVerified, OutcomeCorrected };

export const publish = ({ type }: OutcomeEvent, outcome: Outcome): Outgoing =>
  outgoing(CODECS[type], { outcome: toProto(outcome) });

export const snapshot = (outcome: Outcome): Outgoing => outgoing(OutcomeSnapshot, { outcome: toProto(outcome) });

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (outcome: Outcome, version = 0): OutcomeMessage => ({
  ...outcome,
  etag: version ? String(version) : '',
});
