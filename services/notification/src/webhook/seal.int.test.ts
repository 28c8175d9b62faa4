/** The secrets of webhooks at rest: sealed, also those that were stored in plain form, and by the key of today. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import { startService } from '@naru/kit/boot';
import { createClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { Webhook as Verifier } from 'standardwebhooks';
import { type Receiver, startReceiver } from '../fixture/receiver.ts';
import { notificationAt } from '../service.ts';

const spec = notificationAt({ stepsMs: [0, 50], timeoutMs: 400, leaseMs: 900, lookEveryMs: 50 });
const PLAIN = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';

let stack: Stack;
let registry: Publisher;
let receiver: Receiver;
let stored: { _id: string; state: { url: string } };

beforeAll(async () => {
  stack = await startStack(spec);
  registry = await publisher(stack, 'registry');
  receiver = await startReceiver();
  await stack.stopService('notification');
  stored = BSON.EJSON.parse(readFileSync(new URL('fixture/webhook.schema-2.json', import.meta.url), 'utf8'));
  stored.state.url = receiver.url('/sealed');
  await webhooks().insertOne(stored as never);
  await stack.restart('notification');
}, 60_000);

afterAll(async () => {
  await Promise.all([registry?.stop(), receiver?.stop()]);
  await stack?.stop();
});

const webhooks = () =>
  stack.database('notification').collection<{ _id: string; schema: number; state: Sealing }>('webhook');
interface Sealing {
  secrets: { sealed: { keyId: string } }[];
}

const sealedBy = async (id: string) => {
  const found = await webhooks().findOne({ _id: id });
  return [found?.schema, ...(found?.state.secrets ?? []).map(({ sealed }) => sealed?.keyId)];
};

/** Everything in the database of the service, as text. */
async function allText(): Promise<string> {
  const collections = await stack.database('notification').collections();
  const texts = collections.map(async (one) => BSON.EJSON.stringify(await one.find().toArray()));
  return (await Promise.all(texts)).join();
}

/** Publishes an event, and finds out who signed what the partner got. */
async function signedDelivery(ventureId: string): Promise<string> {
  const message = VenturePublished.fromPartial({ ventureId, centreId: 'KR-27', profile: { name: { ko: ventureId } } });
  await registry.say({ codec: VenturePublished, message, aggregate: ventureId, version: 4 });
  const got = await eventually(() => receiver.at('/sealed').find(({ body }) => body.includes(ventureId)));
  new Verifier(PLAIN).verify(got.body, got.headers as Record<string, string>);
  return JSON.parse(got.body).type as string;
}

test('a secret that was stored in plain form is sealed at the start, and still signs', async () => {
  expect(await sealedBy(stored._id)).toEqual([3, 'test']);
  expect(await allText()).not.toContain(PLAIN.slice('whsec_'.length));
  expect(await signedDelivery('ven_sealed_1')).toBe('naru.registry.venture.published.v1');
});

test('a fresh secret is nowhere in the database, nor is the one that takes its place', async () => {
  const token = () => stack.tokenOf('partner-1', { role: 'partner_system', org: 'inv_1' });
  const partner = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', { token });
  const url = receiver.url('/fresh');
  const { id, secret } = await partner.createWebhook({ url, eventTypes: ['naru.registry.venture.*'] });
  const rotated = await partner.rotateWebhookSecret({ id });
  partner.close();
  expect(rotated.secret).not.toBe(secret);
  const text = await allText();
  for (const one of [secret, rotated.secret]) {
    expect(one).toMatch(/^whsec_.{44}$/);
    expect(text).not.toContain(one.slice('whsec_'.length));
  }
  expect(await sealedBy(id)).toEqual([3, 'test', 'test']);
});

test('a new key before the old one seals everything again, and the old one can go', async () => {
  await stack.stopService('notification');
  const second = `second:${randomBytes(32).toString('base64')}`;
  const both = { ...stack.env, SEALING_KEYS: `${second},${stack.env.SEALING_KEYS}` };
  await (await startService(spec, both, realAmbient)).stop();
  for (const { _id } of await webhooks().find().toArray())
    expect((await sealedBy(_id)).slice(1)).toEqual(expect.not.arrayContaining(['test']));
  const alone = await startService(spec, { ...stack.env, SEALING_KEYS: second }, realAmbient);
  await signedDelivery('ven_sealed_2');
  await alone.stop();
});
