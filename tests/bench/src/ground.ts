/** The environment of a measurement: a database and a bus with their own names, removed afterwards. */
import { randomBytes } from 'node:crypto';
import { type Bus, connectBus } from '@naru/kit/bus';
import { freshId } from '@naru/kit/ids';
import { connectMongo, type Database } from '@naru/kit/mongo';
import type { Cause } from '@naru/kit/outbox';

export interface Ground {
  database: Database;
  bus: Bus;
  cause(): Cause;
  remove(): Promise<void>;
}

export interface Servers {
  mongodbUri: string;
  natsUrl: string;
}

export async function openGround({ mongodbUri, natsUrl }: Servers): Promise<Ground> {
  const run = `naru_bench_${randomBytes(4).toString('hex')}`;
  const database = await connectMongo({ uri: mongodbUri, name: run });
  const bus = await connectBus({ url: natsUrl, prefix: `${run}.`, name: 'bench' });
  return {
    database,
    bus,
    cause: () => ({ actor: 'bench', now: new Date(), newId: freshId }),
    remove: async () => {
      await database.db.dropDatabase();
      for await (const { config } of bus.manager.streams.list()) {
        if (config.name.startsWith(run)) await bus.manager.streams.delete(config.name);
      }
      await bus.close();
      await database.close();
    },
  };
}

/** Runs work many times, with that many at once. @returns the total milliseconds */
export async function sideBySide(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - begun;
}
