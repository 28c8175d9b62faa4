/**
 * Notices that a stream knows more than the database of its owner: the database was restored from a backup, and the stream
 * was not. An event is saved before it is published, so a message whose event the database does not know tells of a time
 * that is gone. To publish behind it would make two histories of one.
 */
import { log } from '@naru/telemetry/log';
import type { Collection } from 'mongodb';
import { inBatches } from './batches.ts';
import type { Bus, Standing } from './bus.ts';
import { isSnapshot, type KeptEvent } from './outbox.ts';
import type { Outbox } from './outboxes.ts';

interface Ground {
  bus: Bus;
  context: string;
  events: Collection<KeptEvent>;
  outboxes: readonly Outbox[];
}

type Unknown = Pick<Standing, 'place' | 'id'>;

const BATCH_MAX = 256;

/** Nothing is published until an operator has decided: see docs/runbooks/database-set-back.md. */
export class SetBack extends Error {
  constructor({ place, id }: Unknown) {
    super(`the stream has events that the database does not know, from ${id} at place ${place} on`);
  }
}

/** The messages behind a place whose events the database does not know. A snapshot is known nowhere. */
async function* unknownBehind(ground: Ground, place: number): AsyncGenerator<Unknown> {
  const { bus, context, events, outboxes } = ground;
  for await (const batch of inBatches(bus.behind(context, place), BATCH_MAX)) {
    const told = batch.filter(({ id }) => !isSnapshot(id));
    const ids = told.map(({ id }) => id);
    // In this order: an event moves from its outbox to the kept events.
    const known = new Set((await Promise.all(outboxes.map((outbox) => outbox.holds(ids)))).flat());
    const kept = events.find({ _id: { $in: ids } }, { projection: { _id: 1 } });
    for await (const { _id } of kept) known.add(_id);
    yield* told.filter(({ id }) => !known.has(id));
  }
}

/** @throws SetBack if there is a message behind the place whose event the database does not know */
export async function requireKnown(ground: Ground, place: number): Promise<void> {
  for await (const found of unknownBehind(ground, place)) throw new SetBack(found);
}

/** Takes those messages out of the stream, so that nobody hears them any more. @returns how many there were */
export async function takeOutUnknown(ground: Ground, place: number): Promise<number> {
  const { bus, context } = ground;
  let taken = 0;
  for await (const found of unknownBehind(ground, place)) {
    await bus.erase(context, [found.place]);
    taken += 1;
  }
  if (taken > 0) log.warn({ context, taken }, 'events that the database does not know were taken out of the stream');
  return taken;
}
