import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layDurable, layStream } from '@naru/bus/lay';
import { durableOf } from '@naru/bus/names';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Ground, startGround } from '@naru/testing/ground';
import { connectBus } from './bus.ts';
import { outgoing, toEntries } from './outbox.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

function entriesOf(aggregate: string, count: number) {
  const events = Array.from({ length: count }, (_, at) =>
    outgoing(NetworkPlanned, { plan: { centres: at, etag: '' } }),
  );
  return toEntries({ aggregate, version: 0, events, cause: ground.cause() });
}

const kept = async (aggregate: string) => {
  const { manager, prefix, stream } = ground.bus;
  const { state } = await manager.streams.info(stream('registry'), {
    subjects_filter: `${prefix}naru.registry.*.*.*.${aggregate}`,
  });
  return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
};

test('a stream keeps events on disk for thirty days, and only those of its context', async () => {
  await layStream(ground.bus, 'registry');
  const { config } = await ground.bus.manager.streams.info(ground.bus.stream('registry'));
  expect(config).toMatchObject({
    subjects: [`${ground.bus.prefix}naru.registry.>`],
    storage: 'file',
    retention: 'limits',
    discard: 'old',
    max_age: 30 * 24 * 3_600 * 1e9,
    duplicate_window: 120 * 1e9,
    num_replicas: 1,
  });
});

test('an event that is published twice is stored once; its second edition is stored beside it', async () => {
  const [entry] = entriesOf('twice', 1);
  if (!entry) throw new Error('no entry');
  const place = await ground.bus.publish('registry', entry);
  expect(await ground.bus.publish('registry', entry)).toBe(place);
  expect(await kept('twice')).toBe(1);
  expect(await ground.bus.publish('registry', entry, ':again')).toBeGreaterThan(place);
  expect(await kept('twice')).toBe(2);
});

test('the messages about an aggregate are found, and erasing removes the named ones and no others', async () => {
  const entries = entriesOf('erased', 3);
  for (const entry of entries) await ground.bus.publish('registry', entry);
  for (const entry of entriesOf('other', 1)) await ground.bus.publish('registry', entry);
  const found = await ground.bus.about('registry', 'erased');
  expect(found.map(({ id, type, version }) => ({ id, type, version }))).toEqual(
    entries.map(({ id, type, version }) => ({ id, type, version })),
  );
  expect(found.map(({ data }) => Buffer.from(data))).toEqual(
    entries.map(({ data }) => Buffer.from(data as Uint8Array)),
  );
  const places = found.slice(0, 2).map(({ place }) => place);
  await ground.bus.erase('registry', places);
  // Another replica may have erased them.
  await ground.bus.erase('registry', places);
  expect([await kept('erased'), await kept('other')]).toEqual([1, 1]);
  expect((await ground.bus.about('registry', 'erased')).map(({ version }) => version)).toEqual([3]);
  expect(await ground.bus.about('registry', 'nobody')).toEqual([]);
});

test('a durable that is laid twice is one, with the events of its types from the first, and is found by its name', async () => {
  const hearing = { service: 'test', subscription: 'laid', types: ['naru.registry.network.planned.v1'] };
  await layDurable(ground.bus, 'registry', hearing);
  await layDurable(ground.bus, 'registry', hearing);
  const { prefix } = ground.bus;
  const found = await ground.bus.durable('registry', durableOf(prefix, hearing));
  expect((await found.info()).config).toMatchObject({
    durable_name: expect.stringMatching(/_test-laid-[0-9a-f]{8}$/),
    filter_subjects: [`${prefix}naru.registry.network.planned.v1.>`],
    ack_policy: 'explicit',
    deliver_policy: 'all',
    max_ack_pending: 4_000,
  });
});

test('a durable that nobody has laid is named, with who has to make it', async () => {
  const missing = ground.bus.durable('registry', 'test-nothing-00000000');
  await expect(missing).rejects.toThrow(/test-nothing-00000000 is not on .*naru_registry: the deploy step/);
  await expect(ground.bus.durable('nowhere', 'x')).rejects.toThrow(/x is not on .*naru_nowhere/);
  const hearing = { service: 'test', subscription: 'laid', types: ['naru.nowhere.network.planned.v1'] };
  await expect(layDurable(ground.bus, 'nowhere', hearing)).rejects.toThrow('stream not found');
});

test('it is connected until it is closed, with the credentials from its address', async () => {
  const { host, username, password } = new URL(ground.natsUrl);
  const credentials = username ? `${username}:${password}@` : '';
  for (const url of [
    `nats://${credentials}${host}`,
    `${credentials}${host}`,
    `nats://${credentials}${host},nats://${host}`,
  ]) {
    const bus = await connectBus({ url, prefix: '', name: 'another' });
    expect([bus.connected(), bus.connection.getServer()]).toEqual([true, host]);
    await bus.close();
    expect(bus.connected()).toBe(false);
    await bus.close();
  }
});
