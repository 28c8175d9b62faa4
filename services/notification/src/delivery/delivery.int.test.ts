import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DeliveryFailed } from '@naru/contracts/notification/v1/events';
import type { Delivery } from '@naru/contracts/notification/v1/subscription';
import { VentureConsentWithdrawn } from '@naru/contracts/registry/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import { startService } from '@naru/kit/boot';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { BSON } from 'mongodb';
import { Webhook as Verifier } from 'standardwebhooks';
import {
  about,
  deliveries,
  disableHooks,
  ended,
  hook,
  partner,
  published,
  receiver,
  registry,
  spec,
  stack,
  startDelivering,
  stopDelivering,
} from '../fixture/delivering.ts';

beforeAll(startDelivering, 60_000);
afterEach(disableHooks);
afterAll(stopDelivering);

const open = (webhookId: string) =>
  deliveries().countDocuments({ 'state.webhookId': webhookId, dueAt: { $exists: true } });

test('an event arrives as a signed CloudEvent, in the trace of the call that caused it', async () => {
  const { id, secret } = await hook('/signed');
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const eventId = await published('ven_1', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
  const got = await eventually(() => about('/signed', 'ven_1')[0]);
  expect(new Verifier(secret).verify(got.body, got.headers as Record<string, string>)).toEqual({
    specversion: '1.0',
    id: eventId,
    source: '/naru/registry',
    type: 'naru.registry.venture.published.v1',
    time: expect.any(String),
    subject: 'ven_1',
    sequence: '00000000000000000004',
    position: expect.stringMatching(/^[0-9]{20}$/),
    datacontenttype: 'application/json',
    data: expect.objectContaining({
      ventureId: 'ven_1',
      profile: expect.objectContaining({ name: { ko: '나루', en: 'Naru' } }),
    }),
  });
  expect(got.headers).toMatchObject({
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'webhook-id': eventId,
    traceparent: expect.stringContaining(trace),
  });
  expect(() => new Verifier(secret).verify(`${got.body} `, got.headers as Record<string, string>)).toThrow();
  const [delivery] = await ended(id, 1);
  expect(delivery).toMatchObject({
    eventId,
    state: 'DELIVERED',
    attempts: 1,
    lastResult: { ko: '주소가 HTTP 204로 답했습니다', en: 'the address answered HTTP 204' },
  });
});

test('an event that arrives twice, at either replica and out of order, is sent once', async () => {
  const { id } = await hook('/once');
  // Created first, so that the second replica reads it at its start.
  const second = await startService(spec, stack.env, realAmbient);
  for (const version of [6, 4, 5, 6, 4, 5]) await published('ven_2', { version, eventId: `ven_2-${version}` });
  await drained(stack, 'registry');
  await eventually(async () => about('/once', 'ven_2').length === 3 && (await open(id)) === 0);
  expect(
    about('/once', 'ven_2')
      .map(({ headers }) => headers['webhook-id'])
      .sort(),
  ).toEqual(['ven_2-4', 'ven_2-5', 'ven_2-6']);
  await second.stop();
});

test('a failed delivery is retried until it arrives', async () => {
  const { id } = await hook('/flaky');
  receiver.answers('/flaky', 500, (response) => response.destroy(), 200);
  await published('ven_3');
  const [delivery] = await ended(id, 1);
  expect(delivery).toMatchObject({
    state: 'DELIVERED',
    attempts: 3,
    lastResult: { en: 'the address answered HTTP 200' },
  });
  const ids = about('/flaky', 'ven_3').map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(1);
});

test('a redirect is not followed; after the last attempt one event reports the failure', async () => {
  const { id } = await hook('/moved');
  receiver.answers('/moved', (response) => response.writeHead(307, { location: '/secret-place' }).end());
  const eventId = await published('ven_4');
  const [delivery] = await ended(id, 1);
  expect(delivery).toMatchObject({
    state: 'DEAD',
    attempts: 3,
    lastResult: { en: 'the address answered HTTP 307; redirects are not followed' },
  });
  expect(receiver.at('/secret-place')).toEqual([]);
  const events = await eventually(async () => {
    const found = await stack.database('notification').collection('events').find({ aggregate: delivery?.id }).toArray();
    return found.length > 0 && found;
  });
  expect(events).toMatchObject([{ type: 'naru.notification.delivery.failed.v1', version: 1, causeId: eventId }]);
  const failed = DeliveryFailed.decode(events[0]?.data.buffer);
  expect(failed).toMatchObject({
    delivery: { id: delivery?.id, state: 'DEAD' },
    webhook: { id, owner: 'org_1' },
  });
});

test('410 disables the webhook; once enabled again, it gets new events', async () => {
  const { id } = await hook('/gone');
  receiver.answers('/gone', 410, 200);
  await published('ven_5');
  await eventually(async () => (await partner.getWebhook({ id })).state === 'DISABLED');
  expect(await partner.getWebhook({ id })).toMatchObject({
    stateReason: { ko: '주소가 410 Gone으로 답했습니다', en: 'the address answered 410 Gone' },
  });
  expect(await ended(id, 1)).toMatchObject([
    { state: 'DEAD', attempts: 1, lastResult: { en: 'the address answered HTTP 410' } },
  ]);
  await partner.enableWebhook({ id });
  await eventually(async () => {
    await published('ven_6');
    return about('/gone', 'ven_6').length > 0;
  });
  // The last of them must not come to the webhooks of later tests.
  await drained(stack, 'registry');
});

test('an address that asks to be left alone is, with everything', async () => {
  const { id } = await hook('/busy');
  const times: number[] = [];
  receiver.answers(
    '/busy',
    (response) => {
      times.push(Date.now());
      response.writeHead(503, { 'retry-after': '2' }).end();
    },
    (response) => {
      times.push(Date.now());
      response.writeHead(204).end();
    },
  );
  await published('ven_b1');
  await eventually(() => times.length === 1);
  await eventually(async () => (await partner.listDeliveries({ webhookId: id })).deliveries[0]?.state === 'FAILED');
  await published('ven_b2');
  await ended(id, 2);
  expect(times).toHaveLength(3);
  for (const time of times.slice(1)) expect(time - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_900);
});

test('deliveries that waited while a webhook was disabled are sent when it is enabled', async () => {
  const { id } = await hook('/paused');
  receiver.answers('/paused', 503, 200);
  await published('ven_7');
  await eventually(() => about('/paused', 'ven_7').length > 0);
  await partner.disableWebhook({ id });
  await eventually(async () => (await open(id)) === 1);
  await partner.enableWebhook({ id });
  expect(await ended(id, 1)).toMatchObject([{ state: 'DELIVERED' }]);
});

test('a slow address delays no other, and gets only a few deliveries at a time', async () => {
  const slow = await hook('/slow');
  const quick = await hook('/quick');
  let waiting = 0;
  let waitingMost = 0;
  receiver.answers('/slow', (response) => {
    waitingMost = Math.max(waitingMost, ++waiting);
    response.on('close', () => waiting--);
  });
  for (let index = 0; index < 12; index += 1) await published(`ven_s${index}`);
  await ended(quick.id, 12);
  const { deliveries } = await partner.listDeliveries({ webhookId: slow.id });
  expect(deliveries.filter(({ state }: Delivery) => state === 'DELIVERED')).toEqual([]);
  await eventually(async () => {
    const { deliveries } = await partner.listDeliveries({ webhookId: slow.id });
    return deliveries.some(({ lastResult }: Delivery) => lastResult?.en === 'no answer within 2 s');
  });
  expect(waitingMost).toBe(4);
});

test('a delivery that waits for a retry survives a restart, and another process takes over from a dead one', async () => {
  const { id } = await hook('/restart');
  receiver.answers('/restart', 503, 503, 200);
  await published('ven_8');
  await eventually(() => about('/restart', 'ven_8').length === 2);
  await stack.restart('notification');
  expect(await eventually(() => ended(id, 1))).toMatchObject([{ state: 'DELIVERED', attempts: 3 }]);
  receiver.answers('/restart', 503, 200);
  await published('ven_9');
  const held = await eventually(async () => {
    const soon = { dueAt: new Date(Date.now() + 300), 'state.claim': 'clm_dead' };
    const filter = { 'state.webhookId': id, 'state.aggregateId': 'ven_9', 'state.state': 'FAILED' as const };
    return deliveries().findOneAndUpdate(filter, { $set: soon });
  });
  await ended(id, 2);
  expect(await deliveries().findOne({ _id: held._id })).toMatchObject({
    state: { state: 'DELIVERED', body: '' },
  });
});

test('the events of a withdrawn venture are no longer sent: neither waiting ones nor late ones', async () => {
  const { id } = await hook('/withdrawn');
  receiver.answers('/withdrawn', 503, 503, 200);
  await published('ven_10');
  await eventually(() => about('/withdrawn', 'ven_10').length === 2);
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_10' });
  await registry.say({ codec: VentureConsentWithdrawn, message, aggregate: 'ven_10', version: 6 });
  await drained(stack, 'registry');
  await published('ven_10', { version: 5 });
  await ended(id, 3);
  const [first, , ...later] = about('/withdrawn', 'ven_10');
  expect(first?.body).toContain('나루');
  expect(later).toHaveLength(3);
  for (const { body } of later) expect(body).not.toMatch(/나루|Naru/);
});

test('deliveries are listed page by page, newest first, only for the owner', async () => {
  const { id } = await hook('/listed');
  for (let index = 0; index < 5; index += 1) await published(`ven_l${index}`);
  const all = (await ended(id, 5)).map((delivery) => delivery.id);
  const seen: string[] = [];
  let pageToken = '';
  do {
    const page = await partner.listDeliveries({ webhookId: id, pageSize: 2, pageToken });
    seen.push(...page.deliveries.map((delivery) => delivery.id));
    pageToken = page.nextPageToken;
  } while (pageToken);
  expect(seen).toEqual(all);
});

test('a stored delivery of the first released shape is read and sent', async () => {
  const { id } = await hook('/old');
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/delivery.schema-1.json', import.meta.url), 'utf8'));
  await deliveries().insertOne({ ...stored, state: { ...stored.state, webhookId: id } });
  expect(await ended(id, 1)).toMatchObject([{ id: stored._id, state: 'DELIVERED', attempts: 2 }]);
  expect(receiver.at('/old').at(-1)?.headers.traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
});
