/** RPCs of assignments of judges. */

import { checkPanels } from '@naru/assignment-solver/check';
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { JudgeAssignment as AssignmentMessage, DemandClash } from '@naru/contracts/program/v1/assignment';
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { Host } from '@naru/kit/boot';
import type { Snapshot } from '@naru/kit/change';
import type { Handlers } from '@naru/kit/serve';
import type { Judge } from '../judge/judge.ts';
import { shortfallsOf } from '../judging/panel.ts';
import { APPLY_KIND, type ApplyParams } from './apply.ts';
import { explanationOf, textOf, wayOutOf } from './clash-text.ts';
import { requireApplicable, requireSearchable } from './decide.ts';
import { type AssignmentNeighbours, gather } from './gather.ts';
import { panelsNow } from './inputs.ts';
import { type JudgeAssignment, panelsOf, type StoredClash } from './judge-assignment.ts';
import { toProto } from './message.ts';
import { PROPOSE_KIND } from './search.ts';
import { assignmentId, type JudgeAssignmentStore } from './store.ts';
import { known } from './texts.ts';

type AssignmentRpcs = Pick<
  Handlers<typeof JudgingServiceDefinition>,
  'solveAssignment' | 'getAssignment' | 'adoptAssignment'
>;

const SECONDS = 20;
const LISTED_MAX = 50;

export function assignmentRpcs(
  { operations }: Pick<Host, 'operations'>,
  assignments: JudgeAssignmentStore,
  neighbours: AssignmentNeighbours,
): AssignmentRpcs {
  async function shown({ state, version }: Snapshot<JudgeAssignment>): Promise<AssignmentMessage> {
    const { roundId, judgeIds } = state;
    const [judging, judges, names] = await Promise.all([
      neighbours.judging(roundId),
      judgesById(neighbours, judgeIds),
      namesIn(neighbours, state.clashes),
    ]);
    const panel = judging?.panel;
    return {
      ...toProto(state, version),
      explanation: explanationOf(state),
      clashes: state.clashes.map((clash, i) => shownClash(clash, names[i])),
      panels: panelsOf(state).map(({ applicationId, seats }) => ({
        applicationId,
        seats: seats.map(({ applicationId: _, ...seat }) => seat),
        shortfalls: panel
          ? shortfallsOf(
              panel,
              seats.flatMap(({ judgeId }) => judges.get(judgeId) ?? []),
            )
          : [],
      })),
    };
  }

  return {
    solveAssignment: async ({ roundId, seconds, etag }, call) => {
      const [roundIsTaking, judging, candidates, judges] = await Promise.all([
        neighbours.isTaking(roundId, call.now),
        neighbours.judging(roundId),
        neighbours.candidates.standing(roundId),
        neighbours.activeJudges(),
      ]);
      if (etag)
        await assignments.change(assignmentId(roundId), asItIs(roundId), { ...call, request: undefined }, { etag });
      requireSearchable({ judging, applications: candidates.length, judges: judges.length, roundIsTaking });
      return operations().start(PROPOSE_KIND, { roundId, seconds: seconds || SECONDS, actor: call.actor }, call);
    },
    getAssignment: async ({ roundId }) => {
      const found = await assignments.find(assignmentId(roundId));
      return shown(known(found, roundId));
    },
    adoptAssignment: async ({ roundId, reason, etag }, call) => {
      const found = await assignments.find(assignmentId(roundId));
      const judging = await neighbours.judging(roundId);
      const violations = isWhole(found?.state) ? await violationsNow(neighbours, found.state, call.now) : [];
      const { version } = await assignments.change(
        assignmentId(roundId),
        (assignment) => {
          requireApplicable(assignment, { roundId, judging, violations, reason });
          return [];
        },
        { ...call, request: undefined },
        { etag },
      );
      const params: ApplyParams = { roundId, version, reason, actor: call.actor };
      return operations().start(APPLY_KIND, { ...params }, call);
    },
  };
}

/** This changes nothing: it only checks the etag. */
const asItIs = (roundId: string) => (assignment: JudgeAssignment | null) => {
  known(assignment, roundId);
  return [];
};

const isWhole = (assignment: JudgeAssignment | undefined): assignment is JudgeAssignment =>
  assignment?.outcome === 'WHOLE';

/** Every rule that the proposal would break by present knowledge. */
async function violationsNow(neighbours: AssignmentNeighbours, assignment: JudgeAssignment, now: Date) {
  const prepared = await gather(neighbours, assignment.roundId, now);
  const proposed = new Map(
    panelsOf(assignment).map(({ applicationId, seats }) => [applicationId, seats.map(({ judgeId }) => judgeId)]),
  );
  return checkPanels(prepared.problem, panelsNow(prepared, proposed)).violations;
}

async function judgesById({ activeJudges, judge }: AssignmentNeighbours, ids: readonly string[]) {
  const known = new Map<string, Judge>((await activeJudges()).map((one) => [one.id, one]));
  for (const id of ids) {
    const found = known.has(id) ? null : await judge(id);
    if (found) known.set(id, found);
  }
  return known;
}

/** The application that a clash is about, where it is about one only. */
const namesIn = ({ candidates }: AssignmentNeighbours, clashes: readonly StoredClash[]) =>
  Promise.all(
    clashes.map(async ({ applicationIds: [id, another] }) =>
      id && !another ? (await candidates.find(id))?.name : undefined,
    ),
  );

const shownClash = (clash: StoredClash, name: LocalizedText | undefined): DemandClash => ({
  demands: clash.demands.map((one) => ({ ...one })),
  applicationIds: clash.applicationIds.slice(0, LISTED_MAX),
  judgeIds: clash.judgeIds.slice(0, LISTED_MAX),
  needed: clash.needed,
  available: clash.available,
  smallest: clash.smallest,
  text: textOf(clash, name),
  wayOut: wayOutOf(clash),
});
