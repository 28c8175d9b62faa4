/**
 * Delivers an event to a reaction, kills the process at each moment between the delivery and its acknowledgement, delivers
 * again, and compares what stands in the database with the result of a process that lives. The comparison needs to know
 * nothing of the reaction: an effect that is lost, half there, or there twice is a difference.
 */

import type { ServiceSpec } from '@naru/kit/boot';
import type { Handler } from '@naru/kit/subscribe';
import { BSON, type Db, type Document } from 'mongodb';
import { type Delivery, deliver, NOW } from './process.ts';

const { EJSON } = BSON;

/** What must stand in the database before the event, so that the reaction has something to do. */
export interface Given {
  docs?: Readonly<Record<string, readonly object[]>>;
  /** Another message in place of the released one. */
  data?: Uint8Array;
  /** Why this reaction has no effect. */
  idle?: string;
}

export interface Reaction {
  spec: ServiceSpec;
  subscription: string;
  handler: Pick<Handler, 'type'>;
  context: string;
  data: Uint8Array;
  given: Given;
}

export interface Killed {
  /** All moments at which the process was killed. */
  moments: readonly string[];
  faults: readonly string[];
}

/** Ids that a process makes at random, and values that hang on chance. */
const RANDOM_ID = /\b([a-z]+)_\d+x\d+\b/g;
/** The journal signs its heads by itself, in its time. */
const BY_ITSELF = new Set(['journal_head']);
const BY_CHANCE = new Set(['traceparent', 'salt', 'payloadDigest', 'hash', 'previousHash']);

/** @param wanted decides by the moments of a process that lives; without it every reaction is killed */
export async function killEverywhere(
  db: Db,
  reaction: Reaction,
  wanted: (moments: readonly string[]) => boolean = () => true,
): Promise<Killed> {
  const touched = new Set<string>(Object.keys(reaction.given.docs ?? {}));
  const delivery = deliveryOf(reaction);
  const lived = await run(db, reaction, touched, delivery);
  const name = `${reaction.spec.name} ${reaction.subscription} ${reaction.handler.type}`;
  const { moments } = lived;
  if (lived.answer !== 'ack') return { moments, faults: [`${name}: answered ${lived.answer}`] };
  const faults = idleFaults(name, reaction.given, lived.before !== lived.after);
  const deaths = wanted(moments) ? moments.length : 0;
  for (let at = 0; at < deaths; at += 1) {
    const died = await run(db, reaction, touched, { ...delivery, diesAfter: at });
    const which = `${name}: killed before ${moments[at]} (${at + 1} of ${moments.length})`;
    if (died.answer !== 'died' && died.answer !== 'ack') faults.push(`${which}: answered ${died.answer}`);
    const again = await deliver(db, { ...delivery, deliveries: 2 }, touched);
    if (again.answer !== 'ack') faults.push(`${which}: the second delivery was answered ${again.answer}`);
    const after = await dump(db, touched);
    if (after !== lived.after) faults.push(`${which}:\n${firstDifference(lived.after, after)}`);
  }
  await clean(db, touched);
  return { moments: moments.slice(0, deaths), faults };
}

function idleFaults(name: string, { idle }: Given, acted: boolean): string[] {
  if (acted && idle) return [`${name}: it has an effect; delete what givens.ts says of it`];
  return acted || idle ? [] : [`${name}: it has no effect; say in givens.ts what must stand there before`];
}

function deliveryOf({ spec, subscription, handler, context, data, given }: Reaction): Delivery {
  const about = { aggregate: 'agg_released', version: 40, at: NOW, actor: 'kim' };
  const entry = { id: 'evt_released', type: handler.type, ...about, data: given.data ?? data };
  return { spec, subscription, context, entry };
}

async function run(db: Db, { given }: Reaction, touched: Set<string>, delivery: Delivery) {
  await clean(db, touched);
  for (const [collection, docs] of Object.entries(given.docs ?? {}))
    await db.collection(collection).insertMany(docs.map((doc) => EJSON.deserialize(doc)));
  const before = await dump(db, touched);
  const { answer, moments } = await deliver(db, delivery, touched);
  return { before, answer, moments, after: await dump(db, touched) };
}

const clean = (db: Db, touched: ReadonlySet<string>) =>
  Promise.all([...touched].map((name) => db.collection(name).deleteMany({})));

/** One line for each field of each document. */
async function dump(db: Db, touched: ReadonlySet<string>): Promise<string> {
  const all = await Promise.all(
    [...touched]
      .filter((name) => !BY_ITSELF.has(name))
      .sort()
      .map(async (name) => {
        const docs = await db.collection(name).find().sort({ _id: 1 }).toArray();
        return docs.length === 0
          ? []
          : [
              `${name} ${EJSON.stringify(
                docs.map((doc) => plain(effectOf(name, doc))),
                undefined,
                1,
              )}`,
            ];
      }),
  );
  return all.flat().join('\n').replace(RANDOM_ID, '$1_#');
}

/** The courier of webhooks sends what is due by itself. What is queued, and for whom, is the effect. */
function effectOf(collection: string, doc: Document): Document {
  if (collection !== 'delivery') return doc;
  const { webhookId, eventId, eventType, body } = doc.state;
  return { _id: doc._id, webhookId, eventId, eventType, body };
}

/** Without what hangs on chance, and with sorted fields: a repeated write may name them in another order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || Object.getPrototypeOf(Object(value)) !== Object.prototype) return value;
  const fields = Object.entries(value as object).filter(([name]) => !BY_CHANCE.has(name));
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, plain(one)]));
}

function firstDifference(expected: string, found: string): string {
  const [want, have] = [expected.split('\n'), found.split('\n')];
  const line = want.findIndex((one, index) => one !== have[index]);
  const at = line < 0 ? want.length : line;
  const around = (lines: string[]) => lines.slice(Math.max(0, at - 2), at + 4).join('\n    ');
  return `  wanted\n    ${around(want)}\n  found\n    ${around(have)}`;
}
