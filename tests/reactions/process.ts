/**
 * One life of a service's subscription, in this process and on a real database. It dies at a chosen moment: before a write
 * of the handler, or at a failpoint. Nothing that it does later reaches the database, and all that it knew is thrown away.
 */

import { headersOf } from '@naru/bus/envelope';
import { durableOf } from '@naru/bus/names';
import type { Ambient } from '@naru/kit/ambient';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import type { Bus } from '@naru/kit/bus';
import { hiding } from '@naru/kit/hidden';
import type { OutboxEntry } from '@naru/kit/outbox';
import { parkedEvents } from '@naru/kit/park';
import { points } from '@naru/kit/points';
import { createRelay } from '@naru/kit/relay';
import { PATIENCE } from '@naru/kit/retry';
import { hearingOf, type Subscription, subscriber } from '@naru/kit/subscribe';
import { waitingEvents } from '@naru/kit/waiting';
import { handAmbient } from '@naru/testing/hand-ambient';
import { GROUNDLESS_CONFIG } from '@naru/testing/parts';
import { journalKey } from '@naru/testing/stack';
import type { JsMsg } from '@nats-io/jetstream';
import type { Collection, Db } from 'mongodb';

export const NOW = new Date('2026-03-02T09:00:00Z');

/** What a delivery came to: `ack`, `nak`, `term`, or `died`. */
export interface Delivered {
  answer: string;
  /** The writes of the handler and the failpoints that it passed, in order. */
  moments: readonly string[];
}

export interface Delivery {
  spec: ServiceSpec;
  /** The name of the subscription. */
  subscription: string;
  context: string;
  entry: OutboxEntry;
  /** The number of moments before its death; it lives on if omitted. */
  diesAfter?: number;
  /** The number of the delivery: the server counts them. */
  deliveries?: number;
}

const WRITES =
  /^(insert(One|Many)|update(One|Many)|replaceOne|delete(One|Many)|bulkWrite|findOneAnd(Update|Replace|Delete))$/;

class Died extends Error {}

/** The moments of one life. */
function lifeOf(diesAfter: number) {
  const moments: string[] = [];
  const underWay = new Set<Promise<unknown>>();
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  let alive = true;
  let dead = false;
  let counts = false;
  const requireLife = () => {
    if (!alive) throw new Died();
  };
  return {
    moments,
    death,
    died: () => dead,
    /** From now on it counts: what happens at the start of the process is no moment of the handler. */
    count: () => {
      counts = true;
    },
    requireLife,
    pass: (moment: string) => {
      requireLife();
      if (!counts) return;
      if (moments.length === diesAfter) {
        alive = false;
        dead = true;
        die();
        throw new Died();
      }
      moments.push(moment);
    },
    /** What was on its way to the database at the death may still arrive there. */
    sent: <T>(work: Promise<T>): Promise<T> => {
      underWay.add(work);
      const over = () => void underWay.delete(work);
      work.then(over, over);
      return work;
    },
    /** Nothing of it works on while the next one lives. */
    end: async () => {
      alive = false;
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

type Life = ReturnType<typeof lifeOf>;

/** Collections whose indexes stand. They are the same in every life, and take longer than a handler. */
const indexed = new Set<string>();

function mortal(db: Db, life: Life, touched: Set<string>): Db {
  const collectionOf = (name: string): Collection =>
    new Proxy(db.collection(name), {
      get: (collection, key: string) => {
        const value = Reflect.get(collection, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          life.requireLife();
          if (key === 'createIndexes') {
            if (indexed.has(name)) return Promise.resolve([]);
            indexed.add(name);
          }
          if (!WRITES.test(key)) return value.apply(collection, args);
          life.pass(`${key} ${name}`);
          touched.add(name);
          return life.sent(value.apply(collection, args) as Promise<unknown>);
        };
      },
    });
  return new Proxy(db, {
    get: (_, key) => {
      if (key === 'collection') return collectionOf;
      const value = Reflect.get(db, key);
      return typeof value === 'function' ? value.bind(db) : value;
    },
  });
}

const CONFIG = { ...GROUNDLESS_CONFIG, JOURNAL_KEY: journalKey() };

let lives = 0;

/** Time stands still, so that nothing happens but the delivery: no sweep, no timer, no courier. */
function still(): Ambient {
  lives += 1;
  const life = lives;
  let ids = 0;
  return {
    ...handAmbient(NOW),
    newId: (prefix) => {
      ids += 1;
      return `${prefix}_${life}x${ids}`;
    },
  };
}

/** A bus that has one message, for the durable of one context, and takes everything. */
function busWith(durable: string, context: string, message: JsMsg): Bus {
  const never = new Promise<never>(() => {});
  const connection = {
    publish: () => {},
    subscribe: () => ({ unsubscribe: () => {} }),
    flush: async () => {},
    status: async function* () {
      yield await never;
    },
  };
  return {
    prefix: 'run.',
    connection,
    connected: () => false,
    durable: async (of: string, name: string) => ({
      consume: async () => ({
        [Symbol.asyncIterator]: async function* () {
          if (of === context && name === durable) yield message;
          yield await never;
        },
        status: async function* () {
          yield await never;
        },
        close: async () => {},
      }),
    }),
  } as unknown as Bus;
}

/** Delivers one event to a new process, as the server would. @returns once it has answered or died */
export async function deliver(db: Db, delivery: Delivery, touched: Set<string>): Promise<Delivered> {
  const { spec, context, entry, diesAfter = Number.POSITIVE_INFINITY, deliveries = 1 } = delivery;
  const life = lifeOf(diesAfter);
  const ambient = still();
  const { promise: answered, resolve: answer } = Promise.withResolvers<string>();
  const message = {
    subject: `run.${entry.type}.${entry.aggregate}`,
    headers: headersOf(context, entry),
    data: entry.data,
    info: { deliveryCount: deliveries, stream: 'S', streamSequence: 9, timestampNanos: NOW.getTime() * 1e6 },
    ack: () => answer('ack'),
    nak: () => answer('nak'),
    term: (reason: string) => answer(`term ${reason}`),
    working: () => {},
  } as unknown as JsMsg;
  const { parts, subscription } = partsFor(spec, delivery, mortal(db, life, touched), ambient, message);
  await parts.start?.();
  life.count();
  points.passed = life.pass;
  subscription.start();
  const said = await Promise.race([answered, life.death.then(() => 'died')]);
  points.passed = () => {};
  await life.end();
  return { answer: life.died() && said !== 'ack' ? 'died' : said, moments: life.moments };
}

function partsFor(
  spec: ServiceSpec,
  { subscription: name, context }: Delivery,
  db: Db,
  ambient: Ambient,
  message: JsMsg,
) {
  const ownCause = () => ({ actor: spec.name, now: NOW, newId: ambient.newId });
  const saved = { tell: () => {}, hear: async () => () => {} };
  const host = (bus: Bus): Host => ({
    ...{ db, bus, config: CONFIG, ambient, saved, ownCause },
    relay: createRelay({ db, bus, context: spec.context, ambient }),
    operations: () => {
      throw new Error('no reaction starts an operation');
    },
  });
  const quietBus = busWith('', '', message);
  const parts: Parts = spec.parts(host(quietBus));
  const found = (parts.subscriptions ?? []).find((one) => one.name === name) as Subscription;
  const bus = busWith(durableOf('run.', hearingOf(spec.name, found)), context, message);
  const subscription = subscriber({
    ...{ bus, service: spec.name, subscription: found, ambient, patience: PATIENCE },
    parked: parkedEvents(db, ambient),
    waiting: waitingEvents(db, ambient),
    hiding: hiding(db, ambient),
    cause: ({ id }) => ({ ...ownCause(), causeId: id }),
  });
  return { parts, subscription };
}
