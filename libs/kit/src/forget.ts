/**
 * Hidden means erased: what was published of an aggregate before it was hidden is taken back, from what the owner keeps
 * and from the stream. How much of an event may stay is the owner's to say; the kit knows no message.
 */
import type { Collection } from 'mongodb';
import type { Bus } from './bus.ts';
import type { OutboxEntry } from './outbox.ts';

/** Bytes of the event's own message type that name its aggregate and say no more. */
export type Forget = (event: { type: string; aggregate: string }) => Uint8Array;

/** Consumers that have not seen the older events get what is left of them, so that none misses a version. */
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
    await bus.publish(context, { id: _id, ...bare, forget: false }, ':bare');
}
