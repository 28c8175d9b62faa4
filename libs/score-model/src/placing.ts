/** Turns scores, or draws of scores, into ranks with their uncertainty, and finds the tie zone around the cut. */

/** The result of a model for one item; ids are in order. */
export interface Scored {
  id: string;
  raw: number | undefined;
  score: number | undefined;
  standardError: number | undefined;
  judgements: number;
}

export interface Placed extends Scored {
  rank: number;
  rankLow: number;
  rankHigh: number;
  topProbability: number | undefined;
  inTieZone: boolean;
}

/** A rank interval leaves out 5 % on each side, and so does the tie zone around the cut. */
const TAIL = 0.05;
/** Scores closer than this are equal: they differ only by rounding. */
const EQUAL = 1e-9;

/** One draw of all scores, in the order of the items. */
export type Draw = () => Float64Array;

/** Ranks by score. The best has 1, equal scores share a rank, and items without a score come last. */
export function ranksOf(scores: readonly (number | undefined)[]): number[] {
  const order = scores.map((score, index) => ({ score: score ?? Number.NEGATIVE_INFINITY, index }));
  order.sort((a, b) => b.score - a.score || a.index - b.index);
  const ranks = new Array<number>(scores.length);
  let shared = 1;
  for (const [place, { score, index }] of order.entries()) {
    const before = order[place - 1]?.score;
    if (before === undefined || !(before === score || before - score < EQUAL)) shared = place + 1;
    ranks[index] = shared;
  }
  return ranks;
}

/** Without a model of the error, only equal scores are uncertain: they share the ranks that they occupy. */
export function placedByScore(items: readonly Scored[], places: number): Placed[] {
  const ranks = ranksOf(items.map(({ score }) => score));
  return inOrder(
    items.map((item, index) => {
      const rank = ranks[index] as number;
      const rankHigh = rank + ranks.filter((other) => other === rank).length - 1;
      const inTieZone = places > 0 && rank <= places && rankHigh > places;
      return { ...item, rank, rankLow: rank, rankHigh, topProbability: undefined, inTieZone };
    }),
  );
}

/** If nothing separates the judged items, each may have any of the ranks that they occupy together. */
export function placedAlike(items: readonly Scored[], places: number): Placed[] {
  const judged = items.filter(({ score }) => score !== undefined).length;
  const cut = places > 0 && places < judged;
  return placedByScore(items, places).map((item) =>
    item.score === undefined ? item : { ...item, rankLow: 1, rankHigh: judged, inTieZone: cut },
  );
}

/**
 * With draws from the joint distribution of all scores, each item has a distribution of ranks. Items with equal scores share
 * theirs: the draws would order them by chance, and one of them alone could stand in the tie zone.
 */
export function placedByDraws(
  items: readonly Scored[],
  { draw, draws, places }: { draw: Draw; draws: number; places: number },
): Placed[] {
  const count = items.length;
  const ranks = ranksOf(items.map(({ score }) => score));
  const shared = sharedFrequencies(ranks, frequenciesOf(count, { draw, draws }));
  const cut = places > 0 && places < count;
  return inOrder(
    items.map((item, index) => {
      const rank = ranks[index] as number;
      const { times, of } = shared.get(rank) as Frequency;
      const all = of * draws;
      const top = times.subarray(0, places).reduce((sum, some) => sum + some, 0) / all;
      return {
        ...item,
        rank,
        rankLow: rankAt(times, TAIL * all),
        rankHigh: rankAt(times, (1 - TAIL) * all),
        topProbability: cut ? top : undefined,
        inTieZone: cut && top > TAIL && top < 1 - TAIL,
      };
    }),
  );
}

/** How often each rank was drawn, for some items together. */
interface Frequency {
  times: Uint32Array;
  of: number;
}

/** For each item how often each rank was drawn, one item after another. */
function frequenciesOf(count: number, { draw, draws }: { draw: Draw; draws: number }): Uint32Array {
  const frequency = new Uint32Array(count * count);
  for (let round = 0; round < draws; round += 1) {
    const scores = draw();
    const order = new Uint32Array(count).map((_, index) => index);
    order.sort((a, b) => (scores[b] as number) - (scores[a] as number));
    order.forEach((item, place) => {
      frequency[item * count + place] = (frequency[item * count + place] as number) + 1;
    });
  }
  return frequency;
}

/** The frequencies of the items of each rank together. */
function sharedFrequencies(ranks: readonly number[], frequency: Uint32Array): Map<number, Frequency> {
  const shared = new Map<number, Frequency>();
  for (const [index, rank] of ranks.entries()) {
    const own = frequency.subarray(index * ranks.length, (index + 1) * ranks.length);
    const before = shared.get(rank);
    const times = before ? before.times.map((some, place) => some + (own[place] as number)) : own;
    shared.set(rank, { times, of: (before?.of ?? 0) + 1 });
  }
  return shared;
}

/** The first rank at which that share of the draws is reached. */
function rankAt(frequency: Uint32Array, share: number): number {
  let sum = 0;
  for (const [place, times] of frequency.entries()) {
    sum += times;
    if (sum >= share) return place + 1;
  }
  return frequency.length;
}

const inOrder = (items: Placed[]): Placed[] => items.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
