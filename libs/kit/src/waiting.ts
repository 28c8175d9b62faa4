/**
 * Refused events that wait long for their next try. They are stored here and acknowledged, so that they hold no place
 * in flight. Later events of the same aggregate are handled meanwhile: see docs/decisions.md.
 */

import { log } from '@naru/telemetry/log';
import type { Binary, Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { hiding } from './hidden.ts';
import { type Loop, startLoop } from './loop.ts';
import {
  aboutRefused,
  bySubscription,
  nobodyHears,
  OF_AGGREGATE,
  type ParkedEvents,
  type ParkedSource,
  refusalOf,
  storedForm,
} from './park.ts';
import { rawOf } from './raw.ts';
import { type Patience, pauseMs, type Tried } from './retry.ts';
import { type SharedClock, sharedClock } from './shared-clock.ts';

export interface WaitingDoc extends Tried {
  /** <subscription>:<event id> */
  _id: string;
  subscription: string;
  event: Omit<ParkedSource, 'data'> & { data: Binary };
  /** The code of the last refusal. */
  code: string;
  /** By the clock of the database. */
  dueAt: Date;
}

export interface WaitingEvents {
  /** How many there are, by subscription. */
  counts(): Promise<{ subscription: string; count: number }[]>;
  ensureIndexes(): Promise<void>;
  /** Stores an event until its next try. An event that waits already keeps its count of tries. */
  keep(entry: {
    subscription: string;
    received: ParkedSource;
    code: string;
    tried: Tried;
    pauseMs: number;
  }): Promise<void>;
  /** Those that are due. The oldest version of an aggregate comes first. */
  due(limit: number): Promise<WaitingDoc[]>;
  /** The time until the next one is due; null if none waits. */
  nextMs(): Promise<number | null>;
  /** Moves the next try. @returns false if another replica was first */
  postpone(doc: WaitingDoc, change: Partial<Tried> & { code?: string; pauseMs: number }): Promise<WaitingDoc | null>;
  drop(id: string): Promise<void>;
}

export function waitingEvents(
  db: Db,
  ambient: Pick<Ambient, 'now' | 'pause' | 'elapsedMs'>,
  clock: SharedClock = sharedClock(db, ambient),
): WaitingEvents {
  const { collection, patiently } = rawOf(db.collection<WaitingDoc>('waiting'), ambient);
  const { keptLate } = hiding(db, ambient);
  const inMs = async (ms: number) => new Date((await clock()).getTime() + ms);
  return {
    ensureIndexes: async () => void (await collection.createIndexes([{ key: { dueAt: 1 } }, OF_AGGREGATE])),
    counts: () => bySubscription(collection),
    keep: async ({ subscription, received, code, tried, pauseMs: ms }) => {
      const now = { subscription, event: storedForm(received), code, dueAt: await inMs(ms) };
      const _id = `${subscription}:${received.id}`;
      await collection.updateOne({ _id }, { $set: now, $setOnInsert: { ...tried } }, { upsert: true });
      await keptLate(received);
    },
    due: (limit) =>
      patiently(async () =>
        collection
          .find({ dueAt: { $lte: await clock() } })
          .sort({ dueAt: 1 })
          .limit(limit)
          .toArray(),
      ),
    nextMs: async () => {
      const next = await patiently(() => collection.findOne({}, { sort: { dueAt: 1 }, projection: { dueAt: 1 } }));
      return next && next.dueAt.getTime() - (await clock()).getTime();
    },
    postpone: async (doc, { pauseMs: ms, ...change }) => {
      const set = { ...change, dueAt: await inMs(ms) };
      const { matchedCount } = await collection.updateOne({ _id: doc._id, dueAt: doc.dueAt }, { $set: set });
      return matchedCount === 1 ? { ...doc, ...set } : null;
    },
    drop: async (id) => void (await patiently(() => collection.deleteOne({ _id: id }))),
  };
}

const BATCH_MAX = 64;
/** A try that is not over by then may be repeated by another replica, which does nothing twice. */
const CLAIM_MS = 10_000;
/** Events that another replica stored are found after this time at the latest. */
const LOOK_EVERY_MS = 10_000;

interface Room {
  waiting: WaitingEvents;
  parked: Pick<ParkedEvents, 'park'>;
  subscribers: readonly { name: string; replay(received: ParkedSource): Promise<void> }[];
  patience: Patience;
  ambient: Pick<Ambient, 'pause'>;
}

/** Tries the stored events again when they are due. */
export function startWaiting(room: Room): Loop {
  const lookMs = Math.min(LOOK_EVERY_MS, room.patience.flightMs);
  return startLoop({
    name: 'waiting events',
    ambient: room.ambient,
    round: async (signal) => {
      const due = await room.waiting.due(BATCH_MAX);
      await Promise.all(due.map((doc) => (signal.aborted ? undefined : retry(room, doc))));
      if (due.length === BATCH_MAX) return 0;
      return Math.max(1, Math.min(lookMs, (await room.waiting.nextMs()) ?? lookMs));
    },
  });
}

async function retry(room: Room, doc: WaitingDoc): Promise<void> {
  const claimed = await room.waiting.postpone(doc, { pauseMs: CLAIM_MS });
  if (!claimed) return;
  try {
    const subscriber = room.subscribers.find(({ name }) => name === doc.subscription);
    if (!subscriber) throw nobodyHears(doc.event.type);
    await subscriber.replay({ ...doc.event, data: doc.event.data.buffer });
  } catch (error) {
    return refuse(room, claimed, error);
  }
  await room.waiting.drop(doc._id);
}

async function refuse({ waiting, parked, patience }: Room, doc: WaitingDoc, error: unknown): Promise<void> {
  const refusal = refusalOf(error);
  const { subscription, event } = doc;
  const tries = doc.tries + 1;
  const pause = pauseMs(refusal.heals, { ...doc, tries }, patience);
  const about = { ...aboutRefused(subscription, event, refusal.code), tries, err: error };
  if (pause !== null) {
    log.warn(about, 'an event is tried again later');
    const waitedMs = doc.waitedMs + (refusal.heals === 'outage' ? 0 : pause);
    await waiting.postpone(doc, { tries, waitedMs, code: refusal.code, pauseMs: pause });
    return;
  }
  await parked.park({ subscription, received: { ...event, data: event.data.buffer }, refusal, deliveries: tries });
  log.error(about, 'an event is parked');
  await waiting.drop(doc._id);
}
