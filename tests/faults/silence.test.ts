/** Failures without a death: a process that hangs, and a stream that is lost before it was read. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Load, openLoad } from './load.ts';
import { givenAgain, outboxesEmpty, republished } from './observe.ts';
import { expectSound, faultsOf } from './sound.ts';
import { publishedVenture } from './stories.ts';
import { CONTEXTS, type Naru, type ServiceName, startNaru } from './system.ts';

jest.setTimeout(300_000);

let naru: Naru;
let load: Load;

beforeAll(async () => {
  naru = await startNaru();
  load = openLoad(naru);
});

afterAll(() => naru?.stop());

test.each(['matching-engine', 'notification'] as const)(
  '%s hangs until the bus stops waiting for it, continues, and does nothing twice',
  async (service) => {
    await load.during(async () => {
      naru.child(service).kill('SIGSTOP');
      await eventually(() => givenAgain(naru, service), { withinMs: 60_000 });
      naru.child(service).kill('SIGCONT');
      await eventually(() => naru.client.reaches(CONTEXTS[service]));
    });
    await expectSound(naru);
  },
);

/** Callers may count on three seconds. With a busy machine's delay that is far from the ten at which a call is given up. */
const SOON_MS = 6_000;

/** How a call ends that needs the database, and whether soon. */
async function told(method: 'GET' | 'POST', path: string) {
  const begun = performance.now();
  const headers = { authorization: `Bearer ${naru.token}`, 'content-type': 'application/json' };
  const response = await fetch(naru.gatewayUrl + path, { method, headers, ...(method === 'POST' && { body: '{}' }) });
  const { code } = (await response.json()) as { code: string };
  const soon = performance.now() - begun < SOON_MS;
  return { status: response.status, code, retryAfter: response.headers.get('retry-after'), soon };
}

const AWAY = { status: 503, code: 'database.unavailable', retryAfter: '1', soon: true };

test('the database hangs: callers of the gateway are told soon, and nothing is done twice', async () => {
  await load.during(
    async () => {
      naru.child('database').kill('SIGSTOP');
      // Just after it has fallen silent, and once the drivers have given it up.
      for (const context of ['registry', 'matching', 'registry', 'matching']) {
        const path = `/v1/services/${context}/parked-events`;
        expect(await told('GET', path)).toEqual(AWAY);
        expect(await told('POST', `/v1/services/${context}/events:republish`)).toEqual(AWAY);
      }
      naru.child('database').kill('SIGCONT');
      for (const context of Object.values(CONTEXTS)) await eventually(() => naru.client.reaches(context));
    },
    { stories: 8, after: 2 },
  );
  await expectSound(naru);
});

/** A process that hangs must have published everything before: only unread events are to be lost. */
async function halt(...services: ServiceName[]): Promise<void> {
  await eventually(() => outboxesEmpty(naru));
  for (const service of services) naru.child(service).kill('SIGSTOP');
}

const idle = async () => {};

/** The server is halted while its folder is deleted, so that it writes nothing back. */
async function loseStreams(): Promise<void> {
  const nats = naru.child('nats');
  const back = nats.restarted();
  nats.kill('SIGSTOP');
  rmSync(path.join(naru.dataDir, 'nats'), { recursive: true });
  nats.kill('SIGKILL');
  await back;
}

test('streams with unread events are lost: their owners publish the events again, and everything is done once', async () => {
  await load.during(idle);
  await halt('program-scheduler', 'outcome-ledger', 'notification');
  await load.during(idle, { kinds: ['introduced', 'hidden'] });
  await halt('matching-engine', 'investor-directory');
  for (const number of [9001, 9002, 9003]) await publishedVenture(naru.client, `v-${number}`);
  await eventually(() => outboxesEmpty(naru));
  await loseStreams();
  for (const service of Object.keys(CONTEXTS)) naru.child(service).kill('SIGCONT');
  const told = await Promise.all(Object.values(CONTEXTS).map((context) => republished(naru, context)));
  expect(told.reduce((sum, events) => sum + events)).toBeGreaterThan(100);
  await expectSound(naru);
});

test('the judges find planted faults in the databases', async () => {
  const damage = [
    { context: 'ledger', collection: 'journal', which: { type: /published/ }, seen: /^missing journal/ },
    { context: 'ledger', collection: 'journal', which: { type: /verified/ }, seen: /ENTRY_MISSING/ },
    { context: 'ledger', collection: 'deals', seen: /^deals of the ledger/ },
    { context: 'notification', collection: 'notification', seen: /^missing inbox/ },
    // The stories register webhooks of their own, whose deliveries no place counts.
    {
      context: 'notification',
      collection: 'delivery',
      which: { 'state.webhookId': naru.webhook.id },
      seen: /^missing webhook/,
    },
    { context: 'matching', collection: 'ventures', seen: /^ventures of matching/ },
    { context: 'registry', collection: 'events', which: { type: /consented/ }, seen: /^lost registry/ },
    {
      context: 'investor',
      collection: 'deal',
      which: { 'state.stage': 'CONFIRMED' },
      seen: /^missing deals of introductions/,
    },
  ];
  for (const { context, collection, which = {} } of damage)
    await naru.database(context).collection(collection).deleteOne(which);
  const faults = await faultsOf(naru);
  for (const { seen } of damage) expect(faults).toContainEqual(expect.stringMatching(seen));
});
