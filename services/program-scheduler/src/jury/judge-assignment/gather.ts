/** Collects what an assignment is made from: judges, applications, reviews and conflicts, as they are now. */
import type { Candidates } from '../candidate/store.ts';
import type { TiesOf } from '../conflict/ties.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import { type Review, stands } from '../review/review.ts';
import { requireSearchable } from './decide.ts';
import { addConflicts, type Prepared, prepare } from './inputs.ts';

/** What assignments ask of their neighbours in this service. */
export interface AssignmentNeighbours {
  judging(roundId: string): Promise<Judging | null>;
  candidates: Candidates;
  /** Whether the round takes applications. */
  isTaking(roundId: string, now: Date): Promise<boolean>;
  activeJudges(): Promise<Judge[]>;
  judge(id: string): Promise<Judge | null>;
  reviewsOf(roundId: string): Promise<Review[]>;
  tiesOf: TiesOf;
}

/** @throws Rejection where nothing is to be assigned */
export async function gather(neighbours: AssignmentNeighbours, roundId: string, now: Date): Promise<Prepared> {
  const [roundIsTaking, judging, candidates, active, reviews] = await Promise.all([
    neighbours.isTaking(roundId, now),
    neighbours.judging(roundId),
    neighbours.candidates.standing(roundId),
    neighbours.activeJudges(),
    neighbours.reviewsOf(roundId),
  ]);
  requireSearchable({ judging, applications: candidates.length, judges: active.length, roundIsTaking });
  if (!judging?.panel) throw new Error(`the judging of ${roundId} is by scores and has no rules for panels`);
  const judges = await withSeated(neighbours, active, reviews);
  const prepared = prepare({ panel: judging.panel, judges, candidates, reviews });
  // A judge at a time, and each waits for the database: so the process goes on answering meanwhile.
  for (const [j, judge] of judges.entries())
    addConflicts(prepared, { judge, j, ties: await neighbours.tiesOf(judge, now), candidates });
  return prepared;
}

/** Judges who have retired keep the seats that they have. */
async function withSeated(
  { judge }: AssignmentNeighbours,
  active: readonly Judge[],
  reviews: readonly Review[],
): Promise<Judge[]> {
  const known = new Set(active.map(({ id }) => id));
  const seated = new Set(reviews.filter(stands).map(({ judgeId }) => judgeId));
  const others = await Promise.all([...seated].filter((id) => !known.has(id)).map(judge));
  return [...active, ...others.filter((one) => one !== null)];
}
