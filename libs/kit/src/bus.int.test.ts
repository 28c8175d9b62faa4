import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Ground, startGround } from '@naru/testing/ground';
import { connectBus } from './bus.ts';
import { outgoing, toEntries } from './outbox.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
  await ground.bus.ensureStream('registry');
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
  await ground.bus.ensureStream('registry');
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

test('erasing removes the events of the aggregate before that place, and no event of others', async () => {
  const places: number[] = [];
  for (const entry of entriesOf('erased', 3)) places.push(await ground.bus.publish('registry', entry));
  for (const entry of entriesOf('other', 1)) await ground.bus.publish('registry', entry);
  await ground.bus.purge('registry', 'erased', places[2] ?? 0);
  expect([await kept('erased'), await kept('other')]).toEqual([1, 1]);
});

test('an existing consumer is updated', async () => {
  const stream = ground.bus.stream('registry');
  const durable_name = `${ground.bus.prefix.replaceAll('.', '_')}durable`;
  const settings = {
    durable_name,
    ack_policy: 'explicit' as const,
    filter_subjects: [`${ground.bus.prefix}naru.registry.>`],
  };
  await ground.bus.ensureConsumer(stream, { ...settings, max_ack_pending: 10 });
  const consumer = await ground.bus.ensureConsumer(stream, { ...settings, max_ack_pending: 20 });
  expect((await consumer.info()).config).toMatchObject({ durable_name, max_ack_pending: 20 });
  await expect(ground.bus.ensureConsumer('no_such_stream', settings)).rejects.toThrow('stream not found');
});

test('it is connected until it is closed, with the credentials from its address', async () => {
  const { host } = new URL(`nats://${ground.bus.connection.getServer()}`);
  for (const url of [`nats://${host}`, host, `nats://kim:p%40ss@${host},nats://${host}`, `nats://secret@${host}`]) {
    const bus = await connectBus({ url, prefix: '', name: 'another' });
    expect([bus.connected(), bus.connection.getServer()]).toEqual([true, host]);
    await bus.close();
    expect(bus.connected()).toBe(false);
    await bus.close();
  }
});
