/** Reads a chain from its beginning and says what is wrong with it. Pure but for the reading: the entries are handed in. */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import { type Entry, entryId, GENESIS, hashOf, type Tail } from './journal.ts';
import { versionSets } from './versions.ts';

export interface Fault {
  chain: string;
  /** The entry at which it shows; 0 where it is about an aggregate. */
  number: number;
  kind: JournalFault_Kind;
  detail: string;
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
        detail: 'the head of the chain knew another hash here',
      });
    }
    if (!versions.add(entry.aggregateId, entry.version)) {
      found({
        number: place,
        kind: JournalFault_Kind.ENTRY_DOUBLED,
        detail: `${entry.aggregateId} had version ${entry.version} before`,
      });
    }
    before = entry;
  }
  const reached = before ? placeOf(before) : 0;
  if (head.number > reached) missing({ from: reached + 1, to: head.number }, found);
  for (const { aggregate, from, to } of versions.gaps()) {
    const which = from === to ? `version ${from}` : `versions ${from} to ${to}`;
    found({ number: 0, kind: JournalFault_Kind.VERSION_MISSING, detail: `${aggregate} lacks ${which}` });
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
    const detail = before ? `it does not follow ${entryId(chain, expected - 1)}` : 'it does not begin the chain';
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail });
  }
}

/** An edit of the entry before shows there, by itself; it is not held against this one. */
const follows = ({ previousHash }: Entry, before: Entry | null): boolean =>
  before ? previousHash === before.hash || previousHash === hashOf(before) : previousHash === GENESIS.hash;

/** It must be the entry of this place, and give its own hash. */
function checkSeal(entry: Entry, { chain, place }: { chain: string; place: number }, tell: Tell): void {
  if (hashOf(entry) !== entry.hash) {
    tell({ number: place, kind: JournalFault_Kind.ENTRY_EDITED, detail: 'it does not give its own hash' });
  } else if (entry.number !== place || entry.chain !== chain) {
    const detail = `it was sealed as ${entryId(entry.chain, entry.number)}`;
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail });
  }
}

function missing({ from, to }: { from: number; to: number }, tell: Tell): void {
  const detail = from === to ? `number ${from} is not there` : `numbers ${from} to ${to} are not there`;
  tell({ number: from, kind: JournalFault_Kind.ENTRY_MISSING, detail });
}
