/**
 * Erases what was published about an aggregate before it was hidden, from the owner's `events` collection and from the
 * stream. The owner says how much of an event may remain; the kit knows no message.
 */
import type { Collection } from 'mongodb';
import type { Bus } from './bus.ts';
import type { OutboxEntry } from './outbox.ts';

/** Bytes of the event's own message type that name its aggregate and nothing else. */
export type Forget = (event: { type: string; aggregate: string }) => Uint8Array;

/**
 * Consumers that have not read the older events still get the rest of them, so that they miss no version. The place of
 * the hiding event is part of their message ids: a second hiding purges these copies, and the stream must not take the
 * next ones for repeats. A retry of the same hiding has the same place, and makes no second copy.
 */
export async function forget(
  {
    events,
    bus,
    context,
    policy,
  }: {
    events: Collection<Omit<OutboxEntry, 'id'> & { _id: string }>;
    bus: Bus;
    context: string;
    policy: Forget | undefined;
  },
  { aggregate, version }: OutboxEntry,
  place: number,
): Promise<void> {
  if (!policy) throw new Error(`${context} hides ${aggregate}, but says nowhere what may stay of its events`);
  const older = { aggregate, version: { $lt: version } };
  for (const type of await events.distinct('type', older))
    await events.updateMany({ ...older, type }, { $set: { data: policy({ type, aggregate }) } });
  await bus.purge(context, aggregate, place);
  for await (const { _id, ...bare } of events.find(older))
    await bus.publish(context, { id: _id, ...bare, forget: false }, `:bare:${place}`);
}
