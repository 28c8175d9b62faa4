/**
 * Notices that the bus has lost events: a flipped bit or an older folder can cut a stream, and nobody else would hear of
 * it. The owner keeps the highest place that its stream has acknowledged, and all its events. At the start and whenever
 * the bus is back, it compares both with what stands in the stream, and sends again what is missing. A stream that was
 * made anew or set back begins a new epoch before anything else is published. Where the database was set back, nothing is
 * published until an operator has decided.
 */

import { onLink } from '@naru/bus/lost';
import { log } from '@naru/telemetry/log';
import { count } from '@naru/telemetry/meter';
import type { Collection, Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { type Loop, startLoop } from './loop.ts';
import type { KeptEvent } from './outbox.ts';
import type { Outbox } from './outboxes.ts';
import { requireKnown, SetBack, takeOutUnknown } from './stream-ahead.ts';

/** What the owner knows of its stream. `_id` is the name of the stream. */
interface StreamDoc {
  _id: string;
  /** The highest place that the stream has acknowledged. */
  place: number;
  /** Counts up each time the stream is found made anew, or set back. */
  epoch?: number;
  /** When the server made the stream, which tells one stream from another. */
  made?: string;
}

export interface StreamWatch {
  /** The present epoch of the stream. While the connection is broken it is not known, and nothing can be published. */
  epoch(): Promise<number>;
  /** What is wrong if the stream knows more than the database; null if it does not. */
  setBack(): string | null;
  /** The database is right: takes out of the stream what it does not know, and begins a new epoch. */
  settle(): Promise<void>;
  /** Takes note that the stream has acknowledged an event at this place. */
  acknowledged(place: number): void;
  start(stores: readonly { outbox: Outbox }[]): void;
  stop(): Promise<void>;
}

interface Ground {
  db: Db;
  bus: Bus;
  context: string;
  ambient: Ambient;
  /** How long the stream keeps its messages. */
  keptMs: number;
  /** Publishes these events again, as `republish` does. */
  again(events: AsyncIterable<KeptEvent>): Promise<number>;
}

/** State that the functions of one watch share. */
interface Room extends Ground {
  places: Collection<StreamDoc>;
  events: Collection<KeptEvent>;
  outboxes: readonly Outbox[];
  /** The highest place that the stream has acknowledged to this process. */
  highest: number;
  /** True after the stream was set back and emptied: then all its events are sent again. */
  emptied: boolean;
  /** Why nothing is published, and when the stream is looked at again: another replica may have settled it. */
  setBack: { error: SetBack; untilMs: number } | null;
}

/** What is missing in the stream. */
interface Loss {
  /** The highest place that was acknowledged, and the last one of the stream; the stream was cut if it is lower. */
  place: number;
  last: number;
  /** How many messages are missing, by subject. */
  short: ReadonlyMap<string, number>;
}

const SAVE_EVERY_MS = 1_000;
/** Events near the end of the retention may be gone already. */
const MARGIN_MS = 3_600_000;
/**
 * A hidden aggregate is published again while the stream is read, and a new event may be kept before and published after
 * that. So a loss must be seen twice.
 */
const LOOK_AGAIN_MS = 2_000;
const BACKLOG_MAX = 1_000;
const SET_BACK_MS = 5_000;
/** A database that knows no place of its stream is new, or of an earlier version: then the newest messages must do. */
const UNPLACED_MAX = 1_000;

export function watchStream(ground: Ground): StreamWatch {
  const { db, ambient, bus } = ground;
  const collections = { places: db.collection<StreamDoc>('stream'), events: db.collection<KeptEvent>('events') };
  const room: Room = { ...ground, ...collections, outboxes: [], highest: 0, emptied: false, setBack: null };
  let saved = 0;
  let saveAtMs = 0;
  let due = true;
  let loop: Loop | null = null;
  const epoch = remembered(() => epochOf(room));
  onLink(bus.connection, 'disconnect', epoch.forget);

  async function round(): Promise<number> {
    if (room.highest > saved && ambient.elapsedMs() >= saveAtMs) {
      saved = await savePlace(room);
      saveAtMs = ambient.elapsedMs() + SAVE_EVERY_MS;
    }
    if (!due) return room.highest > saved ? Math.max(1, saveAtMs - ambient.elapsedMs()) : Number.POSITIVE_INFINITY;
    await epoch.ask();
    if (await backlogged(room)) return SAVE_EVERY_MS;
    due = false;
    await mend(room).catch((error: unknown) => {
      due = true;
      throw error;
    });
    return 0;
  }

  return {
    epoch: epoch.ask,
    setBack: () => room.setBack?.error.message ?? null,
    settle: async () => {
      await settle(room);
      epoch.forget();
    },
    acknowledged: (place) => {
      const isFirst = room.highest <= saved;
      room.highest = Math.max(room.highest, place);
      if (isFirst && room.highest > saved) loop?.wake();
    },
    start: (stores) => {
      room.outboxes = stores.map(({ outbox }) => outbox);
      // Shown before the first loss, so that its increase can be seen.
      count('naru.stream.lost', { 'naru.stream': ground.context }, 0);
      loop = startLoop({ name: 'stream watch', ambient, round });
      onLink(bus.connection, 'reconnect', () => {
        due = true;
        loop?.wake();
      });
    },
    stop: async () => {
      await loop?.stop();
      // The database may be away; then the place stays a moment behind.
      if (room.highest > saved) await savePlace(room).catch((error: unknown) => log.debug({ err: error }, 'no place'));
    },
  };
}

/** Asks once, and again after a failure or once it is forgotten. */
function remembered<T>(question: () => Promise<T>): { ask: () => Promise<T>; forget: () => void } {
  let known: Promise<T> | null = null;
  const forget = () => {
    known = null;
  };
  const ask = () => {
    known ??= question();
    known.catch(forget);
    return known;
  };
  return { ask, forget };
}

async function savePlace({ places, bus, context, highest }: Room): Promise<number> {
  await places.updateOne({ _id: bus.stream(context) }, { $max: { place: highest } }, { upsert: true });
  return highest;
}

/** Behind this place every event of the stream must be known. What was acknowledged later was perhaps not saved yet. */
const surePlace = (known: StreamDoc | null, last: number): number => known?.place ?? Math.max(0, last - UNPLACED_MAX);

/** @throws SetBack if the stream knows more than the database */
async function requireAbreast(room: Room, place: number): Promise<void> {
  const { ambient, context } = room;
  const nowMs = ambient.elapsedMs();
  if (room.setBack && nowMs < room.setBack.untilMs) throw room.setBack.error;
  try {
    await requireKnown(room, place);
    room.setBack = null;
  } catch (error) {
    if (!(error instanceof SetBack)) throw error;
    if (!room.setBack) log.error({ context, place, err: error }, 'the stream knows more than the database');
    room.setBack = { error, untilMs: nowMs + SET_BACK_MS };
    throw error;
  }
}

async function settle(room: Room): Promise<void> {
  const { places, bus, context } = room;
  const _id = bus.stream(context);
  const known = await places.findOne({ _id });
  const { last } = await bus.standing(context, 'uncounted');
  room.setBack = null;
  if ((await takeOutUnknown(room, surePlace(known, last))) === 0) return;
  await places.updateOne({ _id }, { $max: { place: last }, $inc: { epoch: 1 } }, { upsert: true });
}

/** The epoch of the stream as it stands now. Of several replicas one begins a new epoch, and the others find it. */
async function epochOf(room: Room): Promise<number> {
  const { places, bus, context, highest } = room;
  const _id = bus.stream(context);
  // In this order: whoever finds the new epoch also finds the stream as it was left.
  const known = await places.findOne({ _id });
  const { made, last } = await bus.standing(context, 'uncounted');
  const place = Math.max(known?.place ?? 0, highest);
  if (last > surePlace(known, last)) await requireAbreast(room, surePlace(known, last));
  if (known?.epoch && known.made === made && last >= place) return known.epoch;
  room.highest = Math.max(room.highest, place);
  if (last < place) await setForward(room);
  await places.updateOne({ _id }, { $max: { place } }, { upsert: true });
  const { matchedCount } = await places.updateOne({ _id, epoch: known?.epoch ?? null } as object, {
    $inc: { epoch: 1 },
    $set: { made },
  });
  return matchedCount === 1 ? (known?.epoch ?? 0) + 1 : epochOf(room);
}

/** Consumers have read beyond the end of a stream that was set back, and would pass over what gets these places again. */
async function setForward(room: Room): Promise<void> {
  const loss = await look(room);
  if (loss) alarm(room, loss);
  await room.bus.continueAt(room.context, room.highest + 1);
  room.emptied = true;
}

/** While many events wait to be published, what is missing cannot be told from what waits. */
const backlogged = async (room: Room): Promise<boolean> => (await waitingIn(room)).size >= BACKLOG_MAX;

async function waitingIn({ outboxes }: Room): Promise<Set<string>> {
  const found = await Promise.all(outboxes.map((outbox) => outbox.waiting(BACKLOG_MAX)));
  return new Set(found.flat().flatMap(({ entries }) => entries.map(({ id }) => id)));
}

async function mend(room: Room): Promise<void> {
  if (room.emptied) {
    await sendAgain(room);
    room.emptied = false;
    return;
  }
  const first = await look(room);
  if (!first) return;
  await room.ambient.pause(LOOK_AGAIN_MS);
  const loss = await look(room, first.short);
  if (!loss) return;
  alarm(room, loss);
  await sendAgain(room, loss.short);
}

async function sendAgain(room: Room, short?: Loss['short']): Promise<void> {
  const sent = await room.again(keptEvents(room, short));
  log.warn({ context: room.context, sent }, 'events that the bus had lost were sent again');
}

function alarm({ context }: Room, { place, last, short }: Loss): void {
  const missing = [...short.values()].reduce((sum, count) => sum + count, 0);
  count('naru.stream.lost', { 'naru.stream': context }, missing);
  const subjects = [...short.keys()].slice(0, 10);
  log.error({ context, place, last, missing, subjects }, 'the bus has lost events, which are sent again now');
}

/** @param seen the subjects that count; all by default. @returns null if nothing is missing */
async function look(room: Room, seen?: Loss['short']): Promise<Loss | null> {
  const { bus, context, highest: place } = room;
  // In this order: what was published before the outboxes were read must stand in the stream afterwards.
  const waiting = await waitingIn(room);
  const expected = await expectedIn(room, waiting);
  const { last, counts } = await bus.standing(context, 'counted');
  const short = new Map<string, number>();
  for (const [subject, count] of expected) {
    const lacks = count - (counts.get(subject) ?? 0);
    if (lacks > 0 && (seen?.has(subject) ?? true)) short.set(subject, lacks);
  }
  return last < place || short.size > 0 ? { place, last, short } : null;
}

/** How many messages each subject must have, by the kept events. */
async function expectedIn(room: Room, waiting: ReadonlySet<string>): Promise<Map<string, number>> {
  const expected = new Map<string, number>();
  for await (const { _id, type, aggregate } of eventsOf(room, true)) {
    if (waiting.has(_id)) continue;
    const subject = room.bus.subject(type, aggregate);
    expected.set(subject, (expected.get(subject) ?? 0) + 1);
  }
  return expected;
}

async function* keptEvents(room: Room, of?: ReadonlyMap<string, number>): AsyncGenerator<KeptEvent> {
  for await (const event of eventsOf(room, false))
    if (!of || of.has(room.bus.subject(event.type, event.aggregate))) yield event;
}

/** The events of the time that the stream keeps. The clock of another replica may be ahead, so it has no end. */
const eventsOf = ({ events, ambient, keptMs }: Room, namesOnly: boolean) =>
  events
    .find(
      { at: { $gt: new Date(ambient.now().getTime() - keptMs + Math.min(MARGIN_MS, keptMs / 2)) } },
      namesOnly ? { projection: { type: 1, aggregate: 1 } } : {},
    )
    .sort({ at: 1, version: 1 });
