import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Entry, type Happening, seal } from '@naru/journal/entry';
import { faultOfSignature, type Head, signHead } from '@naru/journal/head';
import { readSigningKey, ringOf } from '@naru/journal/keys';
import { realAmbient } from '@naru/kit/ambient';
import type { Cause } from '@naru/kit/outbox';
import { createRelay } from '@naru/kit/relay';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { handAmbient } from '@naru/testing/hand-ambient';
import { journalHeadStore, signedHeads } from '../journal-head/store.ts';
import { type SignedHeads, signUp, startSigning } from './signing.ts';
import { type JournalStore, journalStore } from './store.ts';

const newKey = () =>
  readSigningKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

const MINUTE_MS = 60_000;
const signing = newKey();
const keys = { signing, ring: ringOf([signing]) };

let ground: Ground;
let journal: JournalStore;
let heads: SignedHeads;
const ambient = handAmbient();

beforeAll(async () => {
  ground = await startGround();
  const { db } = ground.database;
  // A change that lost a race pauses before it tries again: that pause is not this test's to end.
  const relay = createRelay({ db, bus: ground.bus, context: 'ledger', ambient: realAmbient });
  const cause = (): Cause => ({ ...ground.cause(), now: ambient.now() });
  journal = journalStore({ db, ambient });
  heads = signedHeads(journalHeadStore({ db, relay }), cause);
  await journal.ensureIndexes();
});
afterAll(() => ground?.remove());

const happenings = (chain: string, from: number, count: number): Happening[] =>
  Array.from({ length: count }, (_, at) => ({
    eventId: `${chain}-${from + at}`,
    type: `naru.${chain}.thing.changed.v1`,
    aggregateId: 'thing_1',
    version: from + at,
    actor: 'officer',
    happenedAt: new Date(1_431_302_400_000 + at),
    salt: 'salt',
    payloadDigest: 'digest',
  }));

/** Writes entries after the end of the chain. */
async function grow(chain: string, count: number): Promise<number> {
  const tail = await journal.tail(chain, await journal.head(chain));
  const sealed = seal(chain, tail, happenings(chain, tail.number + 1, count));
  await journal.append(sealed);
  return tail.number + count;
}

const numbersOf = async (chain: string) => (await heads.all(chain)).map(({ serial, number }) => [serial, number]);
const sign = (chain: string, mine: Head | null = null) =>
  signUp({ journal, heads, keys, everyMs: 1, ambient }, chain, mine);

test('what was never signed gets a head for each thousand entries, and one for the rest', async () => {
  await grow('backlog', 2_300);
  await sign('backlog');
  expect(await numbersOf('backlog')).toEqual([
    [1, 1_000],
    [2, 2_000],
    [3, 2_300],
  ]);
  for (const head of await heads.all('backlog')) expect(faultOfSignature(head, keys.ring)).toBeNull();
  await sign('backlog');
  expect(await numbersOf('backlog')).toHaveLength(3);
});

test('a head is due a minute after something new, and at once after a thousand entries', async () => {
  const running = startSigning({ journal, heads, keys, everyMs: MINUTE_MS, ambient }, ['due']);
  await ambient.resting(0);
  running.grew('due', await grow('due', 3));
  await eventually(() => ambient.waitingMs().includes(MINUTE_MS));
  ambient.advance(MINUTE_MS - 1);
  expect(await numbersOf('due')).toEqual([]);
  ambient.advance(1);
  await eventually(async () => (await numbersOf('due')).length === 1);
  // Nothing new: nothing is due.
  ambient.advance(10 * MINUTE_MS);
  running.grew('due', await grow('due', 1_000));
  await eventually(async () => (await numbersOf('due')).length === 2);
  expect(await numbersOf('due')).toEqual([
    [1, 3],
    [2, 1_003],
  ]);
  await running.stop();
});

test('replicas that sign at the same time make one row of heads', async () => {
  await grow('shared', 1_500);
  await Promise.all([sign('shared'), sign('shared'), sign('shared')]);
  expect(await numbersOf('shared')).toEqual([
    [1, 1_000],
    [2, 1_500],
  ]);
});

test.each<[string, (chain: string, signed: Head) => Promise<unknown>]>([
  ['an entry behind the head was sealed again', (chain) => replace(chain, 12, 'nobody')],
  ['an entry behind the head is gone', (chain) => entries().deleteOne({ _id: idOf(chain, 12) })],
  ['the chain ends before its head', (chain) => entries().deleteMany({ chain, number: { $gt: 8 } })],
  ['the head is forged', (chain, signed) => forge(chain, signed)],
  ['the head is gone', (chain) => ground.database.db.collection('journal_head').deleteMany({ 'state.chain': chain })],
])('nothing is signed where %s', async (what, attack) => {
  const chain = what.replaceAll(' ', '_');
  await grow(chain, 10);
  const signed = (await sign(chain)) as Head;
  await grow(chain, 5);
  await attack(chain, signed);
  const before = await numbersOf(chain);
  await expect(sign(chain, signed)).rejects.toThrow(/but head 1|head \d+ covers/);
  expect(await numbersOf(chain)).toEqual(before);
});

const entries = () => ground.database.db.collection<Entry>('journal');
const idOf = (chain: string, number: number) => `${chain}:${String(number).padStart(15, '0')}`;

/** Another actor in one entry, with its hash made anew: the next entry does not follow any more. */
async function replace(chain: string, number: number, actor: string) {
  const [before, entry] = await journal.range(chain, { from: number - 1, to: number });
  const [again] = seal(chain, before as Entry, [{ ...(entry as Entry), actor }]);
  return entries().replaceOne({ _id: idOf(chain, number) }, again as Entry);
}

const forge = (chain: string, head: Head) =>
  ground.database.db
    .collection('journal_head')
    .updateOne({ 'state.chain': chain }, { $set: { state: signHead({ ...head, number: 9 }, newKey()) } });
