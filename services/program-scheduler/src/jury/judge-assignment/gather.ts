/** Collects the input of an assignment: the present judges, applications, reviews and conflicts. */
import type { Candidates } from '../candidate/store.ts';
import type { TiesOf } from '../conflict/ties.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import { type Review, stands } from '../review/review.ts';
import { requireSearchable } from './decide.ts';
import { addConflicts, type Prepared, prepare } from './inputs.ts';

/** Functions of other nouns of this service that assignments call. */
export interface AssignmentNeighbours {
  judging(roundId: string): Promise<Judging | null>;
  candidates: Candidates;
  /** Whether the round accepts applications. */
  isTaking(roundId: string, now: Date): Promise<boolean>;
  activeJudges(): Promise<Judge[]>;
  judge(id: string): Promise<Judge | null>;
  reviewsOf(roundId: string): Promise<Review[]>;
  tiesOf: TiesOf;
}

/** @throws Rejection where no assignment can be searched */
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
  // Judge by judge. Each one waits for the database, so the process answers other calls in between.
  for (const [j, judge] of judges.entries())
    addConflicts(prepared, { judge, j, ties: await neighbours.tiesOf(judge, now), candidates });
  return prepared;
}

/** Retired judges keep the seats that they have. */
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
