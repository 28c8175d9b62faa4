import { expect, test } from '@jest/globals';
import type { Heals } from './rejection.ts';
import { PATIENCE, pauseMs, triedInFlight } from './retry.ts';

/** All pauses of an event that is never handled, until it is parked. */
function pausesOf(heals: Heals): number[] {
  const pauses: number[] = [];
  let waitedMs = 0;
  for (let tries = 1; tries < 1_000; tries += 1) {
    const pause = pauseMs(heals, { tries, waitedMs }, PATIENCE);
    if (pause === null) return pauses;
    pauses.push(pause);
    waitedMs += pause;
  }
  throw new Error('it is tried for ever');
}
const sum = (pauses: number[]) => pauses.reduce((all, one) => all + one, 0);

test.each<[Heals, number]>([
  ['never', 0],
  ['soon', 120_000],
  ['late', 1_800_000],
])('what heals %s is parked after %i ms', (heals, ms) => expect(sum(pausesOf(heals))).toBe(ms));

test('the pauses are whole milliseconds; they double up to a minute', () => {
  const pauses = pausesOf('late');
  expect(pauses.filter((ms) => !Number.isInteger(ms) || ms < 1)).toEqual([]);
  for (const [index, ms] of pauses.slice(0, -1).entries()) {
    const step = Math.min(60_000, 100 * 2 ** index);
    expect(ms).toBeGreaterThanOrEqual(step / 2);
    expect(ms).toBeLessThanOrEqual(step);
  }
  expect(pauses.length).toBeGreaterThan(30);
});

test('an outage of the database parks nothing, and its pauses stay in flight', () => {
  for (const tries of [1, 10, 1_000]) {
    const pause = pauseMs('outage', { tries, waitedMs: 1e9 }, PATIENCE);
    expect(pause).toBeGreaterThan(0);
    expect(pause).toBeLessThanOrEqual(PATIENCE.flightMs);
  }
});

test('the time in flight is never told too long, and an outage counts for nothing', () => {
  expect([1, 2, 3, 4].map((deliveries) => triedInFlight(deliveries, PATIENCE).waitedMs)).toEqual([0, 50, 150, 350]);
  expect(triedInFlight(1_000, PATIENCE)).toEqual({ tries: 1_000, waitedMs: 12_750 });
});
