import { beforeAll, expect, test } from '@jest/globals';
import { log } from '@naru/telemetry/log';
import { handAmbient } from '@naru/testing/hand-ambient';
import { startTimers, type Timer } from './timers.ts';

beforeAll(() => {
  log.level = 'silent';
});

/** A timer of the noun that these tests have. */
const timerOf = (parts: Pick<Timer, 'overdue' | 'act'>): Timer => ({ noun: 'plan', late: async () => 0, ...parts });

function ticking(timers: readonly Pick<Timer, 'overdue' | 'act'>[]) {
  const ambient = handAmbient();
  const cause = () => ({ actor: 'test', now: ambient.now(), newId: ambient.newId });
  return { ambient, loop: startTimers(timers.map(timerOf), cause, ambient) };
}

test('due work is done with the time of that moment, and looked for twice a second', async () => {
  const done: [string, Date][] = [];
  const asked: Date[] = [];
  const overdue = async (by: Date) => {
    asked.push(by);
    return asked.length === 2 ? ['a', 'b'] : [];
  };
  const act = async (id: string, { now }: { now: Date }) => done.push([id, now]);
  const { ambient, loop } = ticking([{ overdue, act }]);
  await ambient.resting();
  expect(done).toEqual([]);
  ambient.advance(500);
  await ambient.resting();
  const now = ambient.now();
  expect(done).toEqual([
    ['a', now],
    ['b', now],
  ]);
  expect(asked).toEqual([new Date(now.getTime() - 500), now]);
  await loop.stop();
});

test('a failure of one, or of the search, does not stop the others', async () => {
  const done: string[] = [];
  const broken: Pick<Timer, 'overdue' | 'act'> = {
    overdue: () => Promise.reject(new Error('away')),
    act: async () => {},
  };
  const shaky: Pick<Timer, 'overdue' | 'act'> = {
    overdue: async () => ['a', 'b'],
    act: async (id) => (id === 'a' ? Promise.reject(new Error('not yet')) : done.push(id)),
  };
  const { ambient, loop } = ticking([broken, shaky]);
  await ambient.resting();
  expect(done).toEqual(['b']);
  await loop.stop();
});

test('it ends after the work in hand, and leaves the rest to other replicas', async () => {
  const done: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const act = async (id: string) => {
    done.push(id);
    await promise;
  };
  const { loop } = ticking([{ overdue: async () => ['a', 'b'], act }]);
  while (done.length === 0) await new Promise((next) => setImmediate(next));
  const stopped = loop.stop();
  resolve();
  await stopped;
  expect(done).toEqual(['a']);
});
