/** Puts every meeting into a slot: first greedily, then by chains that make room, and by ejecting other meetings. */
import { type Chain, chainDelta, chainFor, exchangeSlots, walk } from './chain.ts';
import type { Random } from './random.ts';
import { canSeat, mayHaveMore, type State, seat, unseat } from './state.ts';

export const missingMeetings = ({ slotOf, problem }: State): number[] => {
  const list: number[] = [];
  for (let m = 0; m < problem.meetings; m++) if (slotOf[m] === -1 && !problem.hopeless.has(m)) list.push(m);
  return list;
};

/** The most important meetings first, then those with the fewest slots, each in the slot with the fewest new gaps. */
export function placeGreedily(state: State, random: Random): void {
  const { problem } = state;
  const ways = (m: number) => {
    let sum = 0;
    for (let s = 0; s < problem.slots; s++) sum += problem.allowed[m * problem.slots + s];
    return sum;
  };
  const load = new Int32Array(problem.participants);
  const list = missingMeetings(state);
  for (const m of list) for (const p of [problem.a[m], problem.b[m]]) load[p] = load[p] + 1;
  const rank = new Map(list.map((m) => [m, ways(m) - load[problem.a[m]] - load[problem.b[m]] + random.unit()]));
  list.sort((x, y) => problem.priority[y] - problem.priority[x] || (rank.get(x) as number) - (rank.get(y) as number));
  const chain = chainFor(state);
  for (const m of list) placeWell(state, m, { random, chain });
}

function placeWell(state: State, m: number, { random, chain }: { random: Random; chain: Chain }): boolean {
  const { problem, at, width } = state;
  let best = -1;
  let least = Infinity;
  for (let s = 0; s < problem.slots; s++) {
    if (!canSeat(state, m, s)) continue;
    let touching = 0;
    for (const p of [problem.a[m], problem.b[m]])
      for (const near of [s, s + 2]) touching += at[p * width + near] >= 0 ? 1 : 0;
    const cost = -touching + state.count[s] / (problem.capacity[s] + 1) + 0.5 * random.unit();
    if (cost < least) [best, least] = [s, cost];
  }
  if (best < 0) return placeByChain(state, m, { random, chain });
  seat(state, m, best);
  return true;
}

/** One participant is free in s and the other in t: exchanging s and t along the chain of one of them may free both. */
function placeByChain(state: State, m: number, { random, chain }: { random: Random; chain: Chain }): boolean {
  const { problem, at, width } = state;
  const S = problem.slots;
  const turn = random.below(S);
  for (let i = 0; i < S * S; i++) {
    const [s, t] = [(Math.floor(i / S) + turn) % S, i % S];
    if (problem.allowed[m * S + s] === 0 || state.count[s] >= problem.capacity[s]) {
      i += S - 1 - t;
      continue;
    }
    if (s === t) continue;
    for (const [p, q] of [
      [problem.a[m], problem.b[m]],
      [problem.b[m], problem.a[m]],
    ] as const) {
      if (at[p * width + s + 1] !== -1 || at[q * width + s + 1] < 0 || at[q * width + t + 1] !== -1) continue;
      if (freeBy(state, { chain, q, s, t }) && canSeat(state, m, s)) {
        seat(state, m, s);
        return true;
      }
    }
  }
  return false;
}

function freeBy(state: State, { chain, q, s, t }: { chain: Chain; q: number; s: number; t: number }): boolean {
  chain.start = q;
  chain.from = s;
  chain.to = t;
  if (!walk(state, chain)) return false;
  if (chain.length % 2 === 1 && state.count[t] >= state.problem.capacity[t]) return false;
  exchangeSlots(state, chain, chainDelta(state, chain, { gaps: 0, unevenness: 0 }));
  return true;
}

/**
 * Puts a missing meeting into a slot and ejects those in its way, if they weigh no more. True if it was done; then the
 * state has the same number of missing meetings or fewer.
 */
export function insertByEjection(
  state: State,
  m: number,
  { random, temperature }: { random: Random; temperature: number },
): boolean {
  const { problem, at, width } = state;
  const S = problem.slots;
  let s = random.below(S);
  for (let i = 0; i < S && problem.allowed[m * S + s] === 0; i++) s = (s + 1) % S;
  if (problem.allowed[m * S + s] === 0) return false;
  const before = { missing: state.missing, gaps: state.gaps, shortfall: state.shortfall };
  const out: { m: number; s: number }[] = [];
  const eject = (victim: number) => {
    if (victim < 0 || problem.fixed[victim] >= 0) return false;
    out.push({ m: victim, s: state.slotOf[victim] });
    unseat(state, victim);
    return true;
  };
  const room = () => {
    for (const p of [problem.a[m], problem.b[m]]) {
      const there = at[p * width + s + 1];
      if (there >= 0 && !eject(there)) return false;
      if (!mayHaveMore(state, p, s) && !eject(anyOf(state, { p, s, random }))) return false;
    }
    if (state.count[s] < problem.capacity[s]) return true;
    return eject(anyIn(state, s, random));
  };
  if (room() && canSeat(state, m, s)) {
    seat(state, m, s);
    const worse =
      8 * (state.missing - before.missing) + (state.shortfall - before.shortfall) * 2 + (state.gaps - before.gaps);
    const isAllowed = state.missing <= before.missing + 1e-9;
    if (isAllowed && (worse <= 0 || random.unit() < Math.exp(-worse / temperature))) return true;
    unseat(state, m);
  }
  for (const one of out.reverse()) seat(state, one.m, one.s);
  return false;
}

/** A meeting of a participant who has too many; one in a lunch slot, if the lunch is the obstacle. */
function anyOf(state: State, { p, s, random }: { p: number; s: number; random: Random }): number {
  const { problem, at, width, held } = state;
  const isFull = held[p] >= problem.maximum[p];
  const found: number[] = [];
  for (let t = 0; t < problem.slots; t++) {
    const m = at[p * width + t + 1];
    if (m >= 0 && t !== s && problem.fixed[m] < 0 && (isFull || problem.lunch[t] === 1)) found.push(m);
  }
  return found.length > 0 ? found[random.below(found.length)] : -1;
}

function anyIn(state: State, s: number, random: Random): number {
  const { problem, at, width } = state;
  const found: number[] = [];
  for (let p = 0; p < problem.participants; p++) {
    const m = at[p * width + s + 1];
    if (m >= 0 && problem.a[m] === p && problem.fixed[m] < 0) found.push(m);
  }
  return found.length > 0 ? found[random.below(found.length)] : -1;
}
