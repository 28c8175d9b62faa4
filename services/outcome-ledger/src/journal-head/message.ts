/** Turns a signed head into its protobuf message, and back. */
import type { JournalHead as JournalHeadMessage } from '@naru/contracts/ledger/v1/journal';
import type { JournalHead } from './journal-head.ts';

export const toProto = (head: JournalHead): JournalHeadMessage => head;
