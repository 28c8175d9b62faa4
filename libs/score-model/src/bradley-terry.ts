/**
 * Votes by pairs: P(a beats b) = p(a) / (p(a) + p(b)) (R. A. Bradley and M. E. Terry, Biometrika 39, 1952, 324–345),
 * fitted by the MM algorithm (D. R. Hunter, Annals of Statistics 32, 2004, 384–406). As a prior, each team has also won
 * half a vote and lost half a vote against a team of strength 1. So strengths stay finite for a team that won or lost
 * every vote. The prior draws all strengths towards the middle; the more votes, the weaker its effect.
 */
import { chanceOf, normalOf } from '@naru/solving/chance';
import { type Cholesky, cholesky, solveLower, solveUpper } from './matrix.ts';
import { placedByDraws, placedByScore, type Scored } from './placing.ts';
import type { Table } from './score-model.ts';

export interface Vote {
  winnerId: string;
  loserId: string;
}

export interface Votes {
  applicationIds: readonly string[];
  votes: readonly Vote[];
  places: number;
  seed: number;
}

/** Half a vote won, and half a vote lost. */
export const PRIOR = 0.5;
const ROUNDS_MAX = 10_000;
const CLOSE = 1e-10;
const DRAWS = 2_000;

/** n[i·size + j]: the votes between i and j; won[i]: the votes that i has won. */
interface Tally {
  size: number;
  met: Float64Array;
  won: Float64Array;
}

const at = (values: Float64Array, index: number): number => values[index] as number;

export function rankByVotes({ applicationIds, votes, places, seed }: Votes): Table {
  const ids = [...applicationIds].sort();
  const tally = tallyOf(ids, votes);
  const raw = ids.map((id, index): Scored => {
    const judgements = tally.met.subarray(index * ids.length, (index + 1) * ids.length).reduce((sum, n) => sum + n, 0);
    const share = judgements > 0 ? (100 * at(tally.won, index)) / judgements : undefined;
    return { id, raw: share, score: share, standardError: undefined, judgements };
  });
  const reason = raw.every(({ judgements }) => judgements === 0)
    ? 'NO_VOTES'
    : isConnected(tally)
      ? ''
      : 'DISCONNECTED';
  const table = { method: 'BRADLEY_TERRY' as const, notCorrectedBecause: reason, severities: [] } as const;
  const strengths = strengthsOf(tally);
  const triangle = cholesky(informationOf(tally, strengths), ids.length);
  if (reason || !triangle) return { ...table, severities: [], rows: placedByScore(raw, places) };
  const items = raw.map((item, index) => ({ ...item, ...shownOf(at(strengths, index), deviationOf(triangle, index)) }));
  const chance = chanceOf(seed);
  const draw = () => {
    const noise = solveUpper(
      triangle,
      Float64Array.from(ids, () => normalOf(chance)),
    );
    return strengths.map((strength, index) => Math.log(strength) + at(noise, index));
  };
  return { ...table, severities: [], rows: placedByDraws(items, { draw, draws: DRAWS, places }) };
}

/** The share of votes that it would win against a team of strength 1, in per cent, and its error. */
function shownOf(strength: number, deviation: number): { score: number; standardError: number } {
  const share = strength / (1 + strength);
  return { score: 100 * share, standardError: 100 * share * (1 - share) * deviation };
}

function tallyOf(ids: readonly string[], votes: readonly Vote[]): Tally {
  const size = ids.length;
  const index = new Map(ids.map((id, place) => [id, place]));
  const tally = { size, met: new Float64Array(size * size), won: new Float64Array(size) };
  for (const { winnerId, loserId } of votes) {
    const [winner, loser] = [index.get(winnerId), index.get(loserId)];
    if (winner === undefined || loser === undefined) continue;
    tally.won[winner] = at(tally.won, winner) + 1;
    for (const place of [winner * size + loser, loser * size + winner]) tally.met[place] = at(tally.met, place) + 1;
  }
  return tally;
}

function strengthsOf({ size, met, won }: Tally): Float64Array {
  let strengths = new Float64Array(size).fill(1);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let change = 0;
    const next = strengths.map((own, i) => {
      let below = (2 * PRIOR) / (own + 1);
      for (let j = 0; j < size; j += 1) {
        const n = at(met, i * size + j);
        if (n > 0) below += n / (own + at(strengths, j));
      }
      const better = (at(won, i) + PRIOR) / below;
      change = Math.max(change, Math.abs(Math.log(better / own)));
      return better;
    });
    strengths = next;
    if (change < CLOSE) break;
  }
  return strengths;
}

/** The negative second derivatives of the log-posterior by the logarithms of the strengths. */
function informationOf({ size, met }: Tally, strengths: Float64Array): Float64Array {
  const matrix = new Float64Array(size * size);
  strengths.forEach((own, i) => {
    let sum = (2 * PRIOR * own) / (own + 1) ** 2;
    for (let j = 0; j < size; j += 1) {
      const n = at(met, i * size + j);
      if (n === 0) continue;
      const other = at(strengths, j);
      const weight = (n * own * other) / (own + other) ** 2;
      sum += weight;
      matrix[i * size + j] = -weight;
    }
    matrix[i * size + i] = sum;
  });
  return matrix;
}

function deviationOf(triangle: Cholesky, index: number): number {
  const unit = new Float64Array(triangle.size);
  unit[index] = 1;
  return Math.sqrt(solveLower(triangle, unit).reduce((sum, value) => sum + value * value, 0));
}

/** Teams can be compared only through votes that link them. Without a link, two groups have no common order. */
function isConnected({ size, met }: Tally): boolean {
  const reached = new Set([0]);
  for (const i of reached) for (let j = 0; j < size; j += 1) if (at(met, i * size + j) > 0) reached.add(j);
  return reached.size === size;
}
