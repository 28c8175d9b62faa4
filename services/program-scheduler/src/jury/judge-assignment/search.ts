/** The search for an assignment, as an operation in a thread. A cancelled search keeps its best result. */

import { runAssignment } from '@naru/assignment-solver/run';
import type { Host } from '@naru/kit/boot';
import type { OperationWork } from '@naru/kit/operations';
import { proposeAssignment } from './decide.ts';
import { type AssignmentNeighbours, gather } from './gather.ts';
import { proposalOf } from './inputs.ts';
import { gapPercentOf } from './judge-assignment.ts';
import { assignmentId, type JudgeAssignmentStore } from './store.ts';

export const PROPOSE_KIND = 'judging.solve_assignment';

/** After a crash it searches again with the same inputs and seed. */
export const searchWork =
  (
    { ambient }: Pick<Host, 'ambient'>,
    assignments: JudgeAssignmentStore,
    neighbours: AssignmentNeighbours,
  ): OperationWork =>
  async ({ params, cause: causeOf }, { step, signal }) => {
    const { roundId, seconds, actor } = params as { roundId: string; seconds: number; actor: string };
    const prepared = await gather(neighbours, roundId, ambient.now());
    // A cancelled operation makes this call fail, but the search must go on to store its best result below.
    const onProgress = ({ total, bound }: { total: number; bound: number }) =>
      void step(Math.max(0, total), Math.max(0, Math.min(bound, 2 ** 31 - 1))).catch(() => {});
    const solution = await runAssignment(prepared.problem, { seconds, signal, onProgress });
    const proposal = proposalOf(prepared, solution);
    const cause = causeOf(actor);
    await assignments.change(
      assignmentId(roundId),
      () =>
        proposeAssignment({
          ...proposal,
          id: assignmentId(roundId),
          roundId,
          state: 'PROPOSED',
          proposedAt: cause.now,
          appliedAt: undefined,
        }),
      cause,
    );
    signal.throwIfAborted();
    const { outcome, total, bound } = proposal;
    return {
      outcome,
      total: String(total),
      bound: String(bound),
      gap_percent: gapPercentOf(proposal).toFixed(4),
      seconds: String(proposal.seconds),
    };
  };
