import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { halted, inHand, operationsRoom } from '@naru/testing/operations-room';
import { MongoNetworkError } from 'mongodb';
import { realAmbient } from './ambient.ts';
import { aggregateStore } from './change.ts';
import { long, type Operations, type OperationWork, short } from './operations.ts';
import { outgoing } from './outbox.ts';
import { Rejection } from './rejection.ts';

const LEASE_MS = 5_000;

let ground: Ground;
const rooms: { remove(): Promise<void> }[] = [];
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterEach(() => Promise.all(rooms.splice(0).map((one) => one.remove())));
afterAll(() => ground?.remove());

function room() {
  const one = operationsRoom(ground);
  rooms.push(one);
  return one;
}

const done = (by: string) => short(async () => ({ by }));
const start = (one: Pick<Operations, 'start'>, kind: string) => one.start(kind, {}, ground.cause());

const things = (db: ReturnType<typeof room>['db']) =>
  aggregateStore<{ text: string }, { text: string }>(
    {
      db,
      noun: 'thing',
      schema: 1,
      evolve: (_, event) => event,
      publish: () => outgoing(NetworkPlanned, { plan: { centres: 1, etag: '' } }),
    },
    { enqueue: () => {}, ambient: realAmbient },
  );

test('long work keeps its lease, and no other replica takes it', async () => {
  const { replica, stored } = room();
  const hand = inHand();
  const one = await replica({ slow: long(hand.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  await one.until(async () => (await stored(id))?.beat > 0);
  const other = await replica({ slow: done('the other') });
  other.ambient.advance(LEASE_MS / 5);
  await other.ambient.resting();
  expect(await other.get(id)).toMatchObject({ state: 'RUNNING' });
  hand.goOn[0]?.();
  expect((await one.ended(id)).result).toEqual({ by: '1' });
});

test('when the holder dies, another replica goes on once the lease has expired, and not before', async () => {
  const { replica, stored } = room();
  const dead = halted();
  const one = await replica({ slow: short(dead.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => dead.begun.length === 1);
  const number = (await stored(id))?.lease;
  const other = await replica({ slow: done('the other') });
  other.ambient.advance(LEASE_MS - 1);
  await other.ambient.resting();
  expect((await stored(id))?.lease).toBe(number);
  expect(await other.ended(id)).toMatchObject({ result: { by: 'the other' } });
  expect((await stored(id))?.lease).toBeGreaterThan(number);
  dead.goOn();
});

test('an old holder can write neither progress nor an end, and learns that it lost the lease', async () => {
  const { replica } = room();
  const [old, hand] = [halted(), inHand()];
  const one = await replica({ slow: short(old.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => old.begun.length === 1);
  const other = await replica({ slow: short(hand.work) });
  await other.until(() => hand.begun.length === 1);
  await hand.begun[0]?.progress.step(5, 10);
  const late = old.begun[0]?.progress;
  expect(late?.signal.aborted).toBe(false);
  await expect(late?.step(9, 10)).rejects.toThrow();
  expect(late?.signal.aborted).toBe(true);
  old.goOn();
  await one.stop();
  expect(await other.get(id)).toMatchObject({ state: 'RUNNING', done: 5 });
  hand.goOn[0]?.();
  expect(await other.ended(id)).toMatchObject({ state: 'SUCCEEDED', result: { by: '1' } });
});

test('a holder that reports nothing learns from its renewal that it lost the lease', async () => {
  const { replica } = room();
  const [old, hand] = [halted(), inHand()];
  const one = await replica({ slow: short(old.work) });
  await start(one, 'slow');
  await one.until(() => old.begun.length === 1);
  const other = await replica({ slow: short(hand.work) });
  await other.until(() => hand.begun.length === 1);
  await one.until(() => old.begun[0]?.progress.signal.aborted);
  expect(hand.begun[0]?.progress.signal.aborted).toBe(false);
  old.goOn();
});

test('an aggregate that the new holder has changed refuses the old holder', async () => {
  const { db, replica } = room();
  const store = things(db);
  const write = (work: Parameters<OperationWork>[0] | undefined, text: string) =>
    store.change('one', () => [{ text }], work?.cause() ?? ground.cause());
  const [old, hand] = [halted(), inHand()];
  const one = await replica({ slow: short(old.work) });
  await start(one, 'slow');
  await one.until(() => old.begun.length === 1);
  await write(old.begun[0]?.work, 'first');
  const other = await replica({ slow: short(hand.work) });
  await other.until(() => hand.begun.length === 1);
  await write(hand.begun[0]?.work, 'new');
  await expect(write(old.begun[0]?.work, 'late')).rejects.toMatchObject({
    kind: 'conflict',
    code: 'operation.superseded',
  });
  expect((await store.find('one'))?.state.text).toBe('new');
  // A change outside operations needs no lease.
  await store.change('one', () => [{ text: 'by hand' }], ground.cause());
  await write(hand.begun[0]?.work, 'newest');
  await expect(write(old.begun[0]?.work, 'late')).rejects.toMatchObject({ code: 'operation.superseded' });
  expect((await store.find('one'))?.state.text).toBe('newest');
  old.goOn();
  hand.goOn[0]?.();
});

test('work that an aggregate refuses for its lease ends without a result, and is taken up again', async () => {
  const { replica } = room();
  let times = 0;
  const one = await replica({
    refused: short(async ({ fence }) => {
      times += 1;
      const code = 'operation.superseded';
      if (times === 1)
        throw new Rejection({
          kind: 'conflict',
          code,
          said: { ko: `${fence.number} is below the floor`, en: `${fence.number} is below the floor` },
        });
      return { number: String(fence.number) };
    }),
  });
  const { id } = await start(one, 'refused');
  expect(await one.ended(id)).toMatchObject({ state: 'SUCCEEDED', result: { number: '2' } });
});

test('a cancelled operation whose holder has died is not started again', async () => {
  const { replica } = room();
  const [dead, hand] = [halted(), inHand()];
  const one = await replica({ slow: short(dead.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => dead.begun.length === 1);
  await one.cancel(id);
  const other = await replica({ slow: short(hand.work) });
  expect(await other.ended(id)).toMatchObject({ state: 'CANCELLED' });
  expect(hand.begun).toHaveLength(0);
  dead.goOn();
});

test('a service that stops gives its leases back, so that another replica goes on at once', async () => {
  const { replica, stored } = room();
  const [first, second] = [inHand(), inHand()];
  const one = await replica({ slow: short(first.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => first.begun.length === 1);
  const other = await replica({ slow: short(second.work) });
  await other.ambient.resting();
  expect(second.begun).toHaveLength(0);
  await one.stop();
  expect(await stored(id)).toMatchObject({ state: 'RUNNING', lease: 0 });
  other.ambient.advance(1_000);
  await eventually(() => second.begun.length === 1);
  expect(other.ambient.elapsedMs()).toBeLessThan(LEASE_MS);
  second.goOn[0]?.();
  await other.ended(id);
});

test('work that lost the database does not fail: it is taken up again once the lease has expired', async () => {
  const { replica } = room();
  let times = 0;
  const one = await replica({
    flaky: short(async () => {
      times += 1;
      if (times === 1) throw new MongoNetworkError('the database is away');
      return { times: String(times) };
    }),
  });
  const { id } = await start(one, 'flaky');
  expect(await one.ended(id)).toMatchObject({ state: 'SUCCEEDED', result: { times: '2' } });
  expect(one.ambient.elapsedMs()).toBeGreaterThan(LEASE_MS);
});

test.each([
  ['ahead of', 600_000],
  ['behind', -600_000],
])('an operation does not wait for a clock: its dead holder was ten minutes %s the others', async (_, offMs) => {
  const { replica } = room();
  const dead = halted();
  const one = await replica({ slow: short(dead.work) });
  one.ambient.setClock(new Date(one.ambient.now().getTime() + offMs));
  const { id } = await start(one, 'slow');
  await one.until(() => dead.begun.length === 1);
  const other = await replica({ slow: done('the other') });
  expect(await other.ended(id)).toMatchObject({ result: { by: 'the other' } });
  expect(other.ambient.elapsedMs()).toBeLessThanOrEqual(2 * LEASE_MS);
  dead.goOn();
});

test('a holder that lives keeps its operation, whatever the clock of another replica', async () => {
  const { replica, stored } = room();
  const hand = inHand();
  const one = await replica({ slow: long(hand.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  const other = await replica({ slow: done('the other') });
  other.ambient.setClock(new Date(other.ambient.now().getTime() + 600_000));
  for (let second = 0; second < 8; second += 1) {
    const beat = (await stored(id))?.beat ?? 0;
    await one.until(async () => ((await stored(id))?.beat ?? 0) > beat);
    other.ambient.advance(1_000);
    await other.ambient.resting();
  }
  expect(hand.begun[0]?.progress.signal.aborted).toBe(false);
  hand.goOn[0]?.();
  expect((await one.ended(id)).result).toEqual({ by: '1' });
});
