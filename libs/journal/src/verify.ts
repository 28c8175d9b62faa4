/** Reads a chain from its beginning and reports its faults. Pure: the caller reads the entries. */
import { JournalFault_Kind } from '@naru/contracts/ledger/v1/journal';
import { type Entry, entryId, GENESIS, hashOf, type Tail } from './entry.ts';
import { HEAD_EVERY_ENTRIES, type Head } from './head.ts';
import { checkHeads, type HeadsOf } from './heads.ts';
import { tell as detail, type Fault, type Tell } from './texts.ts';
import { versionSets } from './versions.ts';

export interface Chain {
  chain: string;
  /** The end that the chain had before the entries were read. */
  head: Tail;
  /** Its signed heads. Without them, only the entries are checked against each other. */
  signed?: HeadsOf | undefined;
}

export interface ChainCheck {
  /** Takes the entries in the order in which they are stored. */
  entry(entry: Entry): void;
  /** Call it after the last entry. @returns the number of entries, and of those that no signed head covers */
  end(): { entries: number; unsigned: number };
}

/** State that the steps of one check share. */
interface Room {
  chain: string;
  head: Tail;
  /** The heads whose signatures hold, by the number of their entry. */
  heads: Map<number, Head[]>;
  lastHead: number;
  /** The last number at which a head and its entry agreed. */
  agreed: number;
  differs: boolean;
  before: Entry | null;
  count: number;
  tell: Tell;
}

/** Every fault goes to `tell`, in the order in which they are found. */
export function chainCheck({ chain, head, signed }: Chain, report: (fault: Fault) => void): ChainCheck {
  const tell: Tell = (fault) => report({ chain, ...fault });
  const sound = signed ? checkHeads(signed, tell) : [];
  const heads = Map.groupBy(sound, ({ number }) => number);
  const lastHead = Math.max(0, ...heads.keys());
  const room: Room = { chain, head, heads, lastHead, agreed: 0, differs: false, before: null, count: 0, tell };
  const versions = versionSets();
  return {
    entry: (entry) => {
      room.count += 1;
      checkEntry(room, entry);
      const { aggregateId, version } = entry;
      if (!versions.add(aggregateId, version)) {
        const doubled = detail('doubled', { aggregateId, version });
        tell({ number: placeOf(entry), kind: JournalFault_Kind.ENTRY_DOUBLED, detail: doubled });
      }
      room.before = entry;
    },
    end: () => {
      const unsigned = checkEnd(room, signed !== undefined);
      for (const { aggregate: aggregateId, from, to } of versions.gaps()) {
        const lacks = detail('versions_missing', { aggregateId, from, to });
        tell({ number: 0, kind: JournalFault_Kind.VERSION_MISSING, detail: lacks });
      }
      return { entries: room.count, unsigned };
    },
  };
}

/** Checks all entries of a chain. @returns the number of entries read */
export async function verifyChain(
  { entries, ...chain }: Chain & { entries: AsyncIterable<Entry> | Iterable<Entry> },
  report: (fault: Fault) => void,
): Promise<number> {
  const check = chainCheck(chain, report);
  for await (const entry of entries) check.entry(entry);
  return check.end().entries;
}

/** The number in its id, whatever number the entry itself contains. */
const placeOf = ({ _id }: Entry): number => Number(_id.slice(_id.lastIndexOf(':') + 1));

function checkEntry(room: Room, entry: Entry): void {
  const place = placeOf(entry);
  checkPlace(room, entry, place);
  checkSeal(room, entry, place);
  if (place === room.head.number && entry.hash !== room.head.hash)
    room.tell({ number: place, kind: JournalFault_Kind.ENTRY_EDITED, detail: detail('head_hash') });
  for (const head of room.heads.get(place) ?? []) checkAgainst(room, head, entry);
}

/** What follows a changed entry differs too, so only the first head that disagrees says something. */
function checkAgainst(room: Room, head: Head, { hash }: Entry): void {
  if (head.hash === hash) {
    room.agreed = Math.max(room.agreed, head.number);
  } else if (!room.differs) {
    room.differs = true;
    const { serial, signedAt, number: to } = head;
    const known = detail('head_differs', { serial, signedAt, from: room.agreed + 1, to });
    room.tell({ number: to, kind: JournalFault_Kind.HEAD_DIFFERS, detail: known });
  }
}

/** The entry must follow the one before, and contain its hash. */
function checkPlace({ chain, before, tell }: Room, entry: Entry, place: number): void {
  const expected = before ? placeOf(before) + 1 : 1;
  if (place > expected) {
    missing({ from: expected, to: place - 1 }, tell);
  } else if (!follows(entry, before) || place < expected) {
    const wrong = before ? detail('not_after', { id: entryId(chain, expected - 1) }) : detail('not_first');
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail: wrong });
  }
}

/** An edit of the entry before is reported there, so it is no fault of this entry. */
const follows = ({ previousHash }: Entry, before: Entry | null): boolean =>
  before ? previousHash === before.hash || previousHash === hashOf(before) : previousHash === GENESIS.hash;

/** The entry must contain its own number and chain, and give its own hash. */
function checkSeal({ chain, tell }: Room, entry: Entry, place: number): void {
  if (hashOf(entry) !== entry.hash) {
    tell({ number: place, kind: JournalFault_Kind.ENTRY_EDITED, detail: detail('own_hash') });
  } else if (entry.number !== place || entry.chain !== chain) {
    const sealed = detail('sealed_as', { id: entryId(entry.chain, entry.number) });
    tell({ number: place, kind: JournalFault_Kind.ENTRY_REORDERED, detail: sealed });
  }
}

/** A head knows how long the chain was. @returns the number of entries after the last signed head */
function checkEnd({ head, lastHead, before, tell }: Room, isSigned: boolean): number {
  const reached = before ? placeOf(before) : 0;
  const known = Math.max(head.number, lastHead);
  if (known > reached) missing({ from: reached + 1, to: known }, tell);
  const unsigned = Math.max(0, reached - lastHead);
  if (isSigned && unsigned > HEAD_EVERY_ENTRIES) {
    const late = detail('unsigned', { from: lastHead + 1, to: reached, every: HEAD_EVERY_ENTRIES });
    tell({ number: lastHead + 1, kind: JournalFault_Kind.HEAD_MISSING, detail: late });
  }
  return unsigned;
}

function missing({ from, to }: { from: number; to: number }, tell: Tell): void {
  tell({ number: from, kind: JournalFault_Kind.ENTRY_MISSING, detail: detail('missing', { from, to }) });
}
