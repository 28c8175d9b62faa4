/**
 * A disk that is full, as the database meets it: its files may not grow. It goes on answering and refuses every write, and
 * the supervisor starts it anew.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { MongoClient } from 'mongodb';
import { temporaryDataDir } from './data-dir.ts';
import { type Servers, startServers } from './servers.ts';

const dataDir = temporaryDataDir();
let servers: Servers;
beforeAll(async () => {
  servers = await startServers({ dataDir, worksEveryMs: 300 });
}, 180_000);
afterAll(async () => {
  await servers?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** No file of this process may grow beyond this; what is written beyond it fails as on a full disk. */
const limitFiles = (pid: number | undefined, bytes: number) =>
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:${bytes}`]);

const BYTES = 'x'.repeat(64 * 1024);

test('a database that can no longer write is started anew, and writes again', async () => {
  const { database } = servers.children;
  const before = database?.pid;
  const client = await MongoClient.connect(servers.mongodbUri, { serverSelectionTimeoutMS: 1_000 });
  const things = client.db('full').collection('things');
  await things.insertOne({ text: BYTES });
  const back = database?.restarted();
  limitFiles(before, 4 * 1024);
  await eventually(async () => {
    const error = await things.insertOne({ text: BYTES }).then(
      () => null,
      (reason: Error) => reason,
    );
    return error !== null;
  });
  await back;
  expect(database?.pid).not.toBe(before);
  await eventually(async () => {
    const written = await things.insertOne({ text: BYTES }).catch(() => null);
    return written?.acknowledged;
  });
  await client.close();
}, 60_000);
