/** A hidden venture: no copy outside its owner keeps more than its id, its centre and its state. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { canaries, inCollections, inFolder, inLists, inStreams } from './canaries.ts';
import { activeInvestor, brnOf, type Resource } from './stories.ts';
import { type Naru, startNaru } from './system.ts';

jest.setTimeout(180_000);

/** The owner keeps the venture itself. */
const OWNER = ['registry.venture'];
const { words: WORDS, profile: PROFILE } = canaries('hidden');

let naru: Naru;
let ventureId: string;

const verb = (path: string, body: object = {}) => naru.client.question<Resource>(path, body);
const ofVenture = (name: string, body: object = {}) => verb(`/v1/ventures/${ventureId}:${name}`, body);

beforeAll(async () => {
  naru = await startNaru();
  const body = { centreId: 'KR-27', brn: brnOf(7_001), profile: PROFILE, requestId: 'canary' };
  ventureId = (await verb('/v1/ventures', body)).id;
}, 120_000);
afterAll(() => naru?.stop());

/** An address at which nobody takes a webhook: its deliveries wait. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What a handler that fails leaves behind: the published event, parked in one service and waiting in another. */
async function keepRefused(): Promise<void> {
  const event = await eventually(() =>
    naru
      .database('registry')
      .collection('events')
      .findOne({ aggregate: ventureId, type: /published/ }),
  );
  const { _id: id, type, aggregate, version, at, data } = event;
  const kept = { id, type, context: 'registry', aggregate, version, at, causedBy: 'kim', data };
  const doc = { subscription: 'gone', event: kept, code: 'bug', reason: 'a slip', deliveries: 3, parkedAt: at };
  await naru.database('program').collection('parked').insertOne(doc);
  const dueAt = new Date(Date.now() + 3_600_000);
  const waiting = { subscription: 'gone', event: kept, code: 'bug', dueAt, tries: 1, waitedMs: 0 };
  await naru.database('matching').collection('waiting').insertOne(waiting);
}

const everywhere = async () => ({
  collections: await inCollections(naru, WORDS, OWNER),
  streams: await inStreams(naru, WORDS),
  lists: (await inLists(naru, WORDS)).found,
});
const NOWHERE = { collections: [], streams: [], lists: [] };

const gone = async () => {
  await eventually(async () => Object.values(await everywhere()).every((found) => found.length === 0), {
    everyMs: 500,
  }).catch(() => undefined);
  expect(await everywhere()).toEqual(NOWHERE);
};

async function restartBus(): Promise<void> {
  const nats = naru.child('nats');
  const back = nats.restarted();
  nats.kill('SIGTERM');
  await back;
  await eventually(() => naru.client.reaches('registry'));
}

const operation = async (name: string) => {
  const { id } = await verb(`/v1/services/registry/events:${name}`);
  await naru.client.sees<{ state: string }>(
    `/v1/services/registry/operations/${id}`,
    ({ state }) => state === 'SUCCEEDED',
  );
};

test('what a shared venture says stands in copies, streams, lists and the folder of the bus', async () => {
  const investor = await activeInvestor(naru.client, 'i-7001');
  const url = `http://127.0.0.1:${await closedPort()}/`;
  await verb('/v1/webhooks', { url, eventTypes: ['naru.registry.*'], requestId: 'canary-hook' });
  await verb('/v1/subscriptions', { eventTypes: ['naru.registry.*'], requestId: 'canary-wish' });
  await ofVenture('verify');
  await ofVenture('giveConsent', { purpose: 'SHARE_WITH_NETWORK' });
  await ofVenture('publish');
  const pair = { ventureId, investorId: investor.id };
  for (const side of ['INVESTOR', 'VENTURE']) await verb('/v1/matches:expressInterest', { ...pair, side });
  await verb('/v1/matches:run', { count: 3, requestId: 'canary-run' });
  await keepRefused();
  const seen = async (place: string) =>
    (await inCollections(naru, WORDS, OWNER)).some((sighting) => sighting.startsWith(place));
  for (const place of [
    'registry.events',
    'matching.ventures',
    'matching.match ',
    'matching.waiting',
    'program.ventures',
    'program.parked',
    'investor.named_ventures',
    'notification.names',
    'notification.feed',
  ])
    await eventually(() => seen(place));
  const { found, answered } = await inLists(naru, WORDS);
  expect(answered.length).toBeGreaterThan(20);
  expect(found).toContainEqual(expect.stringContaining('/v1/ventures: '));
  expect((await inStreams(naru, WORDS)).length).toBeGreaterThan(0);
  expect(inFolder(naru, WORDS).length).toBeGreaterThan(0);
});

test('after a withdrawal nothing of it is left, also not in the bytes of the bus', async () => {
  await ofVenture('withdrawConsent');
  await gone();
  await restartBus();
  expect(inFolder(naru, WORDS)).toEqual([]);
  const copies = { matching: 'ventures', program: 'ventures', investor: 'named_ventures', notification: 'names' };
  for (const [context, name] of Object.entries(copies)) {
    const copy = await naru
      .database(context)
      .collection(name)
      .findOne({ _id: ventureId as never });
    expect(copy).toMatchObject({ centreId: 'KR-27' });
  }
  const rows = await naru.database('matching').collection('run_row').countDocuments({ ventureId });
  expect(rows).toBe(0);
});

test('events that are sent again, snapshots and the end of the venture bring nothing back', async () => {
  await operation('republish');
  await operation('snapshot');
  await ofVenture('close', { reason: 'checked' });
  await operation('republish');
  await gone();
  await restartBus();
  expect(inFolder(naru, WORDS)).toEqual([]);
});
