import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged, ProfileSnapshot } from '@naru/contracts/investor/v1/events';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { VenturePublished, VentureVerified } from '@naru/contracts/registry/v1/events';
import type { Grant } from '@naru/kit/identity';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { Webhook as Verifier } from 'standardwebhooks';
import { type Receiver, startReceiver } from '../fixture/receiver.ts';
import { notificationAt } from '../service.ts';

type Client = TypedClient<typeof NotificationServiceDefinition> & { close(): void };

const PACE = { stepsMs: [0, 50], timeoutMs: 400, leaseMs: 900, lookEveryMs: 50 };

let stack: Stack;
let registry: Publisher;
let investor: Publisher;
let receiver: Receiver;
const clients: Client[] = [];
let admin: Client;
let partner: Client;
let other: Client;

beforeAll(async () => {
  stack = await startStack(notificationAt(PACE));
  [registry, investor] = await Promise.all([publisher(stack, 'registry'), publisher(stack, 'investor')]);
  receiver = await startReceiver();
  const as = (subject: string, grant: Grant) => {
    const token = () => stack.tokenOf(subject, grant);
    const client = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', { token });
    clients.push(client);
    return client;
  };
  admin = as('secretary', { role: 'network_admin' });
  partner = as('partner-1', { role: 'partner_system', org: 'inv_1' });
  other = as('partner-2', { role: 'partner_system' });
}, 60_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await Promise.all([registry?.stop(), investor?.stop(), receiver?.stop()]);
  await stack?.stop();
});

const published = (id: string, version = 4) =>
  registry.say({
    codec: VenturePublished,
    message: VenturePublished.fromPartial({ ventureId: id, centreId: 'KR-27', profile: { name: { ko: id } } }),
    aggregate: id,
    version,
  });
const typesAt = (path: string) => receiver.at(path).map(({ body }) => JSON.parse(body).type as string);

test('a secret is shown at its creation, and never again', async () => {
  const made = await partner.createWebhook({ url: receiver.url('/secret'), eventTypes: ['naru.registry.centre.*'] });
  expect(made).toMatchObject({
    owner: 'inv_1',
    state: 'ENABLED',
    secret: expect.stringMatching(/^whsec_.{44}$/),
  });
  expect((await partner.getWebhook({ id: made.id })).secret).toBe('');
  expect((await partner.listWebhooks({})).webhooks).toContainEqual({ ...made, secret: '' });
  expect((await partner.disableWebhook({ id: made.id })).secret).toBe('');
  const rotated = await partner.rotateWebhookSecret({ id: made.id });
  expect(rotated.secret).not.toBe(made.secret);
  const published = await eventually(async () => {
    const events = await stack.database('notification').collection('events').find({ aggregate: made.id }).toArray();
    return events.length === 3 && events;
  });
  for (const { data } of published) expect(data.toString('latin1')).not.toMatch(/whsec|\/secret/);
});

test('a repeated request makes one webhook, whose secret is shown once', async () => {
  const request = { url: receiver.url('/once'), eventTypes: ['naru.program.round.opened.v1'], requestId: 'r-1' };
  const both = await Promise.all([partner.createWebhook(request), partner.createWebhook(request)]);
  const [first, second] = both.sort((a, b) => b.secret.length - a.secret.length);
  expect(first).toMatchObject({ secret: expect.stringMatching(/^whsec_/), secretWithheld: false });
  expect(second).toEqual({ ...first, secret: '', secretWithheld: true });
});

test('both secrets sign while a partner changes from the old one to the new one', async () => {
  const url = receiver.url('/rotated');
  const { id, secret } = await partner.createWebhook({ url, eventTypes: ['naru.registry.venture.published.v1'] });
  const rotated = await partner.rotateWebhookSecret({ id });
  await published('ven_rotated');
  const { body, headers } = await eventually(() => receiver.at('/rotated')[0]);
  for (const each of [secret, rotated.secret])
    expect(new Verifier(each).verify(body, headers as Record<string, string>)).toMatchObject({
      subject: 'ven_rotated',
    });
  await partner.disableWebhook({ id });
});

test('partners get public events and those that name them; the secretariat gets all for parties; nobody gets internal ones', async () => {
  const eventTypes = ['naru.registry.venture.*', 'naru.investor.*'];
  const hooks = await Promise.all([
    partner.createWebhook({ url: receiver.url('/partner'), eventTypes }),
    other.createWebhook({ url: receiver.url('/other'), eventTypes }),
    admin.createWebhook({ url: receiver.url('/admin'), eventTypes }),
  ]);
  const verified = VentureVerified.fromPartial({ ventureId: 'ven_1', centreId: 'KR-27' });
  await registry.say({ codec: VentureVerified, message: verified, aggregate: 'ven_1', version: 3 });
  await published('ven_1');
  const about = (id: string) => ({ investor: { id } });
  for (const id of ['inv_1', 'inv_2'])
    await investor.say({
      codec: MandateChanged,
      message: MandateChanged.fromPartial(about(id)),
      aggregate: id,
      version: 2,
    });
  const snapshot = ProfileSnapshot.fromPartial(about('inv_1'));
  await investor.say({ codec: ProfileSnapshot, message: snapshot, aggregate: 'inv_1', version: 2 });
  await Promise.all([drained(stack, 'registry'), drained(stack, 'investor')]);
  await eventually(() => receiver.at('/admin').length === 4 && receiver.at('/partner').length === 2);
  await eventually(() => receiver.at('/other').length === 1);
  expect(typesAt('/other')).toEqual(['naru.registry.venture.published.v1']);
  expect(typesAt('/partner').sort()).toEqual([
    'naru.investor.mandate.changed.v1',
    'naru.registry.venture.published.v1',
  ]);
  expect(receiver.at('/partner').map(({ body }) => JSON.parse(body).subject)).toContain('inv_1');
  await Promise.all(hooks.map(({ id }) => admin.disableWebhook({ id })));
});

test('a partner pulls from the feed what its webhooks would be sent, page by page and as a stream', async () => {
  const { nextPosition: after } = await partner.readFeed({ pageSize: 200 });
  expect(after).toMatch(/^[0-9]{20}$/);
  await published('ven_fed_1');
  const mandate = (id: string) =>
    investor.say({
      codec: MandateChanged,
      message: MandateChanged.fromPartial({ investor: { id } }),
      aggregate: id,
      version: 9,
    });
  await mandate('inv_1');
  await mandate('inv_2');
  await Promise.all([drained(stack, 'registry'), drained(stack, 'investor')]);
  const subjects = (events: { subject: string }[]) => events.map(({ subject }) => subject).sort();
  expect(subjects((await partner.readFeed({ after })).events)).toEqual(['inv_1', 'ven_fed_1']);
  expect(subjects((await other.readFeed({ after })).events)).toEqual(['ven_fed_1']);
  expect(subjects((await admin.readFeed({ after })).events)).toEqual(['inv_1', 'inv_2', 'ven_fed_1']);
  const first = await partner.readFeed({ after, pageSize: 1, eventTypes: ['naru.investor.*'] });
  expect(first).toMatchObject({ events: [{ subject: 'inv_1', data: { investor: { id: 'inv_1' } } }], more: false });
  expect(await partner.readFeed({ after: first.nextPosition })).toMatchObject({ events: [], more: false });
  const streamed: { subject: string }[] = [];
  for await (const event of partner.streamFeed({ after })) streamed.push(event);
  expect(subjects(streamed)).toEqual(['inv_1', 'ven_fed_1']);
  const stranger = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.token({ role: 'analyst' }),
  });
  clients.push(stranger);
  await expect(stranger.readFeed({})).rejects.toMatchObject({ kind: 'forbidden' });
});

test('an internal address, or one without encryption, is refused by its rule', async () => {
  const eventTypes = ['naru.registry.venture.*'];
  for (const [url, rule] of [
    ['https://10.0.0.1/', 'address.private'],
    ['https://169.254.169.254/latest/meta-data', 'address.private'],
    ['https://[fd00::1]/', 'address.private'],
    ['http://partner.example/', 'address.https'],
    ['https://user:pass@partner.example/', 'address.credentials'],
  ])
    await expect(partner.createWebhook({ url: url ?? '', eventTypes })).rejects.toMatchObject({
      kind: 'invalid',
      faults: [{ path: 'url', rule }],
    });
});

test('events that do not exist, or that partners never get, are refused by their place', async () => {
  for (const wrong of ['naru.registry.castle.*', 'naru.registry.venture.snapshot.v1', 'naru.notification.*'])
    await expect(
      partner.createWebhook({ url: receiver.url('/'), eventTypes: ['naru.registry.*', wrong] }),
    ).rejects.toMatchObject({ kind: 'invalid', faults: [{ path: 'eventTypes[1]', rule: 'event_type.known' }] });
});

test("another owner's webhook does not exist; the secretariat sees all; other roles have none", async () => {
  const { id } = await partner.createWebhook({ url: receiver.url('/own'), eventTypes: ['naru.registry.centre.*'] });
  for (const call of [
    () => other.getWebhook({ id }),
    () => other.enableWebhook({ id }),
    () => other.disableWebhook({ id }),
    () => other.rotateWebhookSecret({ id }),
    () => other.listDeliveries({ webhookId: id }),
  ])
    await expect(call()).rejects.toMatchObject({ kind: 'not_found' });
  expect((await other.listWebhooks({})).webhooks.map((webhook) => webhook.id)).not.toContain(id);
  expect((await admin.getWebhook({ id })).id).toBe(id);
  expect((await admin.listWebhooks({})).webhooks.map((webhook) => webhook.id)).toContain(id);
  const member = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.token({ role: 'venture_member', org: 'ven_1' }),
  });
  clients.push(member);
  await expect(member.createWebhook({ url: receiver.url('/'), eventTypes: ['naru.registry.*'] })).rejects.toMatchObject(
    {
      kind: 'forbidden',
    },
  );
});

test('a stored webhook of the first released shape is read and works', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/webhook.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('notification').collection('webhook').insertOne(stored);
  const webhook = await admin.getWebhook({ id: stored._id });
  expect(webhook).toMatchObject({ owner: 'org_01h455vb4pex5vsknk084sn02q', state: 'DISABLED', etag: '2' });
  expect((await admin.enableWebhook({ id: stored._id, etag: '2' })).state).toBe('ENABLED');
  await expect(admin.disableWebhook({ id: stored._id, etag: '2' })).rejects.toMatchObject({ code: 'etag.stale' });
});

test('an owner has twenty enabled webhooks, also when it asks for all at once; a disabled one makes room', async () => {
  const token = () => stack.tokenOf('partner-3', { role: 'partner_system', org: 'inv_3' });
  const many = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', { token });
  clients.push(many);
  const create = (requestId: string) =>
    many.createWebhook({ url: receiver.url('/many'), eventTypes: ['naru.registry.venture.*'], requestId });
  const asked = await Promise.allSettled(Array.from({ length: 24 }, (_, index) => create(`many-${index}`)));
  const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect([made.length, refused.length]).toEqual([20, 4]);
  for (const one of refused) expect(one).toMatchObject({ kind: 'exhausted', code: 'webhook.limit' });
  const first = asked.findIndex(({ status }) => status === 'fulfilled');
  expect(await create(`many-${first}`)).toMatchObject({ secretWithheld: true }); // A repeat is no further one.
  await many.disableWebhook({ id: made[0]?.id ?? '' });
  await create('many-more');
  await expect(many.enableWebhook({ id: made[0]?.id ?? '' })).rejects.toMatchObject({ code: 'webhook.limit' });
});
