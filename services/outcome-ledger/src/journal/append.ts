/**
 * Writes a chain, one ordered batch at a time. Handlers wait until their entry is on disk; while one batch is written the
 * next one gathers, so a backlog is written as fast as the database takes batches. Whoever loses the race for a number
 * looks for the end again and leaves out what is there already: an event has one entry, whatever was repeated or crashed.
 */
import { backoffMs, duplicateKey, isTransient, patiently, pause } from '@naru/kit/mongo';
import { reached } from '@naru/kit/points';
import { Rejection } from '@naru/kit/rejection';
import { log } from '@naru/kit/telemetry';
import { MongoBulkWriteError } from 'mongodb';
import { GENESIS, type Happening, seal, type Tail } from './journal.ts';
import type { JournalStore } from './store.ts';

export interface Appender {
  /** Resolves once the event has its entry, now or from before. */
  append(happening: Happening): Promise<void>;
  /** Writes what is left to write. */
  stop(): Promise<void>;
}

interface Waiting {
  happening: Happening;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const BATCH_MAX = 500;
const HEAD_EVERY_MS = 250;
const PATIENCE_MS = 8_000;
const RACE_BACKOFF = { firstMs: 1, maxMs: 30 };

export function appender(journal: JournalStore, chain: string): Appender {
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let tail: Tail | null = null;
  let headTimer: NodeJS.Timeout | null = null;

  function append(happening: Happening): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ happening, resolve, reject });
    writing ??= drain();
    return promise;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_MAX);
      try {
        await write(batch.map(({ happening }) => happening));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    // Before anything can be added: what comes from now on starts the next round.
    writing = null;
  }

  async function write(happenings: readonly Happening[]): Promise<void> {
    let left = [...new Map(happenings.map((happening) => [happening.eventId, happening])).values()];
    const until = performance.now() + PATIENCE_MS;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (performance.now() > until) throw unavailable();
      if (attempt > 0) await pause(backoffMs(attempt, RACE_BACKOFF));
      const after = tail ?? (await journal.tail(chain, await journal.head(chain)));
      const written = await insert(left, after);
      left = left.slice(written);
      if (left.length > 0) left = await lookAgain(left);
    }
  }

  /** @returns how many it has written: fewer than all where another was first, or where the answer was lost */
  async function insert(happenings: readonly Happening[], after: Tail): Promise<number> {
    const sealed = seal(chain, after, happenings);
    let written = sealed.length;
    try {
      await journal.entries.insertMany(sealed, { ordered: true });
      reached('journal.appended');
    } catch (error) {
      if (duplicateKey(error) === null && !isTransient(error)) throw error;
      written = error instanceof MongoBulkWriteError ? error.insertedCount : 0;
    }
    tail = sealed[written - 1] ?? after;
    headTimer ??= setTimeout(() => void saveHead(), HEAD_EVERY_MS);
    return written;
  }

  /** A chain that has grown was a race lost; one that has not holds some of these events already. */
  async function lookAgain(left: Happening[]): Promise<Happening[]> {
    const before = tail ?? GENESIS;
    tail = await journal.tail(chain, before);
    if (tail.number > before.number) return left;
    const ids = left.map(({ eventId }) => eventId);
    const found = await patiently(() =>
      journal.entries.find({ eventId: { $in: ids } }, { projection: { eventId: 1 } }).toArray(),
    );
    const there = new Set(found.map(({ eventId }) => eventId));
    return left.filter(({ eventId }) => !there.has(eventId));
  }

  async function saveHead(): Promise<void> {
    headTimer = null;
    try {
      if (tail) await journal.moveHead(chain, tail);
    } catch (error) {
      log.warn({ err: error, chain }, 'the head of a chain could not be moved; the next entry tries again');
    }
  }

  return {
    append,
    stop: async () => {
      await writing;
      if (headTimer) clearTimeout(headTimer);
      await saveHead();
    },
  };
}

const unavailable = () =>
  new Rejection({
    kind: 'unavailable',
    code: 'database.unavailable',
    message: 'the journal could not be written in time; the event comes again',
  });
