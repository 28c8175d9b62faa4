/** A database and a bus for one test, for the parts of the kit below a service. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Bus } from '@naru/kit/bus';
import { connectMongo, type Database } from '@naru/kit/mongo';
import type { Cause } from '@naru/kit/outbox';
import { log } from '@naru/telemetry/log';
import { busEnvironment, wholeBus } from './lay.ts';
import { servers } from './stack.ts';

export interface Ground {
  database: Database;
  bus: Bus;
  /** The address of the bus, with the credentials for everything. */
  natsUrl: string;
  cause(): Cause;
  remove(): Promise<void>;
}

export async function startGround(): Promise<Ground> {
  log.level = process.env.LOG_LEVEL ?? 'silent';
  const { mongodbUri, natsUrl } = servers();
  const run = `naru_test_${randomBytes(4).toString('hex')}`;
  const database = await connectMongo({ uri: mongodbUri, name: run });
  const bus = await wholeBus({ ...busEnvironment(natsUrl), SUBJECT_PREFIX: `${run}.` });
  return {
    database,
    bus,
    natsUrl,
    cause: () => ({ actor: 'test', now: new Date(), newId: (prefix) => `${prefix}_${randomUUID()}` }),
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
