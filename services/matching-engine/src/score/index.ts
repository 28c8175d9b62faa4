/** The index of parties in memory, which finds the best candidates for one party. */
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';
import { isLimited, scoreOf } from './score.ts';
import { type InvestorTraits, investorTraits, type VentureTraits, ventureTraits } from './traits.ts';

export interface Ranked<T> {
  party: T;
  score: number;
}

export interface Found<T> {
  best: Ranked<T>[];
  considered: number;
  eligible: number;
}

export type MatchIndex = ReturnType<typeof matchIndex>;

export function matchIndex() {
  const ventures = parties<VentureTraits>();
  const investors = parties<InvestorTraits>();
  const hidden = new Map<string, VentureDoc>();

  return {
    /** The functions that the mirrors call. */
    ventureDocs: {
      apply: (docs: VentureDoc[]) => {
        for (const doc of docs) {
          const traits = ventureTraits(doc);
          ventures.put(doc._id, traits);
          if (traits) hidden.delete(doc._id);
          else hidden.set(doc._id, doc);
        }
      },
      remove: (ids: string[]) => {
        for (const id of ids) {
          ventures.put(id, null);
          hidden.delete(id);
        }
      },
    },
    investorDocs: {
      apply: (docs: InvestorDoc[]) => {
        for (const doc of docs) investors.put(doc._id, investorTraits(doc));
      },
      remove: (ids: string[]) => {
        for (const id of ids) investors.put(id, null);
      },
    },
    venture: ventures.get,
    investor: investors.get,
    /** A venture that is known but not shared now. */
    hiddenVenture: (id: string) => hidden.get(id),
    forVenture: (venture: VentureTraits, want: Want): Found<InvestorTraits> =>
      best(investors.all(), want, (investor) => (isLimited(venture, investor) ? -1 : scoreOf(venture, investor))),
    forInvestor: (investor: InvestorTraits, want: Want): Found<VentureTraits> =>
      best(ventures.all(), want, (venture) => (isLimited(venture, investor) ? -1 : scoreOf(venture, investor))),
    allVentures: ventures.all,
    allInvestors: investors.all,
  };
}

export interface Want {
  count: number;
  minScore: number;
  /** True for a party that declined, or was declined by, this one. */
  without: (id: string) => boolean;
}

/** A dense array to scan, with a map into it. A removed party is replaced by the last one. */
function parties<T extends { id: string }>() {
  const list: T[] = [];
  const places = new Map<string, number>();
  return {
    put: (id: string, traits: T | null) => {
      const place = places.get(id);
      if (traits && place !== undefined) list[place] = traits;
      else if (traits) places.set(id, list.push(traits) - 1);
      else if (place !== undefined) {
        const last = list.pop() as T;
        places.delete(id);
        if (last.id === id) return;
        list[place] = last;
        places.set(last.id, place);
      }
    },
    get: (id: string): T | undefined => list[places.get(id) ?? -1],
    all: (): readonly T[] => list,
  };
}

/** The highest scores; equal scores are ordered by id. `score` gives -1 for a pair that a limit keeps apart. */
export function best<T extends { id: string }>(
  candidates: readonly T[],
  { count, minScore, without }: Want,
  score: (party: T) => number,
): Found<T> {
  const top: Ranked<T>[] = [];
  let eligible = 0;
  let worst = minScore;
  for (const party of candidates) {
    const points = score(party);
    if (points < 0) continue;
    eligible += 1;
    if (points < worst || without(party.id)) continue;
    insert(top, { party, score: points });
    if (top.length > count) top.pop();
    if (top.length === count) worst = top[count - 1]?.score ?? worst;
  }
  return { best: top, considered: candidates.length, eligible };
}

function insert<T extends { id: string }>(top: Ranked<T>[], one: Ranked<T>): void {
  let [low, high] = [0, top.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(top[middle] as Ranked<T>, one)) low = middle + 1;
    else high = middle;
  }
  top.splice(low, 0, one);
}

const before = <T extends { id: string }>(a: Ranked<T>, b: Ranked<T>) =>
  a.score > b.score || (a.score === b.score && a.party.id < b.party.id);
