/**
 * Writes a chain, one ordered batch at a time. A handler waits until its entry is on disk. While one batch is written
 * the next one collects entries, so a backlog is written as fast as the database accepts batches. Replicas race for the
 * next number. The loser finds the end of the chain again, and leaves out events that have an entry. So an event has
 * exactly one entry, after any retry or crash.
 */
import { GENESIS, type Happening, seal, type Tail } from '@naru/journal/entry';
import type { Ambient } from '@naru/kit/ambient';
import { kit } from '@naru/kit/kit-texts';
import { startLoop } from '@naru/kit/loop';
import { backoffMs } from '@naru/kit/mongo';
import { reached } from '@naru/kit/points';
import { log } from '@naru/telemetry/log';
import type { JournalStore } from './store.ts';

export interface Appender {
  /** Resolves once the event has an entry, now or from earlier. */
  append(happening: Happening): Promise<void>;
  /** Writes the entries that still wait. */
  stop(): Promise<void>;
}

type AppenderAmbient = Pick<Ambient, 'pause' | 'elapsedMs'>;

interface Waiting {
  happening: Happening;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const BATCH_MAX = 500;
const HEAD_EVERY_MS = 250;
const PATIENCE_MS = 8_000;
const RACE_BACKOFF = { firstMs: 1, maxMs: 30 };

/** @param grew hears the number of the last entry, each time the chain has grown */
export function appender(
  journal: JournalStore,
  chain: string,
  ambient: AppenderAmbient,
  grew: (to: number) => void = () => {},
): Appender {
  const waiting: Waiting[] = [];
  let tail: Tail | null = null;
  /** The time at which the head must be stored again; null where it is up to date. */
  let headDueMs: number | null = null;
  const loop = startLoop({ name: `journal of ${chain}`, ambient, round });

  /** @returns the milliseconds without work, unless an event arrives */
  async function round(): Promise<number> {
    const headIsDue = headDueMs !== null && ambient.elapsedMs() >= headDueMs;
    await Promise.all([headIsDue && saveHead(), waiting.length > 0 && writeBatch()]);
    if (waiting.length > 0) return 0;
    return headDueMs === null ? Number.POSITIVE_INFINITY : Math.max(0, headDueMs - ambient.elapsedMs());
  }

  async function writeBatch(): Promise<void> {
    const batch = waiting.splice(0, BATCH_MAX);
    try {
      await write(batch.map(({ happening }) => happening));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async function write(happenings: readonly Happening[]): Promise<void> {
    let left = [...new Map(happenings.map((happening) => [happening.eventId, happening])).values()];
    const until = ambient.elapsedMs() + PATIENCE_MS;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (ambient.elapsedMs() > until) throw kit.refuse('database.unavailable');
      if (attempt > 0) await ambient.pause(backoffMs(attempt, RACE_BACKOFF));
      const after = tail ?? (await journal.tail(chain, await journal.head(chain)));
      const sealed = seal(chain, after, left);
      const written = await journal.append(sealed);
      if (written === sealed.length) reached('journal.appended');
      tail = sealed[written - 1] ?? after;
      grew(tail.number);
      headDueMs ??= ambient.elapsedMs() + HEAD_EVERY_MS;
      left = left.slice(written);
      if (left.length > 0) left = await lookAgain(left);
    }
  }

  /** If the chain has grown, another replica won the race. If not, some of these events already have an entry. */
  async function lookAgain(left: Happening[]): Promise<Happening[]> {
    const before = tail ?? GENESIS;
    tail = await journal.tail(chain, before);
    if (tail.number > before.number) return left;
    const there = await journal.known(left.map(({ eventId }) => eventId));
    return left.filter(({ eventId }) => !there.has(eventId));
  }

  async function saveHead(): Promise<void> {
    headDueMs = null;
    try {
      if (tail) await journal.moveHead(chain, tail);
    } catch (error) {
      log.warn({ err: error, chain }, 'the head of a chain could not be moved; the next entry tries again');
    }
  }

  return {
    append: (happening) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ happening, resolve, reject });
      loop.wake();
      return promise;
    },
    stop: async () => {
      await loop.stop();
      while (waiting.length > 0) await writeBatch();
      await saveHead();
    },
  };
}
