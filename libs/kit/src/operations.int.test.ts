import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { inHand, operationsRoom } from '@naru/testing/operations-room';
import { long, type Operations, short } from './operations.ts';
import { Rejection } from './rejection.ts';

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

test('work is done once, with its result, and its place is free again', async () => {
  const { replica, stored } = room();
  const one = await replica({ count: short(async ({ params }) => ({ doubled: String(Number(params.n) * 2) })) });
  const { id } = await one.start('count', { n: 21 }, ground.cause());
  expect(await one.ended(id)).toMatchObject({ state: 'SUCCEEDED', result: { doubled: '42' } });
  expect(await stored(id)).not.toHaveProperty('place');
});

test('a Get shows the progress, and a watcher gets each change and the end', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: short(hand.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  const seen: [number, number, string][] = [];
  const watching = (async () => {
    for await (const { done: steps, total, state } of one.watch(id, new AbortController().signal))
      seen.push([steps, total, state]);
  })();
  await eventually(() => seen.length === 1);
  await hand.begun[0]?.progress.step(3, 10, { found: 'so far' });
  expect(await one.get(id)).toMatchObject({ done: 3, total: 10, result: { found: 'so far' } });
  await one.until(() => seen.length === 2);
  hand.goOn[0]?.();
  await one.ended(id);
  await one.until(() => seen.length === 3);
  await watching;
  expect(seen).toEqual([
    [0, 0, 'RUNNING'],
    [3, 10, 'RUNNING'],
    [3, 10, 'SUCCEEDED'],
  ]);
});

test('work that is cancelled while it runs sees its signal abort, and ends as cancelled', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: short(hand.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  expect(await one.cancel(id)).toMatchObject({ state: 'RUNNING' });
  expect(await one.ended(id)).toMatchObject({ state: 'CANCELLED', error: undefined, errorCode: '' });
  expect(hand.begun[0]?.progress.signal.aborted).toBe(true);
});

test('the next step tells the work that it was cancelled', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: short(hand.work) });
  const { id } = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  await one.cancel(id);
  await expect(hand.begun[0]?.progress.step(1, 2)).rejects.toThrow();
  expect(await one.ended(id)).toMatchObject({ state: 'CANCELLED', done: 1 });
});

test('an operation that is cancelled before its start never starts; an ended one stays as it is', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: long(hand.work), quick: done('one') });
  const first = await start(one, 'slow');
  await one.until(() => hand.begun.length === 1);
  const waiting = await start(one, 'slow');
  expect(await one.cancel(waiting.id)).toMatchObject({ state: 'CANCELLED' });
  hand.goOn[0]?.();
  await one.ended(first.id);
  const quick = await start(one, 'quick');
  await one.ended(quick.id);
  expect(await one.cancel(quick.id)).toMatchObject({ state: 'SUCCEEDED' });
  expect(hand.begun).toHaveLength(1);
});

test('a full long lane delays long work, but no short work', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ solve: long(hand.work), snapshot: done('one') }, { openMax: 60 });
  const solves = await Promise.all(Array.from({ length: 50 }, () => start(one, 'solve')));
  await one.until(() => hand.begun.length === 1);
  const { id } = await start(one, 'snapshot');
  expect(await one.ended(id)).toMatchObject({ state: 'SUCCEEDED' });
  expect(hand.begun).toHaveLength(1);
  hand.goOn[0]?.();
  await one.until(() => hand.begun.length === 2);
  const states = await Promise.all(solves.map((solve) => one.get(solve.id)));
  expect(states.filter(({ state }) => state === 'SUCCEEDED')).toHaveLength(1);
});

test('each lane has its own limit: two short operations run beside a long one, and a long one beside two short ones', async () => {
  for (const order of [
    ['solve', 'snapshot', 'snapshot'],
    ['snapshot', 'snapshot', 'solve'],
  ]) {
    const hand = inHand();
    const one = await room().replica({ solve: long(hand.work), snapshot: short(hand.work) });
    for (const [begun, kind] of order.entries()) {
      await start(one, kind);
      await one.until(() => hand.begun.length === begun + 1);
    }
  }
});

test('short work runs two at a time, oldest first', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ quick: short(hand.work) });
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    ids.push((await start(one, 'quick')).id);
    await one.until(() => hand.begun.length === Math.min(n + 1, 2));
  }
  one.ambient.advance(1_000);
  await one.ambient.resting(3);
  expect(hand.begun.map(({ work }) => work.id)).toEqual(ids.slice(0, 2));
  hand.goOn[1]?.();
  await one.until(() => hand.begun.length === 3);
  expect(hand.begun[2]?.work.id).toBe(ids[2]);
});

test('a caller may have three open operations, also when many are requested at the same time', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: long(hand.work) });
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => start(one, 'slow')));
  const refused = asked.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(3);
  for (const { reason } of refused) {
    expect(reason).toMatchObject({ kind: 'exhausted', code: 'operation.limit' });
    expect(reason.message).toMatch(/3 operations.*wait.*cancel/);
  }
  const another = { ...ground.cause(), actor: 'somebody else' };
  await expect(one.start('slow', {}, another)).resolves.toMatchObject({ state: 'RUNNING' });
  await one.until(() => hand.begun.length === 1);
  hand.goOn[0]?.();
  await one.ended(hand.begun[0]?.work.id ?? '');
  await expect(start(one, 'slow')).resolves.toMatchObject({ state: 'RUNNING' });
});

test('the same request returns the same operation, also at the limit; another payload under its id is refused', async () => {
  const { replica } = room();
  const hand = inHand();
  const one = await replica({ slow: long(hand.work) });
  const cause = (key: string, digest = 'same') => ({ ...ground.cause(), request: { key, digest } });
  const [first, again] = await Promise.all([one.start('slow', {}, cause('a')), one.start('slow', {}, cause('a'))]);
  expect(again.id).toBe(first.id);
  await one.start('slow', {}, cause('b'));
  await one.start('slow', {}, cause('c'));
  expect((await one.start('slow', {}, cause('a'))).id).toBe(first.id);
  expect((await one.repeated(cause('a')))?.id).toBe(first.id);
  await expect(one.start('slow', {}, cause('a', 'other'))).rejects.toMatchObject({ code: 'request.id_reused' });
  await expect(one.start('slow', {}, cause('d'))).rejects.toMatchObject({ code: 'operation.limit' });
});

test('a refusal is the error of the operation; any other failure is shown as an internal error', async () => {
  const { db, replica, stored } = room();
  const one = await replica({
    refused: short(async () => {
      throw new Rejection({ kind: 'rule', code: 'thing.changed', said: { ko: '다시 푸십시오', en: 'solve it again' } });
    }),
    broken: short(async () => {
      throw new Error('a secret of the house');
    }),
  });
  const [refused, broken] = [await start(one, 'refused'), await start(one, 'broken')];
  expect(await one.ended(refused.id)).toMatchObject({
    ...{ state: 'FAILED', errorCode: 'thing.changed', error: { ko: '다시 푸십시오', en: 'solve it again' } },
  });
  expect(await one.ended(broken.id)).toMatchObject({
    ...{
      state: 'FAILED',
      errorCode: 'internal',
      error: {
        ko: '내부 오류가 발생했습니다. 운영자에게 알리십시오',
        en: 'internal error; tell the operator of this service',
      },
    },
  });
  expect((await stored(refused.id))?.error).toMatchObject({ code: 'thing.changed' });
  // An operation from before refusals had codes.
  await db.collection('operations').updateOne({ _id: broken.id as never }, { $set: { error: 'it is too late' } });
  expect(await one.get(broken.id)).toMatchObject({
    errorCode: '',
    error: { ko: 'it is too late', en: 'it is too late' },
  });
});

test('an operation of a kind that no replica knows waits, and can be cancelled', async () => {
  const { replica } = room();
  const one = await replica({});
  const { id } = await start(one, 'of a newer version');
  one.ambient.advance(1_000);
  await one.ambient.resting();
  expect(await one.get(id)).toMatchObject({ state: 'RUNNING' });
  expect(await one.cancel(id)).toMatchObject({ state: 'CANCELLED' });
  await expect(one.get('op_none')).rejects.toMatchObject({ kind: 'not_found' });
  expect(await one.ownership(id)).toEqual({ subject: 'test' });
});
