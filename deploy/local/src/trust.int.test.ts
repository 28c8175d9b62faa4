/**
 * Who may do what on the bus and on the databases of a system: every service against every other, with the users that
 * the start script makes. What is refused has no effect, and the servers say who tried what.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import { addressed, heardApi } from '@naru/bus/names';
import { eventually } from '@naru/testing/eventually';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient, MongoServerError } from 'mongodb';
import {
  contexts,
  durablesOf,
  headersAs,
  openTrustRoom,
  pairs,
  refusals,
  saysViolation,
  type TrustRoom,
  violations,
} from './fixture/trust.ts';
import { startServers } from './servers.ts';

let room: TrustRoom;
beforeAll(async () => {
  room = await openTrustRoom();
}, 180_000);
afterAll(() => room?.stop());

/** What only the service of a context may say, or nobody. */
function sayingsAbout(on: string): string[] {
  const stream = `naru_${on}`;
  const api = (way: string) => `$JS.API.${way}`;

  return [
    `naru.${on}.thing.made.v1.two`,
    `naru_saved.${on}.thing.elsewhere`,
    `naru_live.${on}`,
    `_INBOX.${on}.anything`,
    ...['INFO', 'UPDATE', 'DELETE', 'PURGE', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT'].map((way) =>
      api(`STREAM.${way}.${stream}`),
    ),
    api(`DIRECT.GET.${stream}`),
    api(`CONSUMER.CREATE.${stream}`),
    api(`CONSUMER.CREATE.${stream}.spy`),
    api(`CONSUMER.DURABLE.CREATE.${stream}.spy`),
    api(`CONSUMER.NAMES.${stream}`),
    ...durablesOf(on).flatMap(({ owner, name }) => [
      ...['MSG.NEXT', 'INFO', 'DELETE'].flatMap((way) => [
        api(`CONSUMER.${way}.naru_${owner}.${name}`),
        `${heardApi(owner)}.CONSUMER.${way}.naru_${owner}.${name}`,
      ]),
      `$JS.ACK.naru_${owner}.${name}.1.1.1.1.1`,
    ]),
  ];
}

describe.each(pairs)('%s against %s', (by, on) => {
  const sayings = sayingsAbout(on);

  test('its subjects, its stream, its durables and its inbox refuse it, and the server says who tried what', async () => {
    const before = await room.stateOf(on);
    for (const subject of sayings)
      expect([subject, await refusals(room.user(by), (one) => one.publish(subject, '{}'))]).toEqual([
        subject,
        [`Permissions Violation for Publish to "${subject}"`],
      ]);
    expect(await room.stateOf(on)).toEqual(before);
    const said = new Set(violations(room));
    expect(sayings.filter((subject) => !said.has(saysViolation(by, subject)))).toEqual([]);
  });

  test('it hears nothing of it', async () => {
    for (const subject of [
      `naru.${on}.>`,
      `naru_saved.${on}.>`,
      `naru_live.${on}`,
      `_INBOX.${on}.>`,
      '>',
      '*.>',
      '$JS.>',
    ])
      expect([subject, await refusals(room.user(by), (one) => one.subscribe(subject))]).toEqual([
        subject,
        [`Permissions Violation for Subscription to "${subject}"`],
      ]);
  });

  test('its database refuses it', async () => {
    const client = await MongoClient.connect(room.servers.environmentOf(by).MONGODB_URI ?? '');
    const things = client.db(`naru_${on}`).collection('things');
    const attempts = [
      things.findOne(),
      things.insertOne({}),
      things.deleteMany({}),
      client.db(`naru_${on}`).dropDatabase(),
    ];
    for (const attempt of attempts)
      await expect(attempt).rejects.toMatchObject({ code: 13, message: expect.stringMatching(/not authorized/) });
    await client.close();
  });
});

/** Requests that the server answers, each with its payload: to the address that the asker gives. */
function wishesOf(by: string): [string, string][] {
  const nexts = durablesOf(by).map(
    ({ owner, name }) => `${owner === by ? '$JS.API' : heardApi(owner)}.CONSUMER.MSG.NEXT.naru_${owner}.${name}`,
  );
  return [[`$JS.API.STREAM.INFO.naru_${by}`, ''], ...nexts.map((next): [string, string] => [next, NO_WAIT])];
}
const NO_WAIT = '{"batch":1,"no_wait":true}';

/** The server itself publishes answers, so an answer could say what its asker may not: to a subject of another one. */
test.each(pairs)('%s cannot make the server say something to %s by the address of an answer', async (by, on) => {
  const before = await room.stateOf(on);
  const { connection } = room.user(by);
  const told = [
    `naru.${on}.thing.made.v1.by-answer`,
    ...['DELETE', 'PURGE'].map((way) => `$JS.API.STREAM.${way}.naru_${on}`),
  ];
  for (const reply of told) for (const [wish, payload] of wishesOf(by)) connection.publish(wish, payload, { reply });
  await connection.flush();
  // What was asked for last was answered last.
  await connection.request(`$JS.API.STREAM.INFO.naru_${by}`, '');
  expect(await room.stateOf(on)).toEqual(before);
});

test('planted: where services share one account, the same answer lands in the stream of another one', async () => {
  const dataDir = path.join(room.dataDir, 'shared');
  const shared = await startServers({ dataDir, synced: false });
  try {
    const { hostname, port, password } = new URL(shared.natsUrl);
    const whole = await connect(addressed(shared.natsUrl));
    const manager = await jetstreamManager(whole);
    for (const context of ['matching', 'investor']) await layStream({ manager, prefix: 'run.' }, context);
    const attacker = await connect({ servers: `${hostname}:${port}`, user: 'matching', pass: password });
    attacker.publish('$JS.API.STREAM.INFO.run_naru_matching', '', { reply: 'run.naru.investor.deal.confirmed.v1.x' });
    await attacker.flush();
    const stored = async () => (await manager.streams.info('run_naru_investor')).state.messages;
    await eventually(async () => (await stored()) === 1);
    await attacker.close();
    await whole.close();
  } finally {
    await shared.stop();
  }
}, 60_000);

test.each([
  ['nobody', {}],
  ['a user with a wrong password', { user: 'investor', pass: 'wrong' }],
  ['a user that is not there', { user: 'root', pass: 'root' }],
])('%s is not let in', async (_, credentials) => {
  const address = addressed(room.servers.natsUrl);
  await expect(connect({ ...address, ...credentials })).rejects.toThrow(/authorization violation/i);
  expect(room.logged(/authentication error/).length).toBeGreaterThan(0);
});

test('the database lets nobody in without a user of its own', async () => {
  const { host } = new URL(room.servers.mongodbUri.replace('mongodb://', 'http://'));
  for (const who of ['', 'registry:wrong@']) {
    const client = new MongoClient(`mongodb://${who}${host}/?replicaSet=secantus&authSource=admin`);
    await expect(client.db('naru_registry').collection('things').findOne()).rejects.toBeInstanceOf(MongoServerError);
    await client.close();
  }
});

/** The attacks of the audit, word for word: an event of another one, and one that would hide a venture for good. */
test.each([
  ['naru.investor.deal.confirmed.v1.deal_forged', 'investor'],
  ['naru.registry.venture.consent_withdrawn.v1.ven_forged', 'registry'],
])('nobody but its owner forges %s', async (subject, owner) => {
  const before = await room.stateOf(owner);
  for (const context of contexts.filter((one) => one !== owner)) {
    const { connection } = room.user(context);
    const forgery = jetstream(connection).publish(subject, 'forged', {
      headers: headersAs('forged-1'),
      msgID: 'forged-1',
      timeout: 1_000,
    });
    await expect(forgery).rejects.toThrow(/Permissions Violation for Publish/i);
    expect(violations(room)).toContain(saysViolation(context, subject));
  }
  expect(await room.stateOf(owner)).toEqual(before);
});
