import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { digestOf, type Entry, GENESIS, type Happening, hashOf, seal } from '@naru/journal/entry';
import type { Fault } from '@naru/journal/texts';
import { verifyChain } from '@naru/journal/verify';
import { realAmbient } from '@naru/kit/ambient';
import { servers } from '@naru/testing/stack';
import { type Db, MongoClient, MongoNetworkError } from 'mongodb';
import { appender } from './append.ts';
import { type JournalStore, journalStore } from './store.ts';

let client: MongoClient;
let db: Db;
let journal: JournalStore;
beforeAll(async () => {
  client = await MongoClient.connect(servers().mongodbUri);
  db = client.db(`naru_test_${randomBytes(4).toString('hex')}_ledger`);
  journal = journalStore({ db, ambient: realAmbient });
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

/** The entries of the chain, and its faults. */
async function read(chain: string) {
  const entries: Entry[] = [];
  for await (const entry of journal.inOrder(chain)) entries.push(entry);
  const faults: Fault[] = [];
  await verifyChain({ chain, entries, head: await journal.head(chain) }, (fault) => faults.push(fault));
  return { ids: entries.map(({ eventId }) => eventId), faults };
}

const appendAll = (to: { append(happening: Happening): Promise<void> }, all: readonly Happening[]) =>
  Promise.all(all.map((happening) => to.append(happening)));

/** A store over a collection that writes in a different way from the real one. */
const writingBy = (insertMany: (entries: Entry[], options: object) => Promise<unknown>): JournalStore => {
  const real = db.collection<Entry>('journal');
  const journals = { insertMany, find: real.find.bind(real) };
  const other = { collection: (name: string) => (name === 'journal' ? journals : db.collection(name)) };
  return journalStore({ db: other as Pick<Db, 'collection'> as Db, ambient: realAmbient });
};

/**
 * A store whose connection breaks during the first batch: after some of its entries, or after all but before the
 * answer.
 */
function breaking(after: number): JournalStore {
  const real = db.collection<Entry>('journal');
  let broken = false;
  return writingBy(async (entries, options) => {
    if (broken) return real.insertMany(entries, options);
    broken = true;
    if (after > 0) await real.insertMany(entries.slice(0, after), options);
    throw new MongoNetworkError('the connection was lost');
  });
}

test('a backlog becomes one chain in the order of arrival', async () => {
  const all = happenings('backlog', 1_200);
  const one = appender(journal, 'backlog', realAmbient);
  await appendAll(one, all);
  await one.stop();
  expect(await read('backlog')).toEqual({ ids: all.map(({ eventId }) => eventId), faults: [] });
  expect((await journal.head('backlog')).number).toBe(1_200);
});

test('an event that is delivered again, in the same batch or to a new process, has one entry', async () => {
  const all = happenings('again', 40);
  await appendAll(appender(journal, 'again', realAmbient), [...all, ...all]);
  await appendAll(appender(journal, 'again', realAmbient), [
    ...all.slice(20),
    ...happenings('again-more', 5),
    ...all.slice(0, 20),
  ]);
  const { ids, faults } = await read('again');
  expect(faults).toEqual([]);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
});

test.each([0, 1, 7, 20])(
  'a batch that stopped after %i of its entries leaves a valid chain, and is completed',
  async (after) => {
    const name = `broken-${after}`;
    const all = happenings(name, 20);
    await appendAll(appender(breaking(after), name, realAmbient), all);
    expect(await read(name)).toEqual({ ids: expect.arrayContaining(all.map(({ eventId }) => eventId)), faults: [] });
  },
);

test('a crash during a batch leaves a valid beginning, and the next process continues the chain', async () => {
  const all = happenings('died', 20);
  await journal.append(seal('died', GENESIS, all).slice(0, 9));
  expect((await read('died')).faults).toEqual([]);
  await appendAll(appender(journal, 'died', realAmbient), all);
  expect(await read('died')).toEqual({ ids: all.map(({ eventId }) => eventId), faults: [] });
});

test('replicas that write one chain concurrently leave no gap and no duplicate', async () => {
  const shares = ['a', 'b', 'c'].map((name) => happenings(`shared-${name}`, 60));
  const repeated = shares.flat().filter((_, index) => index % 5 === 0);
  await Promise.all(
    shares.map(async (share) => {
      const replica = appender(journal, 'shared', realAmbient);
      // Event by event, so that the replicas meet at many numbers of the chain.
      for (const happening of share.concat(repeated)) await replica.append(happening);
      await replica.stop();
    }),
  );
  const { ids, faults } = await read('shared');
  expect(faults).toEqual([]);
  expect(ids).toHaveLength(180);
}, 60_000);

test('the salts of one aggregate are erased where they are not sealed, and the chain holds', async () => {
  const [old, ...all] = seal('erased', GENESIS, [...happenings('erased_old', 1), ...happenings('erased_new', 3)]) as [
    Entry,
    ...Entry[],
  ];
  const first: Entry = { ...old, format: undefined, hash: '' };
  const sealedSalt = { ...first, hash: hashOf(first) };
  const { format: _, ...stored } = sealedSalt;
  await journal.append([stored, ...seal('erased', sealedSalt, all)]);
  expect([await journal.eraseSalts('erased_old'), await journal.eraseSalts('erased_new')]).toEqual([0, 3]);
  expect(await journal.eraseSalts('erased_new')).toBe(0);
  const kept = await journal.range('erased', { from: 1, to: 4 });
  expect(kept.map(({ salt }) => salt)).toEqual(['salt', undefined, undefined, undefined]);
  expect((await read('erased')).faults).toEqual([]);
});

test('an error that a retry cannot cure reaches the handler', async () => {
  const failing = writingBy(() => Promise.reject(new Error('a bug')));
  await expect(appendAll(appender(failing, 'failing', realAmbient), happenings('failing', 3))).rejects.toThrow('a bug');
});
