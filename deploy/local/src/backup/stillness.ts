import { setTimeout as delay } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import { Trouble } from '../trouble.ts';

/** A service writes a mark into its database every ten seconds, as long as it lives (`writeProbe` of the kit). */
export const MARKED_EVERY_MS = 12_000;

type Databases = readonly string[];

const marksOf = (client: MongoClient, databases: Databases): Promise<number[]> =>
  Promise.all(
    databases.map(async (name) => {
      const mark = await client.db(name).collection<{ _id: string; at: Date }>('probe').findOne({ _id: 'write' });
      return mark?.at.getTime() ?? 0;
    }),
  );

/** @throws Trouble if a service works on one of these databases: a copy would be of two times, and a restore be lost */
export async function requireStill(client: MongoClient, databases: Databases, forMs: number): Promise<void> {
  const before = await marksOf(client, databases);
  await delay(forMs);
  const after = await marksOf(client, databases);
  const busy = databases.filter((_, index) => before[index] !== after[index]);
  if (busy.length > 0) throw new Trouble(`services still work on ${busy.join(', ')}: stop all services first`);
}
