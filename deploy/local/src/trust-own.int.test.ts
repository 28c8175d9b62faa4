/** What a service may do with its own, what it may not even there, and what stands in a data folder. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layBus } from '@naru/bus/lay';
import { addressed, durableOf, type Hearing, heardApi } from '@naru/bus/names';
import { type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { allowedPlan, laidPlan } from './bus-plan.ts';
import { partsOf } from './data-dir.ts';
import { contexts, durablesOf, NAMES, openTrustRoom, openUser, refusals, type TrustRoom } from './fixture/trust.ts';
import { startServers } from './servers.ts';

let room: TrustRoom;
beforeAll(async () => {
  room = await openTrustRoom();
}, 180_000);
afterAll(() => room?.stop());

test.each(contexts)('%s publishes, and reads, deletes and purges what is its own', async (context) => {
  const { connection } = room.user(context);
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const stream = `naru_${context}`;
  const { seq } = await jetstream(connection).publish(`naru.${context}.thing.made.v1.own`, 'text');
  const { state } = await manager.streams.info(stream, { subjects_filter: `naru.${context}.*.*.*.own` });
  expect(state.subjects).toEqual({ [`naru.${context}.thing.made.v1.own`]: 1 });
  expect((await manager.streams.getMessage(stream, { seq }))?.string()).toBe('text');
  expect(await manager.streams.deleteMessage(stream, seq, true)).toBe(true);
  await jetstream(connection).publish(`naru.${context}.thing.made.v1.own`, 'text');
  expect((await manager.streams.purge(stream, { filter: `naru.${context}.*.*.*.own` })).purged).toBe(1);
});

test.each(contexts)(
  '%s fetches from each of its durables and acknowledges there, and finds them by nothing but their names',
  async (context) => {
    const { connection } = room.user(context);
    for (const { owner, hearing, name } of durablesOf(context)) {
      const type = hearing.types.find((one) => one.startsWith(`naru.${owner}.`));
      await jetstream(room.deployer(owner).connection).publish(`${type}.for-${context}`, 'news');
      const client = jetstream(connection, owner === context ? {} : { apiPrefix: heardApi(owner) });
      const consumer = await client.consumers.get(`naru_${owner}`, name);
      let news: JsMsg | undefined;
      for await (const message of await consumer.fetch({ max_messages: 64, expires: 2_000 })) {
        if (message.subject.endsWith(`.for-${context}`)) news = message;
        await message.ackAck();
        if (news && message.info.pending === 0) break;
      }
      expect([name, news?.subject]).toEqual([name, `${type}.for-${context}`]);
      expect((await room.deployer(owner).manager.consumers.info(`naru_${owner}`, name)).num_ack_pending).toBe(0);
    }
  },
);

test.each(contexts)(
  '%s makes no stream and no durable, even on its own stream, and asks for nothing about the others',
  async (context) => {
    const ways = [
      'INFO',
      'STREAM.NAMES',
      'STREAM.LIST',
      'STREAM.CREATE.mine',
      `STREAM.UPDATE.naru_${context}`,
      `STREAM.DELETE.naru_${context}`,
      `CONSUMER.CREATE.naru_${context}`,
      `CONSUMER.CREATE.naru_${context}.spy.naru.${context}.>`,
      `CONSUMER.DURABLE.CREATE.naru_${context}.spy`,
      `CONSUMER.LIST.naru_${context}`,
    ];
    for (const way of ways) {
      const subject = `$JS.API.${way}`;
      expect([subject, await refusals(room.user(context), (one) => one.publish(subject, '{}'))]).toEqual([
        subject,
        [`Permissions Violation for Publish to "${subject}"`],
      ]);
    }
  },
);

test.each(contexts)('the replicas of %s hear each other, and its database is its own', async (context) => {
  const replica = await room.openUser(context);
  const heard: string[] = [];
  for (const subject of [`naru_saved.${context}.>`, `naru_live.${context}`])
    replica.connection.subscribe(subject, { callback: (_, message) => void heard.push(message.string()) });
  await replica.connection.flush();
  const { connection } = room.user(context);
  connection.publish(`naru_saved.${context}.thing.rep_1`, 'id');
  connection.publish(`naru_live.${context}`, 'news');
  await connection.flush();
  await replica.connection.flush();
  expect([heard, replica.refused]).toEqual([['id', 'news'], []]);
  await replica.connection.close();
  const client = await MongoClient.connect(room.servers.environmentOf(context).MONGODB_URI ?? '');
  const things = client.db(`naru_${context}`).collection('things');
  await things.createIndex({ name: 1 });
  await things.insertOne({ name: 'mine' });
  expect(await things.countDocuments()).toBe(1);
  await client.close();
});

test('during an upgrade the durables of both versions stand side by side, and the service reads both', async () => {
  const now: Hearing = {
    service: 'matching-engine',
    subscription: 'upgrade',
    types: ['naru.registry.venture.published.v1'],
  };
  const then: Hearing = { ...now, types: [...now.types, 'naru.registry.venture.closed.v1'] };
  const old = await startServers({
    dataDir: path.join(room.dataDir, 'upgrade'),
    synced: false,
    names: { ...NAMES, hearings: { now: [now], released: [then] } },
  });
  try {
    // What the version before has made.
    await layBus({ contexts, hearings: [then] }, { urlOf: old.busOf, prefix: '' });
    const { connection } = await openUser(old, 'matching');
    const owner = await connect(addressed(old.busOf('registry')));
    await jetstream(owner).publish('naru.registry.venture.published.v1.ven_1', 'news');
    for (const hearing of [then, now]) {
      const client = jetstream(connection, { apiPrefix: heardApi('registry') });
      const consumer = await client.consumers.get('naru_registry', durableOf('', hearing));
      expect((await consumer.next({ expires: 2_000 }))?.string()).toBe('news');
    }
    await connection.close();
    await owner.close();
  } finally {
    await old.stop();
  }
}, 60_000);

test('the plan of what is allowed holds what is laid', () => {
  const allowed = new Set(allowedPlan().hearings.map((one) => durableOf('', one)));
  for (const hearing of laidPlan().hearings) expect(allowed).toContain(durableOf('', hearing));
});

test('nobody else on the machine can look into the folder, or read a secret in it', () => {
  const { secret, natsConf, logs } = partsOf(room.dataDir);
  const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
  expect([room.dataDir, logs, secret, natsConf].map(modeOf)).toEqual(['700', '700', '600', '600']);
});

test('no password stands in the arguments of a process', () => {
  const passwords = contexts.flatMap((context) => {
    const { MONGODB_URI = '', NATS_PASSWORD = '' } = room.servers.environmentOf(context);
    return [NATS_PASSWORD, new URL(MONGODB_URI.replace('mongodb://', 'http://')).password];
  });
  for (const { pid } of Object.values(room.servers.children)) {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    expect(line.length).toBeGreaterThan(10);
    for (const password of passwords) expect(line).not.toContain(password);
  }
});
