/** What somebody does who can write to the ledger's database, and what heads that were kept elsewhere show of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JournalHead } from '@naru/contracts/ledger/v1/journal';
import { JournalHeadSigned } from '@naru/contracts/ledger/v1/journal_events';
import { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import { VentureRegistered } from '@naru/contracts/registry/v1/events';
import { type Entry, seal } from '@naru/journal/entry';
import { readEntry, readHead } from '@naru/journal/file';
import { readPublicKeys, readSigningKey, ringOf } from '@naru/journal/keys';
import { faultOfProof } from '@naru/journal/proof';
import { realAmbient } from '@naru/kit/ambient';
import { startService } from '@naru/kit/boot';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { journalKey, type Stack, startStack } from '@naru/testing/stack';
import type { Document } from 'mongodb';
import { outcomeLedger } from '../service.ts';

type Client = TypedClient<typeof LedgerServiceDefinition> & { close(): void };

let stack: Stack;
let registry: Publisher;
let admin: Client;
let analyst: Client;
/** What a partner kept before anything happened. */
let kept: JournalHead[];
let whole: Entry[];
let wholeHeads: Document[];

const entries = () => stack.database('ledger').collection<Entry>('journal');
const headDocs = () => stack.database('ledger').collection('journal_head');
const headsOf = async () => (await analyst.listJournalHeads({ chain: 'registry', orderBy: 'id' })).heads;

async function happen(from: number, to: number): Promise<void> {
  for (let version = from; version <= to; version += 1)
    await registry.say({
      codec: VentureRegistered,
      message: VentureRegistered.fromPartial({ ventureId: 'ven_1', centreId: 'KR-27' }),
      aggregate: 'ven_1',
      version,
    });
  await eventually(async () => (await headsOf()).at(-1)?.number === to);
}

beforeAll(async () => {
  stack = await startStack(outcomeLedger);
  registry = await publisher(stack, 'registry');
  const as = (role: string) =>
    createClient(LedgerServiceDefinition, stack.addresses.ledger ?? '', { token: () => stack.token({ role }) });
  [admin, analyst] = [as('network_admin'), as('analyst')];
  await happen(1, 50);
  await happen(51, 100);
  kept = await headsOf();
  wholeHeads = await headDocs().find({ 'state.chain': 'registry' }).toArray();
  whole = await entries().find({ chain: 'registry' }).sort({ _id: 1 }).toArray();
}, 60_000);
afterAll(async () => {
  admin?.close();
  analyst?.close();
  await registry?.stop();
  await stack?.stop();
});

const verified = async (heads: JournalHead[] = []) => {
  const { intact, faults } = await admin.checkJournal({ chain: 'registry', heads });
  return { intact, faults: faults.map(({ kind, number }) => `${kind} ${number}`) };
};

/** Stops the service, lets the thief work in its database, and starts it again. */
async function whileStopped(work: () => Promise<unknown>): Promise<void> {
  await stack.stopService('ledger');
  await work();
  await stack.restart('ledger');
  await eventually(() => admin.listJournalHeads({}));
}

/** The chain from there on, with the end of the chain beside it and without the heads that would tell. */
async function rewrite(from: number, chain: readonly Entry[]): Promise<void> {
  await entries().deleteMany({ chain: 'registry', number: { $gte: from } });
  if (chain.length > 0) await entries().insertMany([...chain]);
  await headDocs().deleteMany({ 'state.chain': 'registry', 'state.number': { $gte: from } });
  const end = chain.at(-1) ?? (whole[from - 2] as Entry);
  const { number, hash } = end;
  await stack
    .database('ledger')
    .collection('heads')
    .updateOne({ _id: 'registry' as never }, { $set: { number, hash } });
}

async function restored(): Promise<void> {
  await rewrite(1, whole);
  await headDocs().insertMany(wholeHeads);
}

test('heads are listed for any token with their keys, sent as events, and not journalled', async () => {
  const { heads, keys } = await analyst.listJournalHeads({ chain: 'registry', orderBy: 'id' });
  expect(heads.map(({ serial }) => serial)).toEqual(heads.map((_, at) => at + 1));
  expect(heads.at(-1)).toMatchObject({ chain: 'registry', number: 100, hash: whole[99]?.hash, keyId: keys[0]?.id });
  expect(keys).toMatchObject([{ current: true }]);
  const sent = await eventually(async () => {
    const found = await stack
      .database('ledger')
      .collection('events')
      .find({ type: /journal_head/ })
      .toArray();
    return found.length >= heads.length && found;
  });
  const told = sent.map(({ data }) => JournalHeadSigned.decode(data.buffer).head);
  expect(told).toEqual(expect.arrayContaining(heads));
  expect(await entries().countDocuments({ type: /journal_head/ })).toBe(0);
  expect(await verified(heads)).toEqual({ intact: true, faults: [] });
  expect((await analyst.listJournalHeads({ pageSize: 1 })).heads[0]?.number).toBe(100);
  await expect(analyst.listJournalHeads({ chain: 'nowhere' })).rejects.toMatchObject({ kind: 'not_found' });
});

test('a proof is the entry and the hashes to the next signed head, and holds without the system', async () => {
  const { entry, following, head } = await admin.getJournalProof({ chain: 'registry', number: 30 });
  expect(entry).toMatchObject({ number: 30, actor: 'test', format: 2, salt: '' });
  expect(head?.number).toBe(kept.find(({ number }) => number >= 30)?.number);
  const { keys } = await analyst.listJournalHeads({});
  const ring = ringOf(keys.flatMap(({ publicKey }) => readPublicKeys(publicKey)));
  const onPaper = JSON.parse(JSON.stringify({ entry, following, head }));
  const proof = { entry: readEntry(onPaper.entry), following: onPaper.following, head: readHead(onPaper.head) };
  expect(faultOfProof(proof, ring)).toBeNull();
  expect(faultOfProof({ ...proof, entry: { ...proof.entry, actor: 'nobody' } }, ring)?.kind).toBe('ENTRY_EDITED');
  await expect(admin.getJournalProof({ chain: 'registry', number: 101 })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(analyst.getJournalProof({ chain: 'registry', number: 30 })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('the salts can be erased, and the chain holds', async () => {
  await entries().updateMany({ chain: 'registry', number: { $lte: 10 } }, { $unset: { salt: 1 } });
  expect(await verified(kept)).toEqual({ intact: true, faults: [] });
});

test('sealed again from entry 60 with another actor: the kept heads name the first that disagrees', async () => {
  const changed = whole.slice(59).map((entry, at) => (at === 0 ? { ...entry, actor: 'nobody' } : entry));
  await whileStopped(() => rewrite(60, seal('registry', whole[58] as Entry, changed)));
  await eventually(async () => (await headsOf()).at(-1)?.number === 100); // The new process signs what it finds.
  expect(await verified()).toEqual({ intact: true, faults: [] });
  const first = kept.find(({ number }) => number >= 60)?.number;
  const { intact, faults } = await verified(kept);
  expect(intact).toBe(false);
  expect(faults).toContain(`HEAD_DIFFERS ${first}`);
  await whileStopped(restored);
});

test('the last five cut with the head: the kept heads name the first that is gone', async () => {
  await whileStopped(() => rewrite(96, []));
  expect(await verified()).toEqual({ intact: true, faults: [] });
  expect((await verified(kept)).faults).toContain('ENTRY_MISSING 96');
  await whileStopped(restored);
});

test('a head of another key is forged, and that of an older one holds while it is listed', async () => {
  expect((await verified([{ ...(kept.at(-1) as JournalHead), keyId: 'another' }])).faults).toEqual(['HEAD_FORGED 100']);
  const old = readSigningKey(stack.env.JOURNAL_KEY ?? '')
    .key.export({ type: 'spki', format: 'pem' })
    .toString();
  const rotated = { ...stack.env, JOURNAL_KEY: journalKey(), JOURNAL_OLD_KEYS: old };
  const second = await startService(outcomeLedger, rotated, realAmbient);
  const client = createClient(LedgerServiceDefinition, second.address, {
    token: () => stack.token({ role: 'network_admin' }),
  });
  const { keys } = await client.listJournalHeads({});
  expect(keys.map(({ current }) => current).sort()).toEqual([false, true]);
  expect(keys.some(({ id, current }) => id === kept[0]?.keyId && !current)).toBe(true);
  expect(await client.checkJournal({ chain: 'registry', heads: kept })).toMatchObject({ intact: true });
  client.close();
  await second.stop();
});
