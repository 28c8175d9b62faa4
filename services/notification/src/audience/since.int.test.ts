/** Webhooks and subscriptions begin where the streams stood when they were made, whatever any clock says. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { First } from '@naru/bus/envelope';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import type { Bus } from '@naru/kit/bus';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { wholeBus } from '@naru/testing/lay';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { type Receiver, startReceiver } from '../fixture/receiver.ts';
import { notificationAt } from '../service.ts';

const PACE = { stepsMs: [0, 50], timeoutMs: 400, leaseMs: 900, lookEveryMs: 50 };
const HOUR_MS = 3_600_000;
const eventTypes = ['naru.registry.venture.published.v1'];

let stack: Stack;
let bus: Bus;
let registry: Publisher;
let receiver: Receiver;
let admin: TypedClient<typeof NotificationServiceDefinition> & { close(): void };

beforeAll(async () => {
  stack = await startStack(notificationAt(PACE));
  bus = await wholeBus(stack.env);
  registry = await publisher(stack, 'registry');
  receiver = await startReceiver();
  admin = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.tokenOf('secretary', { role: 'network_admin' }),
  });
}, 60_000);

afterAll(async () => {
  admin?.close();
  await Promise.all([registry?.stop(), receiver?.stop(), bus?.close()]);
  await stack?.stop();
});

/** @returns where the event first stood */
async function say(ventureId: string, { first, hours = 0 }: { first?: First; hours?: number } = {}): Promise<First> {
  const message = VenturePublished.fromPartial({ ventureId, centreId: 'KR-27', profile: { name: { ko: ventureId } } });
  const at = new Date(Date.now() + hours * HOUR_MS);
  const said = { codec: VenturePublished, message, aggregate: ventureId, version: 4, id: `evt_${ventureId}`, at };
  await registry.say({ ...said, ...(first && { first }) });
  return first ?? { epoch: 0, place: (await bus.standing('registry', 'uncounted')).last };
}

/** A webhook and a subscription that are made now, and the ventures of which each has been told. */
async function made(path: string) {
  const hook = await admin.createWebhook({ url: receiver.url(path), eventTypes });
  const wish = await admin.createSubscription({ eventTypes, recipient: 'subject:secretary' });
  const { notifications: before } = await admin.listNotifications({ pageSize: 100 });
  const known = new Set(before.map(({ id }) => id));
  return {
    sent: () => receiver.at(path).map(({ body }) => JSON.parse(body).subject as string),
    told: async () => {
      const { notifications } = await admin.listNotifications({ pageSize: 100 });
      return notifications.filter(({ id }) => !known.has(id)).map(({ aggregateId }) => aggregateId);
    },
    end: async () => {
      await admin.disableWebhook({ id: hook.id });
      await admin.deleteSubscription({ id: wish.id });
    },
  };
}

test('what came before is not told when it is sent again, and what comes later is told by any clock', async () => {
  const before = await say('ven_before', { hours: 1 });
  await drained(stack, 'registry');
  const { sent, told, end } = await made('/again');
  await say('ven_before', { first: before, hours: 1 });
  await say('ven_slow', { hours: -1 });
  await say('ven_fast', { hours: 1 });
  const later = ['ven_fast', 'ven_slow'];
  await eventually(async () => sent().length >= 2 && (await told()).length >= 2);
  await drained(stack, 'registry');
  expect([sent().sort(), (await told()).sort()]).toEqual([later, later]);
  await end();
});

test('events that are on their way while something is made came before it', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `ven_way_${index}`);
  for (const id of ids) await say(id);
  const { sent, told, end } = await made('/way');
  await say('ven_way_last');
  await eventually(async () => sent().length > 0 && (await told()).length > 0);
  await drained(stack, 'registry');
  expect([sent(), await told()]).toEqual([['ven_way_last'], ['ven_way_last']]);
  await end();
});

test('a new epoch is later than all places of the one before', async () => {
  const old = await made('/old');
  await say('ven_anew', { first: { epoch: 1, place: 1 } });
  await eventually(async () => old.sent().length > 0 && (await old.told()).length > 0);
  await old.end();
  const { sent, told, end } = await made('/new');
  await say('ven_lost', { first: { epoch: 0, place: 1_000_000 } });
  await say('ven_newest', { first: { epoch: 1, place: 1_000_000 } });
  await eventually(async () => sent().length > 0 && (await told()).length > 0);
  await drained(stack, 'registry');
  expect([sent(), await told()]).toEqual([['ven_newest'], ['ven_newest']]);
  await end();
});

test('webhooks and subscriptions of earlier versions begin where the streams stand at the next start', async () => {
  const { sent, told, end } = await made('/earlier');
  await stack.stopService('notification');
  const db = stack.database('notification');
  await db.collection('webhook').updateMany({}, { $unset: { 'state.since': 1 } });
  await db.collection('subscription').updateMany({}, { $unset: { since: 1 } });
  await stack.restart('notification');
  expect(await db.collection('webhook').countDocuments({ 'state.since': { $exists: false } })).toBe(0);
  expect((await db.collection('subscription').findOne({ ended: false }))?.since).toMatchObject({
    registry: { epoch: 1 },
  });
  await say('ven_early', { first: { epoch: 0, place: 5 } });
  await say('ven_after', { first: { epoch: 1, place: 1_000_001 } });
  await eventually(async () => sent().length > 0 && (await told()).length > 0);
  await drained(stack, 'registry');
  expect([sent(), await told()]).toEqual([['ven_after'], ['ven_after']]);
  await end();
});
