import { beforeAll, expect, test } from '@jest/globals';
import { log } from '@naru/telemetry/log';
import { handAmbient } from '@naru/testing/hand-ambient';
import { startLoop } from './loop.ts';

beforeAll(() => {
  log.level = 'silent';
});

/** A loop whose rounds follow `plan`: a sleep time, or an error. After the plan it sleeps for a second. */
function looping(plan: (number | Error)[], duringRound: (rounds: number) => void = () => {}) {
  const ambient = handAmbient();
  const state = { rounds: 0 };
  const round = async () => {
    state.rounds += 1;
    duringRound(state.rounds);
    const next = plan[state.rounds - 1] ?? 1_000;
    if (next instanceof Error) throw next;
    return next;
  };
  const loop = startLoop({ name: 'test', ambient, round, retry: { firstMs: 100, maxMs: 400 } });
  return { ambient, state, loop };
}

test('rounds follow each other while there is work; then the loop sleeps for the exact time', async () => {
  const { ambient, state, loop } = looping([0, 0]);
  await ambient.resting();
  expect(state.rounds).toBe(3);
  ambient.advance(999);
  expect(ambient.waitingMs()).toEqual([1_000]);
  ambient.advance(1);
  await ambient.resting();
  expect(state.rounds).toBe(4);
  await loop.stop();
});

test('a wake ends the sleep', async () => {
  const { ambient, state, loop } = looping([]);
  await ambient.resting();
  loop.wake();
  expect(ambient.waitingMs()).toEqual([]);
  await ambient.resting();
  expect(state.rounds).toBe(2);
  await loop.stop();
});

test('a round that answers infinity sleeps until it is woken, without a timer', async () => {
  const { ambient, state, loop } = looping([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  await new Promise(setImmediate);
  expect(ambient.waitingMs()).toEqual([]);
  expect(state.rounds).toBe(1);
  loop.wake();
  await new Promise(setImmediate);
  expect(state.rounds).toBe(2);
  await loop.stop();
});

test('a wake during a round is kept: the next round follows at once', async () => {
  const box: { wake: () => void } = { wake: () => {} };
  const { ambient, state, loop } = looping([], (rounds) => {
    if (rounds === 2) box.wake();
  });
  box.wake = loop.wake;
  await ambient.resting();
  ambient.advance(1_000);
  await ambient.resting();
  expect(state.rounds).toBe(3);
  await loop.stop();
});

test('a round that fails is tried again after a growing pause, which no wake shortens', async () => {
  const away = new Error('away');
  const { ambient, state, loop } = looping([away, away, away, away, 0]);
  const bounds = [100, 200, 400, 400];
  for (const [index, most] of bounds.entries()) {
    await ambient.resting();
    expect(state.rounds).toBe(index + 1);
    const [ms = 0] = ambient.waitingMs();
    expect(ms).toBeGreaterThanOrEqual(most / 2);
    expect(ms).toBeLessThanOrEqual(most);
    loop.wake();
    expect(ambient.waitingMs()).toEqual([ms]);
    ambient.advance(ms);
  }
  await ambient.resting();
  expect(ambient.waitingMs()).toEqual([1_000]);
  await loop.stop();
});

test('after a good round the pauses start small again', async () => {
  const away = new Error('away');
  const { ambient, loop } = looping([away, away, 0, away]);
  for (const most of [100, 200, 100]) {
    await ambient.resting();
    expect(ambient.waitingMs()[0]).toBeLessThanOrEqual(most);
    expect(ambient.waitingMs()[0]).toBeGreaterThanOrEqual(most / 2);
    ambient.advance(most);
  }
  await loop.stop();
});

test.each([
  ['asleep', [1_000]],
  ['waiting after a failure', [new Error('away')]],
])('stop ends it at once while it is %s', async (_, plan) => {
  const { ambient, state, loop } = looping(plan);
  await ambient.resting();
  await loop.stop();
  expect(state.rounds).toBe(1);
  expect(ambient.waitingMs()).toEqual([]);
});

test('stop waits for the round in hand, whose signal aborts', async () => {
  const ambient = handAmbient();
  const { promise, resolve } = Promise.withResolvers<void>();
  let ended = false;
  const loop = startLoop({
    name: 'test',
    ambient,
    round: async (signal) => {
      signal.addEventListener('abort', () => resolve());
      await promise;
      ended = true;
      return 0;
    },
  });
  await loop.stop();
  expect(ended).toBe(true);
});
