import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { annealing, step } from './anneal.ts';
import { instances } from './fixture/instances.ts';
import { placeGreedily } from './place.ts';
import { problemOf } from './problem.ts';
import { randomOf } from './random.ts';
import { emptyState, type State, stateWith } from './state.ts';

/** All that a state counts as it goes, in a form that can be compared. */
const counted = ({ gaps, unevenness, gappy, missing, shortfall, count, held, lunches, at }: State) => ({
  figures: { gaps, unevenness, missing: Math.round(missing * 1e6), shortfall },
  gappy: [...gappy.list.subarray(0, gappy.size)].sort((a, b) => a - b),
  ...{ count: [...count], held: [...held], lunches: [...lunches], at: [...at] },
});

test('what is counted from move to move is what a recount finds', () => {
  const any = instances({ slots: 9, participants: 9, meetings: 24, priorities: 3, locks: true });
  fc.assert(
    fc.property(any, fc.nat({ max: 1_000 }), fc.constantFrom(0, 0.03), (instance, seed, evenness) => {
      const problem = problemOf(instance);
      const random = randomOf(seed);
      const state = emptyState(problem);
      placeGreedily(state, random);
      const moves = annealing(state, random, evenness);
      for (let i = 0; i < 2_000; i++) step(moves, 0.5);
      expect(counted(state)).toEqual(counted(stateWith(problem, state.slotOf)));
    }),
    { numRuns: 200, seed: 5 },
  );
});
