/** RPCs of judgings. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { answering, versioned } from '@naru/kit/answers';
import { notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import { isTaking, type Round } from '../../calls/round/round.ts';
import type { RubricVersion } from '../rubric/rubric.ts';
import * as decide from './decide.ts';
import type { Judging, JudgingEvent, Plan } from './judging.ts';
import { toProto } from './message.ts';
import { type JudgingStore, judgingId } from './store.ts';
import { known } from './texts.ts';

type JudgingRpcs = Pick<
  Handlers<typeof JudgingServiceDefinition>,
  'planJudging' | 'updateJudging' | 'startJudging' | 'closeJudging' | 'getJudging' | 'listJudgings'
>;

/** Functions of other nouns of this service that judgings call. */
export interface JudgingNeighbours {
  round(id: string): Promise<Round | null>;
  /**
   * Marks the newest version of a rubric as used, so that it never changes again. @throws Rejection where there is no
   * such rubric
   */
  takeRubric(id: string, call: Call): Promise<RubricVersion>;
}

export function judgingRpcs(judgings: JudgingStore, { round, takeRubric }: JudgingNeighbours): JudgingRpcs {
  const answers = answering(judgings, versioned(toProto));

  async function change(
    { roundId, etag = '' }: { roundId: string; etag?: string },
    call: Call,
    verb: (judging: Judging | null) => JudgingEvent[],
  ) {
    return answers.change({ id: judgingId(roundId), etag }, call, verb);
  }

  /** The present version of the rubric. `decide` checks the rest of the plan. */
  async function rubricFrom(
    rubricId: string,
    call: Call,
  ): Promise<Pick<Plan, 'rubricId' | 'rubricVersion' | 'criteria'>> {
    const { number, criteria } = rubricId ? await takeRubric(rubricId, call) : { number: 0, criteria: [] };
    return { rubricId, rubricVersion: number, criteria };
  }

  return {
    planJudging: async ({ requestId: _, roundId, mode, rubricId, ...rest }, call) => {
      if (!(await round(roundId))) throw notFound('round', roundId);
      const judging: Judging = {
        ...rest,
        ...(await rubricFrom(rubricId, call)),
        id: judgingId(roundId),
        roundId,
        mode,
        state: 'PLANNED',
        openedAt: undefined,
        closedAt: undefined,
        settled: false,
      };
      return change({ roundId }, call, (existing) => decide.planJudging(existing, judging));
    },
    updateJudging: async ({ roundId, judging: wanted, updateMask, etag }, call) => {
      const rubric = updateMask?.includes('rubric_id') ? await rubricFrom(wanted?.rubricId ?? '', call) : {};
      return change({ roundId, etag }, call, (judging) => {
        const plan = { ...patched<Omit<Plan, 'mode'>>(judging && planIn(judging), wanted, updateMask), ...rubric };
        return decide.updateJudging(judging, { roundId, plan });
      });
    },
    startJudging: async (request, call) => {
      const { roundId } = request;
      const judged = await round(roundId);
      const roundIsOpen = judged !== null && isTaking(judged, call.now);
      return change(request, call, (judging) => decide.startJudging(judging, { roundId, roundIsOpen, at: call.now }));
    },
    closeJudging: (request, call) =>
      change(request, call, (judging) => decide.closeJudging(judging, { roundId: request.roundId, at: call.now })),
    getJudging: async ({ roundId }) => {
      const found = await judgings.find(judgingId(roundId));
      const { state, version } = known(found, roundId);
      return toProto(state, version);
    },
    listJudgings: async (request, { reach }) => {
      const { found, ...page } = await judgings.list(request, reach);
      return { judgings: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

const planIn = ({ rubricId, rubricVersion, criteria, blind, panel, places }: Judging): Omit<Plan, 'mode'> => ({
  rubricId,
  rubricVersion,
  criteria,
  blind,
  panel,
  places,
});
