import { expect, test } from '@jest/globals';
import { closed } from '@naru/kit/raw';
import { Rejection } from '@naru/kit/rejection';
import fc from 'fast-check';
import { openInPlace } from './quota.ts';
import { HALF_TAKEN, PLACE_TAKEN, type RoundStore } from './store.ts';

/** The unique keys of the rounds of a programme. Other callers act between any two steps. */
function keysOf(turns: () => Promise<void>) {
  const [places, halves] = [new Map<string, number>(), new Set<string>()];
  const taken = (code: string) => new Rejection({ kind: 'exists', code, said: { ko: code, en: code } });
  const countDocuments = async ({ 'state.year': year }: { 'state.year': number }) => {
    await turns();
    return [...places.values()].filter((one) => one === year).length;
  };
  return {
    store: closed({ collection: { countDocuments } }) as unknown as RoundStore,
    opened: places,
    open: async (year: number, half: string, place: number) => {
      await turns();
      if (place > 0 && places.has(`${year}:${place}`)) throw taken(PLACE_TAKEN);
      if (half && halves.has(`${year}:${half}`)) throw taken(HALF_TAKEN);
      places.set(`${year}:${place}`, year);
      if (half) halves.add(`${year}:${half}`);
    },
  };
}

const asked = fc.array(fc.record({ year: fc.constantFrom(2015, 2016), half: fc.constantFrom('H1', 'H2', '') }), {
  maxLength: 12,
});

test('with any number of concurrent requests a year has at most two rounds, and a caller refused in a full year is told the limit', () =>
  fc.assert(
    fc.asyncProperty(asked, fc.scheduler(), async (calls, scheduler) => {
      const { store, opened, open } = keysOf(() => scheduler.schedule(Promise.resolve()));
      const outcomes = calls.map(({ year, half }) =>
        openInPlace(store, { programmeId: 'prg_1', year, roundsMax: 2 }, (place) => open(year, half, place)).then(
          () => '',
          (error: Rejection) => error.code,
        ),
      );
      await scheduler.waitIdle();
      const codes = await Promise.all(outcomes);
      for (const year of [2015, 2016]) {
        const count = [...opened.values()].filter((one) => one === year).length;
        const own = calls.map((call, index) => ({ ...call, code: codes[index] })).filter((one) => one.year === year);
        expect(count).toBeLessThanOrEqual(2);
        expect(own.filter(({ code }) => code === '')).toHaveLength(count);
        // A place stays empty only where every request was for a half of the year that was taken.
        if (count < 2) for (const { code } of own) expect(['', HALF_TAKEN]).toContain(code);
      }
    }),
    { numRuns: 300 },
  ));
