/** For assigning many in a row: reads once what does not change meanwhile, or changes so that the next reading is in time. */
import type { Ties } from '../conflict/conflict.ts';
import type { AssignNeighbours } from './assign.ts';

/**
 * The places of a round's applications follow from those that there are. The ties of a judge are kept too: a tie that
 * is told in between is found when the judge gives a score. The judge, the application and the judging are read each time.
 */
export function remembering(neighbours: AssignNeighbours): AssignNeighbours {
  const places = new Map<string, Promise<ReadonlyMap<string, number>>>();
  const ties = new Map<string, Promise<Ties>>();
  return {
    ...neighbours,
    candidates: {
      ...neighbours.candidates,
      anonymousPlaces: (roundId) => once(places, roundId, () => neighbours.candidates.anonymousPlaces(roundId)),
    },
    tiesOf: (judge, now) => once(ties, judge.id, () => neighbours.tiesOf(judge, now)),
  };
}

function once<T>(kept: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key) ?? read();
  kept.set(key, known);
  return known;
}
