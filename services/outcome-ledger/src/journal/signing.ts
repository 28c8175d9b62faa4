/**
 * Signs the chains as they grow: after at most a thousand entries, and after a minute when there is something new. It
 * reads the entries from the newest head on first, and signs nothing that does not follow from that head. So somebody
 * who rewrites entries gets no signature for them, and an operator hears of it.
 */
import { type Entry, GENESIS, hashOf, type Tail } from '@naru/journal/entry';
import { faultOfSignature, HEAD_EVERY_ENTRIES, type Head, signHead } from '@naru/journal/head';
import type { KeyRing, SigningKey } from '@naru/journal/keys';
import type { Ambient } from '@naru/kit/ambient';
import { startLoop } from '@naru/kit/loop';
import { log } from '@naru/telemetry/log';
import type { JournalStore } from './store.ts';

/** The signed heads, as the journal needs them. */
export interface SignedHeads {
  newest(chain: string): Promise<Head | null>;
  /** The first head at this entry or after it. */
  covering(chain: string, number: number): Promise<Head | null>;
  all(chain: string): Promise<Head[]>;
  /** @returns the head of that number, which another replica may have signed before */
  keep(head: Head): Promise<Head>;
}

export interface Signing {
  /** Tells that a chain has grown. */
  grew(chain: string, to: number): void;
  stop(): Promise<void>;
}

interface Room {
  journal: Pick<JournalStore, 'range' | 'tail' | 'head'>;
  heads: SignedHeads;
  keys: { signing: SigningKey; ring: KeyRing };
  everyMs: number;
  ambient: Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>;
}

/** What one process knows of a chain: where its newest head is, and when the next one is due. */
interface Known {
  signed: Head | null;
  dueMs: number;
}

/** Begins with what earlier processes left unsigned. */
export function startSigning(
  room: Omit<Room, 'journal'> & { journal: JournalStore },
  chains: readonly string[],
): Signing {
  const { ambient, everyMs } = room;
  const known = new Map<string, Known>(chains.map((chain) => [chain, { signed: null, dueMs: 0 }]));
  const loop = startLoop({ name: 'signing', ambient, round });

  async function round(): Promise<number> {
    for (const [chain, state] of known) {
      if (state.dueMs > ambient.elapsedMs()) continue;
      state.dueMs = Number.POSITIVE_INFINITY;
      try {
        state.signed = await signUp(room, chain, state.signed);
      } catch (error) {
        state.dueMs = ambient.elapsedMs() + everyMs;
        log.error({ err: error, chain }, 'a chain of the journal was not signed');
      }
    }
    return Math.max(0, Math.min(...[...known.values()].map(({ dueMs }) => dueMs)) - ambient.elapsedMs());
  }

  return {
    grew: (chain, to) => {
      const state = known.get(chain);
      if (!state) return;
      const waiting = to - (state.signed?.number ?? 0);
      const dueMs = waiting >= HEAD_EVERY_ENTRIES ? 0 : Math.min(state.dueMs, ambient.elapsedMs() + everyMs);
      if (waiting <= 0 || dueMs === state.dueMs) return;
      state.dueMs = dueMs;
      loop.wake();
    },
    stop: () => loop.stop(),
  };
}

/**
 * Signs all entries of a chain that have no head yet. @returns its newest head
 * @throws ChainBroken if the entries do not follow from the newest head
 */
export async function signUp(room: Room, chain: string, mine: Head | null): Promise<Head | null> {
  const { journal, heads, keys, ambient } = room;
  let last = await newestOf(room, chain, mine);
  const tail = await journal.tail(chain, await journal.head(chain));
  if (last && tail.number < last.number) throw new ChainBroken(`${chain} ends at ${tail.number}`, last);
  while (tail.number > (last?.number ?? 0)) {
    const before: Tail = last ?? GENESIS;
    const to = Math.min(before.number + HEAD_EVERY_ENTRIES, tail.number);
    const end = follow(await journal.range(chain, { from: before.number + 1, to }), before);
    if (end.number !== to) throw new ChainBroken(`entry ${end.number + 1} of ${chain} does not follow`, last);
    const open = { chain, serial: (last?.serial ?? 0) + 1, signedAt: ambient.now(), ...end };
    last = await heads.keep(signHead(open, keys.signing));
  }
  return last;
}

/** A head that this process has signed and that is gone, or a head that nobody has signed, is the work of somebody else. */
async function newestOf({ heads, keys }: Room, chain: string, mine: Head | null): Promise<Head | null> {
  const stored = await heads.newest(chain);
  const fault = stored && faultOfSignature(stored, keys.ring);
  if (fault) throw new ChainBroken(`the newest head of ${chain} is not valid (${fault})`, stored);
  if (mine && (stored?.serial ?? 0) < mine.serial) throw new ChainBroken(`heads of ${chain} are gone`, mine);
  return stored;
}

/** @returns the last entry up to which each follows from the one before */
function follow(entries: readonly Entry[], from: Tail): Tail {
  let end = from;
  for (const entry of entries) {
    const { number, hash, previousHash } = entry;
    if (number !== end.number + 1 || previousHash !== end.hash || hashOf(entry) !== hash) break;
    end = { number, hash };
  }
  return end;
}

/** What stands in the database is not what was signed. An operator must look: see docs/operations.md. */
export class ChainBroken extends Error {
  constructor(what: string, signed: Head | null) {
    super(`${what}${signed ? `, but head ${signed.serial} covers ${signed.number} entries` : ''}`);
    this.name = 'ChainBroken';
  }
}
