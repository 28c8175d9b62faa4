/** How far this service has come in the streams of their owners. What is made now begins there. */
import { type First, isLater } from '@naru/bus/envelope';
import { durableOf, heardContexts } from '@naru/bus/names';
import type { Host } from '@naru/kit/boot';
import { duplicateKey } from '@naru/kit/mongo';
import type { ParkedSource } from '@naru/kit/park';
import { rawOf } from '@naru/kit/raw';
import { hearingOf, type Subscription } from '@naru/kit/subscribe';
import { log } from '@naru/telemetry/log';

/** The latest place that any replica was given. `_id` is the context of the owner. */
interface StandingDoc {
  _id: string;
  epoch: number;
  place: number;
}

const SAVE_EVERY_MS = 1_000;
/** Waits this long for events that are on their way to the service: they are older than what is made now. */
const CATCH_UP = { forMs: 1_000, everyMs: 100 };

const latest = (...places: readonly First[]): First =>
  places.reduce((last, one) => (isLater(one, last) ? one : last), { epoch: 0, place: 0 });

export function streamStandings({ db, bus, ambient }: Pick<Host, 'db' | 'bus' | 'ambient'>, service: string) {
  const { collection, patiently } = rawOf(db.collection<StandingDoc>('standing'), ambient);
  const reached = new Map<string, First>();
  const savedAt = new Map<string, number>();
  const startedMs = ambient.elapsedMs();

  async function save(_id: string, { epoch, place = 0 }: First): Promise<void> {
    const older = { _id, $or: [{ epoch: { $lt: epoch } }, { epoch, place: { $lt: place } }] };
    try {
      await collection.updateOne(older, { $set: { epoch, place } }, { upsert: true });
    } catch (error) {
      if (duplicateKey(error) !== '_id') throw error; // It knows this place, or a later one.
    }
  }

  /** The last place that the durable has given to any replica. */
  async function given(context: string, durable: string): Promise<number> {
    const untilMs = ambient.elapsedMs() + CATCH_UP.forMs;
    for (;;) {
      const { num_pending, delivered } = await (await bus.durable(context, durable)).info(true);
      if (num_pending === 0 || ambient.elapsedMs() >= untilMs) return delivered.stream_seq;
      await ambient.pause(CATCH_UP.everyMs);
    }
  }

  async function standing(context: string, durable: string): Promise<First> {
    const stored = (await patiently(() => collection.findOne({ _id: context }))) ?? { epoch: 0, place: 0 };
    const known = latest(stored, reached.get(context) ?? stored);
    if (!bus.connected()) return known;
    const place = await given(context, durable).catch((error: unknown) => {
      log.warn({ err: error, context }, 'the bus did not say how far its consumer has come');
      return 0;
    });
    return latest(known, { epoch: known.epoch, place });
  }

  return {
    /** Takes note of where an event first stood. */
    heard: async ({ context, first }: Pick<ParkedSource, 'context' | 'first'>): Promise<void> => {
      const before = reached.get(context);
      if (!first || (before && !isLater(first, before))) return;
      reached.set(context, first);
      const isEpoch = first.epoch > (before?.epoch ?? 0);
      if (!isEpoch && ambient.elapsedMs() - (savedAt.get(context) ?? startedMs) < SAVE_EVERY_MS) return;
      savedAt.set(context, ambient.elapsedMs());
      await patiently(() => save(context, first));
    },
    /** Where the streams stand for a subscription now, by the contexts of their owners. */
    now: async (subscription: Subscription): Promise<Record<string, First>> => {
      const hearing = hearingOf(service, subscription);
      const durable = durableOf(bus.prefix, hearing);
      const contexts = heardContexts(hearing);
      const standings = await Promise.all(contexts.map((context) => standing(context, durable)));
      return Object.fromEntries(contexts.map((context, index) => [context, standings[index] as First]));
    },
  };
}
