import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Host } from '@naru/kit/boot';
import { servers } from '@naru/testing/stack';
import { type Collection, type Db, MongoClient, MongoNetworkError } from 'mongodb';
import { appender } from './append.ts';
import { digestOf, type Entry, GENESIS, type Happening, seal } from './journal.ts';
import { type JournalStore, journalStore } from './store.ts';
import { type Fault, verifyChain } from './verify.ts';

let client: MongoClient;
let db: Db;
let journal: JournalStore;
beforeAll(async () => {
  client = await MongoClient.connect(servers().mongodbUri);
  db = client.db(`naru_test_${randomBytes(4).toString('hex')}_ledger`);
  journal = journalStore({ db } as Host);
  await journal.ensureIndexes();
});
afterAll(async () => {
  await db?.dropDatabase();
  await client?.close();
});

const happenings = (name: string, count: number): Happening[] =>
  Array.from({ length: count }, (_, index) => ({
    eventId: `${name}-${index}`,
    type: 'naru.registry.venture.updated.v1',
    aggregateId: name,
    version: index + 1,
    actor: 'officer',
    happenedAt: new Date(1_431_302_400_000 + index),
    salt: 'salt',
    payloadDigest: digestOf('salt', Buffer.from(name)),
  }));

/** What the chain holds, and what is wrong with it. */
async function read(chain: string) {
  const entries = await journal.entries.find({ chain }).sort({ _id: 1 }).toArray();
  const faults: Fault[] = [];
  await verifyChain({ chain, entries, head: await journal.head(chain) }, (fault) => faults.push(fault));
  return { ids: entries.map(({ eventId }) => eventId), faults };
}

const appendAll = (to: { append(happening: Happening): Promise<void> }, all: readonly Happening[]) =>
  Promise.all(all.map((happening) => to.append(happening)));

/** A store whose connection breaks at the first batch: after some of its entries, or after all, before the answer. */
function breaking(after: number): JournalStore {
  let broken = false;
  const insertMany = async (entries: Entry[], options: object) => {
    if (broken) return journal.entries.insertMany(entries, options);
    broken = true;
    if (after > 0) await journal.entries.insertMany(entries.slice(0, after), options);
    throw new MongoNetworkError('the connection was lost');
  };
  const find: Collection<Entry>['find'] = journal.entries.find.bind(journal.entries);
  return { ...journal, entries: { insertMany, find } as unknown as Collection<Entry> };
}

test('a backlog becomes one chain in the order it came', async () => {
  const all = happenings('backlog', 1_200);
  const one = appender(journal, 'backlog');
  await appendAll(one, all);
  await one.stop();
  expect(await read('backlog')).toEqual({ ids: all.map(({ eventId }) => eventId), faults: [] });
  expect((await journal.head('backlog')).number).toBe(1_200);
});

test('an event that comes again, in the same batch or to a new process, keeps its one entry', async () => {
  const all = happenings('again', 40);
  await appendAll(appender(journal, 'again'), [...all, ...all]);
  await appendAll(appender(journal, 'again'), [...all.slice(20), ...happenings('again-more', 5), ...all.slice(0, 20)]);
  const { ids, faults } = await read('again');
  expect(faults).toEqual([]);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
});

test.each([0, 1, 7, 20])(
  'a batch that broke off after %i of its entries leaves a true chain, and is finished',
  async (after) => {
    const name = `broken-${after}`;
    const all = happenings(name, 20);
    await appendAll(appender(breaking(after), name), all);
    expect(await read(name)).toEqual({ ids: expect.arrayContaining(all.map(({ eventId }) => eventId)), faults: [] });
  },
);

test('a process that died in the middle of a batch leaves a true beginning, and the next one goes on behind it', async () => {
  const all = happenings('died', 20);
  await journal.entries.insertMany(seal('died', GENESIS, all).slice(0, 9));
  expect((await read('died')).faults).toEqual([]);
  await appendAll(appender(journal, 'died'), all);
  expect(await read('died')).toEqual({ ids: all.map(({ eventId }) => eventId), faults: [] });
});

test('replicas that write one chain at once share it without a gap or a double', async () => {
  const shares = ['a', 'b', 'c'].map((name) => happenings(`shared-${name}`, 60));
  const repeated = shares.flat().filter((_, index) => index % 5 === 0);
  await Promise.all(
    shares.map(async (share) => {
      const replica = appender(journal, 'shared');
      // Event by event, so that the replicas meet at many places of the chain.
      for (const happening of share.concat(repeated)) await replica.append(happening);
      await replica.stop();
    }),
  );
  const { ids, faults } = await read('shared');
  expect(faults).toEqual([]);
  expect(ids).toHaveLength(180);
}, 60_000);

test('an error that no other try would heal reaches the handler', async () => {
  const failing = { ...journal, entries: { insertMany: () => Promise.reject(new Error('a bug')) } } as never;
  await expect(appendAll(appender(failing, 'failing'), happenings('failing', 3))).rejects.toThrow('a bug');
});
