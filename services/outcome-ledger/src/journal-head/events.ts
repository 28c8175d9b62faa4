/** Events of signed heads. */
import { JournalHeadSigned } from '@naru/contracts/ledger/v1/journal_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { JournalHead, JournalHeadEvent } from './journal-head.ts';
import { toProto } from './message.ts';

export const publish = (_: JournalHeadEvent, head: JournalHead): Outgoing =>
  outgoing(JournalHeadSigned, { head: toProto(head) });
