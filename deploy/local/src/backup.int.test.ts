/** Backup and restore on a server of one's own, and the emptying of a bus of one's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emptyBus } from '@naru/bus/lay';
import { type Ground, startGround } from '@naru/testing/ground';
import { servers } from '@naru/testing/stack';
import { Binary, type Db, Decimal128, Double, Int32, Long, MongoClient } from 'mongodb';
import { contentOf } from './backup/collection-file.ts';
import { databaseOf, databasesOf, makeBackup } from './backup/make.ts';
import { checkFiles, readManifest } from './backup/manifest.ts';
import { requireEmpty, restoreBackup } from './backup/restore.ts';
import { requireStill } from './backup/stillness.ts';

const SOURCE = `naru_backup_${process.pid}`;
let client: MongoClient;
let folder = '';

beforeEach(async () => {
  client = await MongoClient.connect(servers().mongodbUri);
  folder = mkdtempSync(path.join(tmpdir(), 'naru-backup-'));
});
afterEach(async () => {
  for (const name of databasesOf(SOURCE)) await client.db(name).dropDatabase();
  await client.close();
  rmSync(folder, { recursive: true });
});

const registry = (): Db => client.db(databaseOf(SOURCE, 'registry'));
const ventures = () => registry().collection<{ _id: string }>('venture');

/** One document of every type that is stored, more than one batch of others, and an index that refuses. */
async function fill(): Promise<void> {
  const types = {
    whole: new Double(1),
    small: new Int32(2),
    large: Long.fromString('9007199254740993'),
    money: Decimal128.fromString('0.10'),
    bytes: new Binary(Buffer.from([0, 255])),
    at: new Date(0),
    none: null,
    list: [{ deep: /^a$/i }],
  };
  await ventures().insertOne({ _id: 'ven_types', ...types });
  await ventures().insertMany(Array.from({ length: 1_500 }, (_, number) => ({ _id: `ven_${number}`, number })));
  await ventures().createIndex({ 'keys.source': 1 }, { unique: true, sparse: true });
  await client.db(databaseOf(SOURCE, 'ledger')).collection<{ _id: number }>('journal').insertOne({ _id: 1 });
}

test('each document comes back byte by byte, with the indexes, and nothing else is left', async () => {
  await fill();
  const before = await contentOf(registry().collection('venture'));
  await makeBackup(client, SOURCE, folder);
  const manifest = readManifest(folder);
  await checkFiles(folder, manifest);
  await ventures().deleteMany({ number: { $gt: 10 } });
  await ventures().updateOne({ _id: 'ven_types' }, { $set: { whole: 7 } });
  await client.db(databaseOf(SOURCE, 'investor')).collection<{ _id: string }>('later').insertOne({ _id: 'later' });
  await expect(requireEmpty(client, SOURCE)).rejects.toThrow('--drop');
  await restoreBackup(client, { prefix: SOURCE, folder, manifest });
  expect(await contentOf(registry().collection('venture'))).toEqual(before);
  expect(before.documents).toBe(1_501);
  const raw = await ventures().findOne({ _id: 'ven_types' }, { promoteValues: false });
  expect(raw).toMatchObject({ whole: { _bsontype: 'Double' }, large: { _bsontype: 'Long' } });
  expect(await ventures().indexes()).toContainEqual(expect.objectContaining({ unique: true, sparse: true }));
  expect(await client.db(databaseOf(SOURCE, 'investor')).listCollections().toArray()).toEqual([]);
});

test('a folder that is not empty is left alone', async () => {
  await fill();
  await makeBackup(client, SOURCE, folder);
  await expect(makeBackup(client, SOURCE, folder)).rejects.toThrow('is not empty');
});

test('services that still work on a database are noticed', async () => {
  const probes = registry().collection<{ _id: string; at: Date }>('probe');
  await probes.insertOne({ _id: 'write', at: new Date(1) });
  const names = databasesOf(SOURCE);
  await requireStill(client, names, 10);
  const looking = requireStill(client, names, 300);
  const seen = expect(looking).rejects.toThrow(`services still work on ${SOURCE}_registry: stop all services first`);
  await probes.updateOne({ _id: 'write' }, { $set: { at: new Date(2) } });
  await seen;
});

test('an emptied bus has its streams anew, without a message', async () => {
  const ground: Ground = await startGround();
  const { manager, prefix } = ground.bus;
  const place = { urlOf: () => ground.natsUrl, prefix };
  const plan = { contexts: ['registry'], hearings: [] };
  await emptyBus(plan, place);
  await ground.bus.jetstream.publish(ground.bus.subject('naru.registry.venture.published.v1', 'ven_1'), 'lost');
  expect((await manager.streams.info(ground.bus.stream('registry'))).state.messages).toBe(1);
  await emptyBus(plan, place);
  expect((await manager.streams.info(ground.bus.stream('registry'))).state).toMatchObject({ messages: 0, last_seq: 0 });
  await ground.remove();
});
