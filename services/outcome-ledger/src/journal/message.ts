/** An entry of the journal as the wire has it, without its salt. */
import type { JournalEntry } from '@naru/contracts/ledger/v1/journal';
import type { Entry } from './journal.ts';

export const toProto = ({ _id, salt: _, ...entry }: Entry): JournalEntry => entry;
