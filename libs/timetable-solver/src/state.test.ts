import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instances } from './fixture/instances.ts';
import { problemOf } from './problem.ts';
import { randomOf } from './random.ts';
import { advance, evenOut, searchOf } from './search.ts';
import { type State, stateWith } from './state.ts';

/** The participants with gaps are listed in the order in which their gaps arose. */
const counted = ({ gappy, ...state }: State) => ({
  ...state,
  gappy: [...gappy.list.subarray(0, gappy.size)].sort((a, b) => a - b),
});

test('the running counts equal a new count after any moves', () => {
  const any = instances({ slots: 10, participants: 12, meetings: 40, priorities: 3, locks: true });
  fc.assert(
    fc.property(any, fc.nat({ max: 1_000 }), (instance, seed) => {
      const problem = problemOf(instance);
      const search = searchOf(problem, randomOf(seed));
      for (let share = 0; share < 1; share += 0.02) {
        advance(search, share, 80);
        expect(counted(search.state)).toEqual(counted(stateWith(problem, search.state.slotOf)));
      }
      evenOut(search, 80);
      expect(counted(search.state)).toEqual(counted(stateWith(problem, search.state.slotOf)));
      const { gaps, unevenness, missing, shortfall } = stateWith(problem, search.best.slotOf);
      expect(search.best).toMatchObject({ gaps, unevenness, missing, shortfall });
    }),
    { numRuns: 150, seed: 9 },
  );
});
