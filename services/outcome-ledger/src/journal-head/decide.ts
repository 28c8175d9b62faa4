/** Commands on a signed head. Pure. */
import type { JournalHead, JournalHeadEvent } from './journal-head.ts';

/** The first head of a number counts: another replica may have signed it. */
export function signHead(existing: JournalHead | null, head: JournalHead): JournalHeadEvent[] {
  return existing ? [] : [{ type: 'JournalHeadSigned', head }];
}
