/** Turns an entry of the journal into its protobuf message, without its salt. */
import type { JournalEntry } from '@naru/contracts/ledger/v1/journal';
import type { Entry } from './journal.ts';

export const toProto = ({ _id, salt: _, ...entry }: Entry): JournalEntry => entry;
