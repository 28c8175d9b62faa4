/** Reads a chain from its beginning and says what is wrong with it. Pure but for the reading: the entries are handed in. */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import type { Told } from '@naru/words/texts';
import { type Entry, entryId, GENESIS, hashOf, type Tail } from './journal.ts';
import { tell as detail, type JOURNAL_FAULT } from './texts.ts';
import { versionSets } from './versions.ts';

export interface Fault {
  chain: string;
  /** The entry at which it shows; 0 where it is about an aggregate. */
  number: number;
  kind: JournalFault_Kind;
  detail: Told<(typeof JOURNAL_FAULT)['of']>;
}

export interface Chain {
  chain: string;
  /** Whatever the store holds under the chain's name, in the order of ids. */
  entries: AsyncIterable<Entry> | Iterable<Entry>;
  /** How far the chain once reached, read before the entries. */
  head: Tail;
}

type Tell = (fault: Omit<Fault, 'chain'>) => void;

/** @returns how many entries it has read; every fault goes to `tell`, first found first. */
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

/** The place that the id gives it, whatever the entry says of itself. */
const placeOf = ({ _id }: Entry): number => Number(_id.slice(_id.lastIndexOf(':') + 1));

/** It must stand right behind the entry before, and be bound to it. */
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

/** An edit of the entry before shows there, by itself; it is not held against this one. */
const follows = ({ previousHash }: Entry, before: Entry | null): boolean =>
  before ? previousHash === before.hash || previousHash === hashOf(before) : previousHash === GENESIS.hash;

/** It must be the entry of this place, and give its own hash. */
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
