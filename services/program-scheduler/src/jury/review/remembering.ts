/** For many assignments in a row: caches data that does not change, or whose change a later step finds. */
import type { Ties } from '../conflict/conflict.ts';
import type { AssignNeighbours } from './assign.ts';

/**
 * The positions of the applications in a round change only with its applications. The ties of a judge are kept too: a
 * tie that appears during the run is found when the judge gives a score. The judge, the application and the judging are
 * read each time.
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
