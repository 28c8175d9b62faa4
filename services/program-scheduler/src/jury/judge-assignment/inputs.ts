/** Turns judges, applications and reviews into the numbers of the solver, and back. */

import { type AssignmentProblem, BARRED } from '@naru/assignment-solver/problem';
import type { Solution } from '@naru/assignment-solver/solve';
import type { PanelRules } from '@naru/contracts/program/v1/judging';
import type { Candidate } from '../candidate/candidate.ts';
import { conflictsOf, isBarred, type Ties } from '../conflict/conflict.ts';
import { FIT_MAX, fitOf } from '../judge/fit.ts';
import type { Judge } from '../judge/judge.ts';
import { loadMaxOf } from '../review/assign.ts';
import { type Review, stands } from '../review/review.ts';
import type { Proposal, StoredClash } from './judge-assignment.ts';

/** A soft conflict costs as much as a perfect fit is worth. The solver accepts it where avoiding it would lose more. */
export const SOFT_COSTS = FIT_MAX;

export interface Inputs {
  panel: PanelRules;
  /** The active judges, and those who have a present review. */
  judges: readonly Judge[];
  candidates: readonly Candidate[];
  /** All reviews of the round. */
  reviews: readonly Review[];
}

export interface Prepared {
  problem: AssignmentProblem;
  /** 1 for each pair with a soft conflict. */
  soft: Uint8Array;
  fit: Int16Array;
}

/** The problem without conflicts; `addConflicts` adds those of one judge at a time. */
export function prepare({ panel, judges, candidates, reviews }: Inputs): Prepared {
  const place = new Map(judges.map(({ id }, j) => [id, j]));
  const [A, J] = [candidates.length, judges.length];
  const fit = Int16Array.from({ length: A * J }, (_, pair) =>
    fitOf(judges[pair % J]?.expertise ?? [], candidates[Math.floor(pair / J)]?.sectors ?? []),
  );
  const value = fit.slice();
  const row = new Map(candidates.map(({ applicationId }, a) => [applicationId, a]));
  const fixed = candidates.map((): number[] => []);
  for (const review of reviews) {
    const [a, j] = [row.get(review.applicationId), place.get(review.judgeId)];
    if (a === undefined || j === undefined) continue;
    if (stands(review)) fixed[a]?.push(j);
    else if (review.state === 'RECUSED') value[a * J + j] = BARRED;
  }
  const { panelSize, marketExpertsMin, womenMin, centresMin, sameCentreMax } = panel;
  const problem: AssignmentProblem = {
    rules: { panelSize, marketExpertsMin, womenMin, centresMin, sameCentreMax },
    judges: judges.map((judge) => {
      const retired = judge.state !== 'ACTIVE';
      return {
        id: judge.id,
        centreId: judge.centreId,
        marketExpert: judge.marketExpert,
        woman: judge.gender === 'FEMALE',
        loadMin: retired ? 0 : panel.loadMin,
        loadMax: loadMaxOf(judge, { panel }),
        retired,
      };
    }),
    applications: candidates.map(({ applicationId }) => applicationId),
    value,
    fixed,
  };
  return { problem, soft: new Uint8Array(A * J), fit };
}

/** The conflicts of one judge: hard ones forbid a pair, soft ones lower its value. */
export function addConflicts(
  { problem, soft }: Prepared,
  { judge, j, ties, candidates }: { judge: Judge; j: number; ties: Ties; candidates: readonly Candidate[] },
): void {
  const J = problem.judges.length;
  candidates.forEach((candidate, a) => {
    const pair = a * J + j;
    const conflicts = problem.judges[j]?.retired ? [] : conflictsOf(judge, candidate, ties);
    if (problem.judges[j]?.retired || isBarred(conflicts)) problem.value[pair] = BARRED;
    else if (conflicts.length > 0 && problem.value[pair] !== BARRED) {
      soft[pair] = 1;
      problem.value[pair] = (problem.value[pair] as number) - SOFT_COSTS;
    }
  });
}

const OUTCOMES = {
  whole: 'WHOLE',
  short: 'SHORT',
  impossible: 'IMPOSSIBLE',
} as const;

/** The result of the solver in its stored form. */
export function proposalOf({ problem, soft, fit }: Prepared, solution: Solution & { seconds: number }): Proposal {
  const J = problem.judges.length;
  const { panelSize } = problem.rules;
  const seats = solution.panels.flatMap((panel) => Array.from({ length: panelSize }, (_, place) => panel[place] ?? -1));
  const pairOf = (seat: number) => Math.floor(seat / panelSize) * J + (seats[seat] as number);
  const taken = seats.flatMap((j, seat) => (j >= 0 ? [seat] : []));
  const standing = (seat: number) => problem.fixed[Math.floor(seat / panelSize)]?.includes(seats[seat] as number);
  return {
    outcome: OUTCOMES[solution.state],
    applicationIds: problem.applications,
    judgeIds: problem.judges.map(({ id }) => id),
    panelSize,
    seats,
    fits: seats.map((j, seat) => (j >= 0 ? (fit[pairOf(seat)] as number) : 0)),
    softSeats: taken.filter((seat) => soft[pairOf(seat)] === 1 && !standing(seat)),
    standingSeats: taken.filter(standing),
    total: solution.total,
    bound: solution.bound,
    seconds: Math.round(1_000 * solution.seconds) / 1_000,
    shortPanels: solution.short,
    clashes: solution.clashes.map((clash) => storedClash(problem, clash)),
  };
}

function storedClash(problem: AssignmentProblem, clash: Solution['clashes'][number]): StoredClash {
  const { rules, judges, applications } = problem;
  const wanted: Record<string, number> = {
    panel_size: rules.panelSize,
    market_experts_min: rules.marketExpertsMin,
    women_min: rules.womenMin,
    centres_min: rules.centresMin,
    same_centre_max: rules.sameCentreMax,
    load_min: Math.max(0, ...judges.map(({ loadMin }) => loadMin)),
    load_max: Math.max(0, ...clash.judges.map((j) => judges[j]?.loadMax ?? 0)),
  };
  // The solver does not count free judges, so they are counted here: for one application, or for any where the clash is
  // about all.
  const alone = clash.needed === 0 && clash.applications.length <= 1;
  return {
    demands: clash.demands.map((demand) => ({ demand, wanted: wanted[demand] ?? 0 })),
    applicationIds: clash.applications.map((a) => applications[a] as string),
    judgeIds: clash.judges.map((j) => judges[j]?.id as string),
    needed: clash.needed,
    available: clash.available,
    smallest: clash.smallest,
    free: alone ? freeFor(problem, clash.applications[0] ?? 0) : undefined,
  };
}

function freeFor({ judges, value, fixed }: AssignmentProblem, a: number): NonNullable<StoredClash['free']> {
  const free = judges.filter((_, j) => value[a * judges.length + j] !== BARRED || fixed[a]?.includes(j));
  return {
    judges: free.length,
    marketExperts: free.filter(({ marketExpert }) => marketExpert).length,
    women: free.filter(({ woman }) => woman).length,
    centres: new Set(free.map(({ id, centreId }) => centreId || id)).size,
  };
}

/** The panels of the proposal for the applications that are judged now, in the numbers of the present problem. */
export function panelsNow({ problem }: Prepared, proposed: ReadonlyMap<string, readonly string[]>): number[][] {
  const place = new Map(problem.judges.map(({ id }, j) => [id, j]));
  return problem.applications.map((id) =>
    (proposed.get(id) ?? []).flatMap((judgeId) => {
      const j = place.get(judgeId);
      return j === undefined ? [] : [j];
    }),
  );
}
