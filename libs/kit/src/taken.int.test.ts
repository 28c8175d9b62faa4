/** A unique key of an aggregate: who holds it keeps others out, and whoever lets go of it lets them in. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import { aggregateStore } from './change.ts';
import { outgoing } from './outbox.ts';
import { openStore } from './raw.ts';
import { Rejection } from './rejection.ts';

interface Counter {
  count: number;
}
type Counted = { type: 'Counted'; by: number };

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

/** Counters of which only one at a time may be above 0. */
const counters = (noun: string) =>
  aggregateStore<Counter, Counted>(
    {
      db: ground.database.db,
      noun,
      schema: 1,
      evolve: (state, { by }) => ({ count: (state?.count ?? 0) + by }),
      publish: (_, { count }) => outgoing(NetworkPlanned, { plan: { centres: count, etag: '' } }),
      keys: ({ count }) => ({ label: count > 0 ? 'the only one' : undefined }),
      taken: {
        label: () => new Rejection({ kind: 'exists', code: 'label.taken', said: { ko: '쓰임', en: 'taken' } }),
      },
    },
    { ambient: realAmbient, enqueue: () => {} },
  );

const add = (by: number) => (): Counted[] => [{ type: 'Counted', by }];

test('a key that is taken is refused, and can be taken again once it is given up', async () => {
  const store = counters('keyed');
  await store.ensureIndexes();
  await store.change('one', add(1), ground.cause());
  await expect(store.change('two', add(1), ground.cause())).rejects.toMatchObject({ code: 'label.taken' });
  await store.change('one', add(-1), ground.cause());
  await store.change('two', add(1), ground.cause());
});

test.each(['insertOne', 'updateOne'] as const)(
  'a key that is given up after %s has failed on it, and before its holder is looked for, is taken by the next attempt',
  async (write) => {
    const [store, holding] = [counters(`given_up_${write}`), counters(`given_up_${write}`)];
    await store.ensureIndexes();
    await holding.change('one', add(1), ground.cause());
    if (write === 'updateOne') await store.change('two', add(0), ground.cause());
    const { collection } = openStore(store);
    const real = collection[write].bind(collection) as (...args: unknown[]) => Promise<unknown>;
    let failed = 0;
    collection[write] = (async (...args: unknown[]) => {
      try {
        return await real(...args);
      } catch (error) {
        failed += 1;
        await holding.change('one', add(-1), ground.cause());
        throw error;
      }
    }) as never;
    expect((await store.change('two', add(1), ground.cause())).state).toEqual({ count: 1 });
    expect(failed).toBe(1);
    expect(await collection.findOne({ _id: 'two' })).toMatchObject({ keys: { label: 'the only one' } });
  },
);
