/** Reads a chain from its beginning and reports its faults. Pure: the caller reads the entries. */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import type { Told } from '@naru/words/texts';
import { type Entry, entryId, GENESIS, hashOf, type Tail } from './journal.ts';
import { tell as detail, type JOURNAL_FAULT } from './texts.ts';
import { versionSets } from './versions.ts';

export interface Fault {
  chain: string;
  /** The number of the entry with the fault; 0 where the fault is about an aggregate. */
  number: number;
  kind: JournalFault_Kind;
  detail: Told<(typeof JOURNAL_FAULT)['of']>;
}

export interface Chain {
  chain: string;
  /** All stored entries of the chain, ordered by id. */
  entries: AsyncIterable<Entry> | Iterable<Entry>;
  /** The end that the chain had before the entries were read. */
  head: Tail;
}

type Tell = (fault: Omit<Fault, 'chain'>) => void;

/** @returns the number of entries read. Every fault goes to `tell`, in the order in which they are found. */
export async function verifyChain({ chain, entries, head }: Chain, tell: (fault: Fault) => void): Promise<number> {
  const found: Tell = (fault) => tell({ chain, ...fault });
  const versions = versionSets();
  let before: Entry | null = null;
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    const place = placeOf(entry);
    checkPlace(entry, { chain, place, before }, found);
    checkSeal(entry, { chain, place }, found);
    if (place === head.number && entry.hash !== head.hash) {
      found({
        number: place,
        kind: JournalFault_Kind.ENTRY_EDITED,
        detail: detail('head_hash'),
      });
    }
    if (!versions.add(entry.aggregateId, entry.version)) {
      found({
        number: place,
        kind: JournalFault_Kind.ENTRY_DOUBLED,
        detail: detail('doubled', { aggregateId: entry.aggregateId, version: entry.version }),
      });
    }
    before = entry;
  }
  const reached = before ? placeOf(before) : 0;
  if (head.number > reached) missing({ from: reached + 1, to: head.number }, found);
  for (const { aggregate: aggregateId, from, to } of versions.gaps()) {
    const lacks = detail('versions_missing', { aggregateId, from, to });
    found({ number: 0, kind: JournalFault_Kind.VERSION_MISSING, detail: lacks });
  }
  return count;
}

/** The number in its id, whatever number the entry itself contains. */
const placeOf = ({ _id }: Entry): number => Number(_id.slice(_id.lastIndexOf(':') + 1));

/** The entry must follow the one before, and contain its hash. */
function checkPlace(
  entry: Entry,
  { chain, place, before }: { chain: string; place: number; before: Entry | null },
  tell: Tell,
): void {
  const expected = before ? placeOf(before) + 1 : 1;
  if (place > expected) {
    missing({ from: expected, to: place - 1 }, tell);
  } else if (!follows(entry, before)) {
    const wrong = before ? detail('not_after', { id: entryId(chain, expected - 1) }) : detail('not_first');
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail: wrong });
  }
}

/** An edit of the entry before is reported there, so it is no fault of this entry. */
const follows = ({ previousHash }: Entry, before: Entry | null): boolean =>
  before ? previousHash === before.hash || previousHash === hashOf(before) : previousHash === GENESIS.hash;

/** The entry must contain its own number and chain, and give its own hash. */
function checkSeal(entry: Entry, { chain, place }: { chain: string; place: number }, tell: Tell): void {
  if (hashOf(entry) !== entry.hash) {
    tell({ number: place, kind: JournalFault_Kind.ENTRY_EDITED, detail: detail('own_hash') });
  } else if (entry.number !== place || entry.chain !== chain) {
    const sealed = detail('sealed_as', { id: entryId(entry.chain, entry.number) });
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail: sealed });
  }
}

function missing({ from, to }: { from: number; to: number }, tell: Tell): void {
  tell({ number: from, kind: JournalFault_Kind.ENTRY_MISSING, detail: detail('missing', { from, to }) });
}
