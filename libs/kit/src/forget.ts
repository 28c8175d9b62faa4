/**
 * Erases what was published about an aggregate before it was hidden, from the owner's `events` collection and from the
 * stream. The contract says what may stay of an event (`bareOf`).
 */
import { bareOf, hiderOf } from '@naru/contracts/hidden';
import { log } from '@naru/telemetry/log';
import type { Collection } from 'mongodb';
import type { Bus } from './bus.ts';
import { bytesOf, entryOf, type KeptEvent, type OutboxEntry } from './outbox.ts';

type Event = Pick<OutboxEntry, 'type' | 'data'>;

/** What may stay of an event, with the centre and the state from the event that hides it where it lacks them. */
const bare = ({ type, ...event }: Event, hider?: OutboxEntry): Uint8Array =>
  bareOf(type, bytesOf(event), hider && { type: hider.type, data: bytesOf(hider) });

const isBare = (event: Event, hider?: OutboxEntry): boolean =>
  Buffer.from(bare(event, hider)).equals(Buffer.from(bytesOf(event)));

/** True if an event tells more than may stay once its aggregate is hidden, or hides it itself. */
export const concernsHiding = (entry: OutboxEntry): boolean =>
  entry.forget === true || (hiderOf(entry.type) !== undefined && !isBare(entry));

/** The same events, without the content of those that a later one of them hides. */
export function withoutHidden(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const hiders = new Map<string, OutboxEntry>();
  for (const entry of entries)
    if (entry.forget && entry.version > (hiders.get(entry.aggregate)?.version ?? 0)) hiders.set(entry.aggregate, entry);
  return entries.map((entry) => {
    const hider = hiders.get(entry.aggregate);
    return hider && entry.version < hider.version ? { ...entry, data: bare(entry, hider) } : entry;
  });
}

interface Ground {
  events: Collection<KeptEvent>;
  bus: Bus;
  context: string;
}

/**
 * Consumers that have not read the older events still get the rest of them, so that they miss no version: the bare events
 * are published before the full ones are erased. It goes by the versions and the content of the messages, not by their
 * places, so it may be repeated: it also finds what was published late, and what an older folder of the bus brought back.
 */
export async function forget({ events, bus, context }: Ground, hider: OutboxEntry): Promise<void> {
  const { aggregate, version } = hider;
  const older = await stripped(events, hider);
  const standing = (await bus.about(context, aggregate)).filter((one) => one.version < version);
  const full = standing.filter((one) => !isBare(one, hider));
  const told = new Set(standing.filter((one) => isBare(one, hider)).map(({ id }) => id));
  for (const { id, place, first } of full) {
    const entry = older.get(id);
    if (!entry || told.has(id)) continue;
    // The place of the full message makes the message id of a further copy another one: the stream must not take it for a
    // repeat. A retry has the same place.
    await bus.publish(context, { ...entry, first, forget: false }, `:bare:${place}`);
    told.add(id);
  }
  await bus.erase(
    context,
    full.map(({ place }) => place),
  );
}

/** Strips the kept events that are older. @returns them, by their ids */
async function stripped(events: Collection<KeptEvent>, hider: OutboxEntry): Promise<Map<string, OutboxEntry>> {
  const older = await events.find({ aggregate: hider.aggregate, version: { $lt: hider.version } }).toArray();
  const kept = new Map<string, OutboxEntry>();
  for (const { _id, ...entry } of older) {
    const data = bare(entry, hider);
    if (!isBare(entry, hider)) await events.updateOne({ _id }, { $set: { data } });
    kept.set(_id, { ...entry, id: _id, data });
  }
  return kept;
}

/**
 * Whoever publishes looks afterwards whether the aggregate is hidden, and then forgets again: a process may have halted
 * with the event in hand, or sends what it read before. A hiding event is kept before it is published, so either its own
 * forgetting finds the message, or this look finds the hiding event.
 * @returns the aggregates that could not be forgotten yet
 */
export async function hideAgain(ground: Ground, sent: readonly OutboxEntry[]): Promise<ReadonlySet<string>> {
  const concerned = sent.filter(concernsHiding);
  const failed = new Set<string>();
  if (concerned.length === 0) return failed;
  const ids = [...new Set(concerned.map(({ aggregate }) => aggregate))];
  const hiders = await ground.events
    .find({ aggregate: { $in: ids }, forget: true })
    .sort({ version: 1 })
    .toArray();
  const latest = new Map(hiders.map((event) => [event.aggregate, entryOf(event)]));
  for (const [aggregate, hider] of latest) {
    const late = concerned.some((one) => one.aggregate === aggregate && one.version <= hider.version);
    if (!late) continue;
    await forget(ground, hider).catch((error: unknown) => {
      log.warn({ err: error, aggregate }, 'a hidden aggregate could not be forgotten yet');
      failed.add(aggregate);
    });
  }
  return failed;
}
