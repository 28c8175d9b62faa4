/** Turns an entry of the journal into its protobuf message. */
import type { JournalEntry } from '@naru/contracts/ledger/v1/journal';
import { type Entry, formatOf } from '@naru/journal/entry';
import { shownSalt } from '@naru/journal/file';

/** The salt is shown only where it is sealed. */
export const toProto = ({ _id, ...entry }: Entry): JournalEntry => ({
  ...entry,
  format: formatOf(entry),
  salt: shownSalt({ _id, ...entry }) ?? '',
});
