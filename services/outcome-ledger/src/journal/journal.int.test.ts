import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileUpdated } from '@naru/contracts/investor/v1/events';
import { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import { VentureRegistered, VentureSnapshot } from '@naru/contracts/registry/v1/events';
import type { Entry } from '@naru/journal/entry';
import { realAmbient } from '@naru/kit/ambient';
import { type Running, startService } from '@naru/kit/boot';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { outcomeLedger } from '../service.ts';

type Client = TypedClient<typeof LedgerServiceDefinition> & { close(): void };

let stack: Stack;
let second: Running;
let registry: Publisher;
let investor: Publisher;
let admin: Client;
let analyst: Client;

beforeAll(async () => {
  stack = await startStack(outcomeLedger);
  second = await startService(outcomeLedger, stack.env, realAmbient);
  registry = await publisher(stack, 'registry');
  investor = await publisher(stack, 'investor');
  const as = (role: string) =>
    createClient(LedgerServiceDefinition, stack.addresses.ledger ?? '', { token: () => stack.token({ role }) });
  admin = as('network_admin');
  analyst = as('analyst');
}, 60_000);

afterAll(async () => {
  admin?.close();
  analyst?.close();
  await Promise.all([registry?.stop(), investor?.stop(), second?.stop()]);
  await stack?.stop();
});

const entries = () => stack.database('ledger').collection<Entry>('journal');

/** Publishes a version of a venture, with an event id that can be published again. */
const venture = (id: string, version: number) =>
  registry.say({
    codec: VentureRegistered,
    message: VentureRegistered.fromPartial({ ventureId: id, centreId: 'KR-27' }),
    aggregate: id,
    version,
    id: `${id}-${version}`,
  });

const journalled = (count: number) => eventually(async () => (await entries().countDocuments()) === count);

test('every event has one entry, whichever replica wrote it, in whatever order and however often it was delivered', async () => {
  for (const id of ['ven_1', 'ven_2', 'ven_3']) for (const version of [3, 1, 2, 3, 1]) await venture(id, version);
  const message = ProfileUpdated.fromPartial({ investor: { id: 'inv_1' } });
  await investor.say({ codec: ProfileUpdated, message, aggregate: 'inv_1', version: 1, id: 'inv_1-1' });
  await journalled(10);
  // Everything is published again, as a republish does.
  for (const id of ['ven_1', 'ven_2', 'ven_3']) for (const version of [1, 2, 3]) await venture(id, version);
  await venture('ven_4', 1);
  await journalled(11);
  expect(await admin.checkJournal({})).toEqual({ intact: true, entries: 11, faults: [] });
  const [entry] = (await admin.listJournalEntries({ chain: 'investor' })).entries;
  expect(entry).toMatchObject({
    chain: 'investor',
    number: 1,
    eventId: 'inv_1-1',
    type: 'naru.investor.profile.updated.v1',
    aggregateId: 'inv_1',
    version: 1,
    actor: 'test',
    previousHash: '0'.repeat(64),
  });
});

test('snapshots are not journalled, since they repeat earlier events', async () => {
  const message = VentureSnapshot.fromPartial({ ventureId: 'ven_1' });
  await registry.say({ codec: VentureSnapshot, message, aggregate: 'ven_1', version: 3 });
  await venture('ven_5', 1);
  await journalled(12);
  expect(await entries().countDocuments({ type: /snapshot/ })).toBe(0);
});

test('a chain is listed page by page, or for one aggregate only', async () => {
  const numbers: number[] = [];
  let pageToken = '';
  do {
    const page = await admin.listJournalEntries({ chain: 'registry', pageSize: 5, pageToken });
    numbers.push(...page.entries.map(({ number }) => number));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(numbers).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
  const about = { chain: 'registry', aggregateId: 'ven_2', pageSize: 2 };
  const first = await admin.listJournalEntries(about);
  const rest = await admin.listJournalEntries({ ...about, pageToken: first.nextPageToken });
  expect([...first.entries, ...rest.entries].map(({ version }) => version).sort()).toEqual([1, 2, 3]);
  expect(rest.nextPageToken).toBe('');
  await expect(admin.listJournalEntries({ chain: 'registry', pageToken: first.nextPageToken })).rejects.toMatchObject({
    faults: [{ rule: 'page_token.unknown' }],
  });
  await expect(admin.listJournalEntries({ chain: 'nowhere' })).rejects.toMatchObject({ kind: 'not_found' });
});

test('only the secretariat reads the journal', async () => {
  await expect(analyst.listJournalEntries({ chain: 'registry' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(analyst.checkJournal({})).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a chain continues at its end after a restart', async () => {
  await Promise.all([stack.restart('ledger'), second.stop()]);
  second = await startService(outcomeLedger, stack.env, realAmbient);
  await venture('ven_6', 1);
  await journalled(13);
  expect(await eventually(() => admin.checkJournal({ chain: 'registry' }))).toEqual({
    intact: true,
    entries: 12,
    faults: [],
  });
});

test('a change of the database outside the service is found', async () => {
  await eventually(async () => (await stack.database('ledger').collection('heads').findOne({ number: 12 })) !== null);
  await entries().updateOne({ chain: 'registry', number: 4 }, { $set: { actor: 'nobody' } });
  await entries().deleteOne({ chain: 'registry', number: 7 });
  await entries().deleteOne({ chain: 'registry', number: 12 });
  const { intact, faults } = await admin.checkJournal({});
  expect(intact).toBe(false);
  expect(faults.filter(({ number }) => number > 0)).toMatchObject([
    { chain: 'registry', number: 4, kind: 'ENTRY_EDITED' },
    {
      chain: 'registry',
      number: 7,
      kind: 'ENTRY_MISSING',
      detail: { ko: '7번 기록이 없습니다', en: 'number 7 is not there' },
    },
    { chain: 'registry', number: 12, kind: 'ENTRY_MISSING' },
  ]);
});
