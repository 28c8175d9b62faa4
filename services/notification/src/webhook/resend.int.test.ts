import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { VentureConsentWithdrawn } from '@naru/contracts/registry/v1/events';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { Webhook as Verifier } from 'standardwebhooks';
import {
  deliveries,
  disableHooks,
  ended,
  eventTypes,
  hook,
  partner,
  published,
  receiver,
  registry,
  stack,
  startDelivering,
  stopDelivering,
} from '../fixture/delivering.ts';

beforeAll(startDelivering, 60_000);
afterEach(disableHooks);
afterAll(stopDelivering);

test('what came while a webhook was disabled, or died, is recovered once it is enabled; all is sent again on request', async () => {
  const { id } = await hook('/recovered');
  await published('ven_r1');
  await ended(id, 1);
  receiver.answers('/recovered', 410, (response) => response.writeHead(202).end('고맙습니다'));
  const eventId = await published('ven_r2');
  await eventually(async () => (await partner.getWebhook({ id })).state === 'DISABLED');
  await published('ven_r3');
  await drained(stack, 'registry');
  await expect(partner.recoverDeliveries({ id, since: new Date() })).rejects.toMatchObject({
    code: 'webhook.disabled',
  });
  await partner.enableWebhook({ id });
  const { events } = await partner.readFeed({ eventTypes, pageSize: 200 });
  const first = events.find(({ subject }) => subject === 'ven_r1');
  const started = await partner.recoverDeliveries({ id, afterPosition: first?.position ?? '' });
  expect(started.path).toContain('/operations/');
  await ended(id, 3);
  const subjects = () => receiver.at('/recovered').map(({ body }) => JSON.parse(body).subject);
  expect(subjects().sort()).toEqual(['ven_r1', 'ven_r2', 'ven_r2', 'ven_r3']);
  const { deliveries } = await partner.listDeliveries({ webhookId: id });
  const died = deliveries.find((one) => one.eventId === eventId);
  const whole = await partner.getDelivery({ webhookId: id, id: died?.id ?? '' });
  expect(whole).toMatchObject({
    state: 'DELIVERED',
    history: [{ status: 410 }, { status: 202, answer: '고맙습니다', result: { en: 'the address answered HTTP 202' } }],
  });
  expect(JSON.parse(whole.payload)).toMatchObject({ id: eventId, subject: 'ven_r2', data: { ventureId: 'ven_r2' } });
  await partner.recoverDeliveries({ id, afterEventId: first?.id ?? '', includeDelivered: true });
  await eventually(() => subjects().length === 6);
  await partner.retryDelivery({ webhookId: id, id: whole.id });
  await eventually(() => subjects().filter((subject) => subject === 'ven_r2').length === 4);
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_r2' });
  await registry.say({ codec: VentureConsentWithdrawn, message, aggregate: 'ven_r2', version: 6 });
  await drained(stack, 'registry');
  const hidden = await partner.getDelivery({ webhookId: id, id: whole.id });
  expect(hidden.payload).not.toContain('나루');
  expect(hidden.history.map(({ answer }) => answer).join('')).toBe('');
});

test('an owner tests a webhook, changes its address and types, and deletes it with its deliveries', async () => {
  const { id, secret, etag } = await hook('/first');
  const { id: testId } = await partner.testWebhook({ id });
  const [got] = await eventually(() => receiver.at('/first').length > 0 && receiver.at('/first'));
  expect(new Verifier(secret).verify(got?.body ?? '', got?.headers as Record<string, string>)).toMatchObject({
    type: 'naru.notification.webhook.test.v1',
    subject: id,
    data: { webhookId: id },
  });
  await eventually(async () => (await partner.getDelivery({ webhookId: id, id: testId })).state === 'DELIVERED');
  const moved = await partner.updateWebhook({
    ...{ id, etag, updateMask: ['url', 'event_types'] },
    webhook: { url: receiver.url('/second'), eventTypes: ['naru.registry.venture.published.v1'] },
  });
  expect(moved).toMatchObject({ url: receiver.url('/second'), eventTypes: ['naru.registry.venture.published.v1'] });
  await expect(
    partner.updateWebhook({ id, updateMask: ['url'], webhook: { url: 'https://10.0.0.1/' } }),
  ).rejects.toMatchObject({ faults: [{ rule: 'address.private' }] });
  await eventually(async () => {
    await published('ven_moved');
    return receiver.at('/second').length > 0;
  });
  await partner.deleteWebhook({ id });
  for (const call of [() => partner.getWebhook({ id }), () => partner.enableWebhook({ id })])
    await expect(call()).rejects.toMatchObject({ kind: 'not_found' });
  expect((await partner.listWebhooks({})).webhooks.map((one) => one.id)).not.toContain(id);
  expect(await deliveries().countDocuments({ 'state.webhookId': id })).toBe(0);
});
