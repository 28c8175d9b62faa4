import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import { type AggregateSpec, aggregateStore, type RelayQueue } from './change.ts';
import { outgoing } from './outbox.ts';

interface Counter {
  count: number;
  label?: string;
}
type Counted = { type: 'Counted'; by: number };

let ground: Ground;
const idle: RelayQueue = { ambient: realAmbient, enqueue: () => {} };

beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterAll(() => ground?.remove());

function counters(noun: string, relay: RelayQueue = idle, more: Partial<AggregateSpec<Counter, Counted>> = {}) {
  return aggregateStore<Counter, Counted>(
    {
      db: ground.database.db,
      noun,
      schema: 1,
      evolve: (state, { by }) => ({ ...state, count: (state?.count ?? 0) + by }),
      publish: (_, { count }) => outgoing(NetworkPlanned, { plan: { centres: count, etag: '' } }),
      ...more,
    },
    relay,
  );
}

const add = (by: number) => (): Counted[] => [{ type: 'Counted', by }];

test('a question in terms of the state finds all that fit', async () => {
  const store = counters('asked');
  for (const id of ['a', 'b', 'c', 'd']) await store.change(id, add(id === 'c' ? 2 : 1), ground.cause());
  expect((await store.all({ where: { count: 1 } })).map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  expect((await store.all({ anyOf: [{ count: 2 }] })).map(({ id }) => id)).toEqual(['c']);
  expect(await store.all({ anyOf: [] })).toEqual([]);
  expect((await store.all({ newest: 2 })).map(({ id }) => id)).toEqual(['d', 'c']);
  expect((await store.all({ ids: ['a', 'x'] })).map(({ id }) => id)).toEqual(['a']);
});

test('aggregates that are due are found by their time, the longest overdue first', async () => {
  const at = (s: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, s));
  const store = counters('timed', idle, { dueAt: ({ count }) => (count < 9 ? at(count) : undefined) });
  for (const [id, due] of [
    ['a', 3],
    ['b', 1],
    ['c', 2],
    ['d', 9],
  ] as const)
    await store.change(id, add(due), ground.cause());
  const timer = store.due((state, now) => add(now.getTime() === at(2).getTime() && state?.count === 1 ? 8 : 0)());
  expect(await timer.overdue(at(2), 10)).toEqual(['b', 'c']);
  expect(await timer.overdue(at(2), 1)).toEqual(['b']);
  await timer.act('b', { ...ground.cause(), now: at(2) });
  expect(await timer.overdue(at(2), 10)).toEqual(['c']);
});

test('snapshots give the present state of all aggregates, with their versions', async () => {
  const store = counters('shown', idle, {
    snapshot: ({ count }) => outgoing(NetworkPlanned, { plan: { centres: count, etag: '' } }),
  });
  await store.change('a', add(1), ground.cause());
  await store.change('a', add(1), ground.cause());
  await store.change('b', add(5), ground.cause());
  const said: [string, number, number | undefined][] = [];
  for await (const { aggregate, version, data } of store.snapshots?.(ground.cause) ?? [])
    said.push([aggregate, version, NetworkPlanned.decode(data as Uint8Array).plan?.centres]);
  expect(said).toEqual([
    ['a', 2, 2],
    ['b', 1, 5],
  ]);
  expect(counters('silent').snapshots).toBeNull();
});
