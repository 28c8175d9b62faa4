import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressed } from '@naru/bus/names';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { sweepTemporaryDataDirs, temporaryDataDir } from './data-dir.ts';
import { type Servers, startServers } from './servers.ts';

const INSTALL_PATIENCE_MS = 180_000;

let servers: Servers;
beforeAll(async () => {
  servers = await startServers({ dataDir: temporaryDataDir() });
}, INSTALL_PATIENCE_MS);
afterAll(async () => {
  await servers.stop();
  await sweepTemporaryDataDirs();
});

async function killed(name: 'database' | 'nats'): Promise<void> {
  const back = servers.children[name]?.restarted();
  servers.children[name]?.kill('SIGKILL');
  await back;
}

test('an acknowledged write of the database survives kill -9', async () => {
  const before = await MongoClient.connect(servers.mongodbUri);
  const written = Array.from({ length: 50 }, (_, n) => ({ _id: n as never, text: '나루' }));
  for (const document of written) await before.db('kept').collection('notes').insertOne(document);
  await killed('database');
  await before.close();
  const after = await MongoClient.connect(servers.mongodbUri);
  expect(await after.db('kept').collection('notes').find().sort({ _id: 1 }).toArray()).toEqual(written);
  await after.close();
});

test('an acknowledged message survives kill -9', async () => {
  const before = await connect(addressed(servers.natsUrl));
  await (await jetstreamManager(before)).streams.add({ name: 'kept', subjects: ['kept.>'] });
  for (let n = 0; n < 50; n += 1) await jetstream(before).publish(`kept.${n}`, 'text');
  await killed('nats');
  await before.close();
  const after = await connect(addressed(servers.natsUrl));
  expect((await (await jetstreamManager(after)).streams.info('kept')).state.messages).toBe(50);
  await after.close();
});
