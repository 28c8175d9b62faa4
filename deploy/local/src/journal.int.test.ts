import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Entry, GENESIS, seal } from '@naru/journal/entry';
import { type Head, signHead } from '@naru/journal/head';
import { pemOf, readSigningKey } from '@naru/journal/keys';
import { type Proof, proofOf } from '@naru/journal/proof';
import { type Db, MongoClient } from 'mongodb';
import { openJournalKey } from './journal-key.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const PREFIX = `naru_test_${randomBytes(4).toString('hex')}`;
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = readSigningKey(pem);

const entries = seal(
  'registry',
  GENESIS,
  Array.from({ length: 120 }, (_, at) => ({
    eventId: `event-${at}`,
    type: 'naru.registry.venture.updated.v1',
    aggregateId: 'ven_1',
    version: at + 1,
    actor: '담당자',
    happenedAt: new Date(1_431_302_400_000 + at),
    salt: 'salt',
    payloadDigest: 'digest',
  })),
);
const heads: Head[] = [50, 100].map((number, at) => {
  const { hash } = entries[number - 1] as Entry;
  return signHead({ chain: 'registry', serial: at + 1, number, hash, signedAt: new Date('2026-11-30T03:00:00Z') }, key);
});

let folder = '';
let client: MongoClient;
let db: Db;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'naru-journal-'));
  client = await MongoClient.connect(process.env.NARU_TEST_MONGODB_URI ?? '');
  db = client.db(`${PREFIX}_ledger`);
  await store(entries, heads);
});
afterAll(async () => {
  await db?.dropDatabase();
  await client?.close();
  rmSync(folder, { recursive: true });
});

async function store(all: readonly Entry[], signed: readonly Head[]): Promise<void> {
  await db.collection('journal').deleteMany({});
  await db.collection('journal_head').deleteMany({});
  await db.collection<Entry>('journal').insertMany([...all]);
  await db
    .collection<{ _id: string }>('journal_head')
    .insertMany(signed.map((state) => ({ _id: `registry-00000000000${state.serial}`, schema: 1, version: 1, state })));
}

function journal(...args: string[]) {
  const { MONGODB_URI: _, ...others } = process.env;
  const database = args[0] === 'export' ? { MONGODB_URI: process.env.NARU_TEST_MONGODB_URI } : {};
  const env = { ...others, ...database, DATABASE_PREFIX: PREFIX, NARU_DATA: folder, JOURNAL_KEY: pem };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'journal', ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const written = (name: string, content: unknown): string => {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
};

/** What a partner keeps: an answer of GET /v1/journal/heads. */
const kept = () =>
  written('kept.json', { heads, keys: [{ id: key.id, publicKey: pemOf(key), current: true }], nextPageToken: '' });

const exported = () => {
  const { status, stdout } = journal('export');
  expect(status).toBe(0);
  return written('journal.ndjson', stdout);
};

const verified = (...args: string[]) => {
  const { status, stdout, stderr } = journal('verify', ...args);
  return { status, stderr, found: JSON.parse(stdout) };
};

describe('the journal as a file', () => {
  test('is taken from the database and verified with the files alone', () => {
    const { status, found, stderr } = verified(exported(), '--heads', kept());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(found).toEqual({
      ...{ intact: true, entries: 120, heads: 2, keptHeads: 2, unsigned: { registry: 20 } },
      ...{ unreadable: [], truncated: false, faults: [] },
    });
  });

  test('that was sealed again from entry 60 is intact by itself, and is found by the heads', async () => {
    const changed = entries.slice(59).map((entry, at) => (at === 0 ? { ...entry, actor: 'nobody' } : entry));
    await store([...entries.slice(0, 59), ...seal('registry', entries[58] as Entry, changed)], heads.slice(0, 1));
    const file = exported();
    const alone = verified(file);
    expect([alone.status, alone.found.intact]).toEqual([0, true]);
    expect(alone.stderr).toContain('no heads were given that somebody kept elsewhere');
    const { status, found } = verified(file, '--heads', kept());
    expect([status, found.intact]).toEqual([1, false]);
    expect(found.faults).toMatchObject([{ chain: 'registry', number: 100, kind: 'HEAD_DIFFERS' }]);
    expect(found.faults[0].detail.en).toMatch(/the first change is among the entries 51 to 100$/);
  });

  test('of which the last five and the head were cut is found by the heads', async () => {
    await store(entries.slice(0, 95), heads.slice(0, 1));
    const { found } = verified(exported(), '--heads', kept());
    expect(found.faults).toMatchObject([{ number: 96, kind: 'ENTRY_MISSING' }]);
    await store(entries, heads);
  });

  test('that was cut off is not intact', () => {
    const lines = journal('export').stdout.split('\n');
    const { status, found } = verified(written('half.ndjson', lines.slice(0, 100).join('\n')), '--heads', kept());
    expect([status, found.truncated]).toEqual([1, true]);
  });

  test('proves one entry', () => {
    const proof = proofOf(entries.slice(79, 100) as [Entry, ...Entry[]], heads[1] as Head) as Proof;
    const keys = written('keys.pem', pemOf(key));
    const proven = journal('proof', written('proof.json', proof), '--keys', keys);
    expect(JSON.parse(proven.stdout)).toMatchObject({ proven: true, chain: 'registry', number: 80, head: 2 });
    const wrong = { ...proof, entry: { ...proof.entry, actor: 'nobody' } };
    const refused = journal('proof', written('wrong.json', wrong), '--keys', keys);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ proven: false, fault: { kind: 'ENTRY_EDITED' } });
  });

  test.each([
    [[], /give one of these: npm run -s journal -- export/],
    [['verify'], /give one file/],
    [['proof', 'nothing.json'], /give the public keys/],
  ])('a wrong command line says what is right: %j', (args, message) => {
    const { status, stderr } = journal(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('the key is made once, and only its owner may read it', () => {
  const file = path.join(folder, 'below', 'journal-key.pem');
  openJournalKey(file);
  const made = statSync(file);
  expect(made.mode & 0o777).toBe(0o600);
  openJournalKey(file);
  expect(statSync(file).mtimeMs).toBe(made.mtimeMs);
});
