/** Turns an assignment into reviews, as an operation. Each seat uses the same function as an assignment by hand. */
import type { OperationWork } from '@naru/kit/operations';
import type { AssignJudge } from '../review/assign.ts';
import * as decide from './decide.ts';
import { panelsOf, type Seat } from './judge-assignment.ts';
import { assignmentId, type JudgeAssignmentStore } from './store.ts';

export const APPLY_KIND = 'judging.adopt_assignment';
const AT_ONCE = 8;

export interface ApplyParams {
  roundId: string;
  /** Version of the assignment that was adopted. */
  version: number;
  reason: string;
  actor: string;
}

export interface Applying {
  /** Assigns many judges in a row, and so reads only once the data that all of them share. */
  assigner(): AssignJudge;
}

/** After a restart the work continues: a seat that its judge already has is left alone. */
export const applyWork =
  (assignments: JudgeAssignmentStore, { assigner }: Applying): OperationWork =>
  async ({ params, cause: causeOf }, { step }) => {
    const { roundId, version, reason, actor } = asGiven(params);
    const found = await assignments.find(assignmentId(roundId));
    const assignment = decide.requireSame(found, { roundId, version });
    const seats = inTurns(panelsOf(assignment));
    const assign = assigner();
    const seat = ({ applicationId, judgeId, softConflict }: Seat) =>
      assign({ applicationId, judgeId, reason: softConflict ? reason : '' }, causeOf(actor));
    for (let from = 0; from < seats.length; from += AT_ONCE) {
      await Promise.all(seats.slice(from, from + AT_ONCE).map(seat));
      await step(Math.min(from + AT_ONCE, seats.length), seats.length);
    }
    const cause = causeOf(actor);
    await assignments.change(
      assignmentId(roundId),
      (state) => decide.applyAssignment(state, { roundId, proposedAt: assignment.proposedAt, at: cause.now }),
      cause,
    );
    return { reviews: String(seats.length) };
  };

/** The first seats of all panels, then the second ones, so that concurrent assignments do not race for one panel. */
function inTurns(panels: readonly { seats: readonly Seat[] }[]): Seat[] {
  const most = Math.max(0, ...panels.map(({ seats }) => seats.length));
  return Array.from({ length: most }, (_, place) => place)
    .flatMap((place) => panels.flatMap(({ seats }) => seats[place] ?? []))
    .filter(({ standing }) => !standing);
}

/** The parameters that the RPC stored when it began the operation. */
const asGiven = ({ roundId, version, reason, actor }: Record<string, unknown>): ApplyParams => ({
  roundId: String(roundId),
  version: Number(version),
  reason: String(reason ?? ''),
  actor: String(actor),
});
