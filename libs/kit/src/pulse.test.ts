import { expect, test } from '@jest/globals';
import { handAmbient } from '@naru/testing/hand-ambient';
import { startPulse } from './pulse.ts';

const TICK_MS = 250;
const never = () => new Promise<never>(() => undefined);

function begun() {
  const ambient = handAmbient();
  const pulse = startPulse(ambient);
  const ticks = async (number: number) => {
    for (let tick = 0; tick < number; tick += 1) {
      await ambient.resting();
      ambient.advance(TICK_MS);
    }
    await ambient.resting();
  };
  /** What has become of a wait. */
  const waited = (work: Promise<unknown>) => {
    const seen = { outcome: 'waits' };
    pulse.await(work).then(
      (value) => {
        seen.outcome = String(value);
      },
      ({ code }: { code?: string }) => {
        seen.outcome = String(code);
      },
    );
    return seen;
  };
  return { pulse, ticks, waited };
}

test('a caller waits no longer than two seconds for a database that has fallen silent', async () => {
  const { ticks, waited } = begun();
  const seen = waited(never());
  await ticks(6);
  expect(seen.outcome).toBe('waits');
  await ticks(2);
  expect(seen.outcome).toBe('database.unavailable');
});

test('a caller who comes later waits a second: work that needs no database is done by then', async () => {
  const { ticks, waited } = begun();
  await ticks(20);
  const [seen, done] = [waited(never()), waited(Promise.resolve('done'))];
  await ticks(3);
  expect([seen.outcome, done.outcome]).toEqual(['waits', 'done']);
  await ticks(1);
  expect(seen.outcome).toBe('database.unavailable');
});

test('work may take as long as it likes while the database answers', async () => {
  const { pulse, ticks, waited } = begun();
  const seen = waited(never());
  for (let second = 0; second < 10; second += 1) {
    await ticks(4);
    pulse.beat();
  }
  expect(seen.outcome).toBe('waits');
});

test('an error of the work is told as it is', async () => {
  const { pulse } = begun();
  const error = new Error('a bug');
  await expect(pulse.await(Promise.reject(error))).rejects.toBe(error);
});
