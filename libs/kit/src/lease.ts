/**
 * Leases: of all replicas one does a thing, for a time that it must renew. A process that was halted does not know that
 * its lease has lapsed and that another goes on, so a lease alone guards nothing. Its number does: it grows with every
 * take, and whoever stores something under a lease stores the number too, and refuses a lower one.
 */
import type { Db } from 'mongodb';
import { type Ambient, realAmbient } from './ambient.ts';

export interface Lease {
  /** What is leased. */
  name: string;
  holder: string;
  /** Higher than that of every earlier lease of this name. */
  number: number;
  /** By the clock of the holder. Clocks may differ: after a lapse two may believe that they hold it. */
  until: Date;
}

export interface Leases {
  /** @returns null while another's lease, or an earlier one of the same holder, has not lapsed */
  take(name: string, holder: string): Promise<Lease | null>;
  /** @returns the lease with its new end, or null where it is lost: taken by another after it lapsed, or released */
  renew(lease: Lease): Promise<Lease | null>;
  /** Lets the next take succeed at once. Of a lease that is lost already it changes nothing. */
  release(lease: Lease): Promise<void>;
}

type LeaseDoc = Omit<Lease, 'name'> & { _id: string };

export function leases({
  db,
  forMs,
  ambient = realAmbient,
}: {
  db: Db;
  forMs: number;
  ambient?: Pick<Ambient, 'now'>;
}): Leases {
  const collection = db.collection<LeaseDoc>('lease');
  const until = () => new Date(ambient.now().getTime() + forMs);

  async function claim(name: string, holder: string): Promise<Lease | null> {
    const doc = await collection.findOneAndUpdate(
      { _id: name, until: { $lte: ambient.now() } },
      { $inc: { number: 1 }, $set: { holder, until: until() } },
      { returnDocument: 'after' },
    );
    return doc && { name, holder, number: doc.number, until: doc.until };
  }

  /** @returns false where there is one: an upsert that counts would give a racing holder nothing to read */
  async function begin(name: string): Promise<boolean> {
    const first = { number: 0, holder: '', until: new Date(0) };
    const { upsertedCount } = await collection.updateOne({ _id: name }, { $setOnInsert: first }, { upsert: true });
    return upsertedCount === 1;
  }

  return {
    take: async (name, holder) =>
      (await claim(name, holder)) ?? ((await begin(name)) ? await claim(name, holder) : null),
    renew: async (lease) => {
      const renewed = { ...lease, until: until() };
      const held = { _id: lease.name, holder: lease.holder, number: lease.number };
      const { matchedCount } = await collection.updateOne(held, { $set: { until: renewed.until } });
      return matchedCount === 1 ? renewed : null;
    },
    release: async ({ name, holder, number }) => {
      await collection.updateOne({ _id: name, holder, number }, { $set: { holder: '', until: new Date(0) } });
    },
  };
}
