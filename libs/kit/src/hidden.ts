/**
 * What a service keeps of events that it could not handle yet. Once it hears that an aggregate is hidden, the earlier
 * events lose their content, also those that are parked or stored after that.
 */
import { bareOf, hiderOf } from '@naru/contracts/hidden';
import { Binary, type Db } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { duplicateKey } from './mongo.ts';
import { rawOf } from './raw.ts';

/** The latest event that hid an aggregate. `_id` is the id of the aggregate. */
interface HiddenDoc {
  _id: string;
  version: number;
  type: string;
  data: Binary;
}

/** A received event, as far as hiding needs it. */
interface Heard {
  aggregate: string;
  version: number;
  type: string;
}
type Hider = Heard & { data: Uint8Array };

/** A document of a collection that keeps received events. */
interface Keeping {
  _id: string;
  event: Heard & { data: Binary };
}

export interface Hiding {
  /** Takes note of an event that hides its aggregate, and strips what is kept of the earlier events. */
  hide(hider: Hider): Promise<void>;
  /** Strips what was kept of an event just now, if its aggregate was hidden after it. */
  keptLate(received: Heard): Promise<void>;
}

/** The collections that keep received events. */
const KEEPERS = ['parked', 'waiting'] as const;

export function hiding(db: Db, ambient: Pick<Ambient, 'pause' | 'elapsedMs'>): Hiding {
  const { collection, patiently } = rawOf(db.collection<HiddenDoc>('hidden'), ambient);

  async function note({ aggregate, version, type, data }: Hider): Promise<void> {
    const news = { version, type, data: new Binary(data) };
    try {
      await collection.updateOne({ _id: aggregate, version: { $lt: version } }, { $set: news }, { upsert: true });
    } catch (error) {
      if (duplicateKey(error) !== '_id') throw error; // It knows this event, or a later one.
    }
  }

  async function strip({ aggregate, version, ...hider }: Hider): Promise<void> {
    for (const name of KEEPERS) {
      const keeper = db.collection<Keeping>(name);
      const older = { 'event.aggregate': aggregate, 'event.version': { $lt: version } };
      for (const { _id, event } of await keeper.find(older).toArray()) {
        const data = new Binary(bareOf(event.type, event.data.buffer, hider));
        await keeper.updateOne({ _id }, { $set: { 'event.data': data } });
      }
    }
  }

  return {
    hide: (hider) =>
      patiently(async () => {
        await note(hider);
        await strip(hider);
      }),
    keptLate: async ({ aggregate, version, type }) => {
      if (!hiderOf(type)) return;
      const hider = await patiently(() => collection.findOne({ _id: aggregate, version: { $gt: version } }));
      if (hider) await strip({ ...hider, aggregate, data: hider.data.buffer });
    },
  };
}
