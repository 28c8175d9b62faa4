/** The wiring of judging: rubrics, judges and their conflicts, panels, scores and votes, and the ranking. */
import { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { Host } from '@naru/kit/boot';
import { long } from '@naru/kit/operations';
import type { Cause } from '@naru/kit/outbox';
import { implement } from '@naru/kit/serve';
import type { ApplicationStore } from '../calls/application/store.ts';
import { isTaking, type Round } from '../calls/round/round.ts';
import { dealCopies } from '../copies/deal/store.ts';
import { regionNames } from '../standards/region.ts';
import { ballotRpcs } from './ballot/rpc.ts';
import { ballotStore, ballotsOf, sealBallots } from './ballot/store.ts';
import { candidates as candidatesIn } from './candidate/store.ts';
import { tiesOf } from './conflict/ties.ts';
import { declareConflict } from './judge/decide.ts';
import type { DeclaredConflict } from './judge/judge.ts';
import { judgeOwnership, judgeRpcs } from './judge/rpc.ts';
import { activeJudges, judgeOfSubject, judgeStore } from './judge/store.ts';
import { APPLY_KIND, applyWork } from './judge-assignment/apply.ts';
import { assignmentRpcs } from './judge-assignment/rpc.ts';
import { PROPOSE_KIND, searchWork } from './judge-assignment/search.ts';
import { judgeAssignmentStore } from './judge-assignment/store.ts';
import { judgingRpcs } from './judging/rpc.ts';
import { settler } from './judging/settle.ts';
import { judgingOf, judgingStore } from './judging/store.ts';
import { rankingOf } from './ranking/ranking-of.ts';
import { rankingRpcs } from './ranking/rpc.ts';
import { assigner } from './review/assign.ts';
import { remembering } from './review/remembering.ts';
import { counts } from './review/review.ts';
import { reviewOwnership, reviewRpcs } from './review/rpc.ts';
import { type SheetNeighbours, sheetRpcs } from './review/sheet.ts';
import { endReviewsOf, lapseReviews, reviewStore } from './review/store.ts';
import { useRubric } from './rubric/decide.ts';
import { rubricRpcs } from './rubric/rpc.ts';
import { newestOf } from './rubric/rubric.ts';
import { rubricStore } from './rubric/store.ts';

/** Functions of the rest of the service that judging calls. */
interface Neighbours {
  applications: ApplicationStore;
  round(id: string): Promise<Round | null>;
  file: SheetNeighbours['file'];
  venture(id: string): Promise<{ everShared?: true } | null>;
  venturesMentoredBy(subject: string): Promise<readonly string[]>;
}

export function jury(host: Host, { applications, round, file, venture, venturesMentoredBy }: Neighbours) {
  const rubrics = rubricStore(host);
  const judges = judgeStore(host);
  const judgings = judgingStore(host);
  const reviews = reviewStore(host);
  const ballots = ballotStore(host);
  const assignments = judgeAssignmentStore(host);
  const deals = dealCopies(host);
  const candidates = candidatesIn(applications);
  const neighbours = {
    round,
    isTaking: async (roundId: string, now: Date) => {
      const found = await round(roundId);
      return found !== null && isTaking(found, now);
    },
    file,
    candidates,
    judge: async (id: string) => (await judges.find(id))?.state ?? null,
    judgeOfSubject: async (subject: string) => (await judgeOfSubject(judges, subject))?.state ?? null,
    activeJudges: () => activeJudges(judges),
    judging: (roundId: string) => judgingOf(judgings, roundId),
    reviewsOf: async (roundId: string) => (await reviews.all({ where: { roundId } })).map(({ state }) => state),
    centreNames: regionNames,
    tiesOf: tiesOf({ deals, venturesMentoredBy }),
    takeRubric: async (id: string, call: Cause) =>
      newestOf(
        (await rubrics.change(id, (rubric) => useRubric(rubric, { id }), { ...call, request: undefined })).state,
      ),
    declareConflict: (id: string, conflict: DeclaredConflict, call: Cause) =>
      judges.change(id, (judge) => declareConflict(judge, { id, conflict }), call),
  };
  const ranking = rankingOf({
    ...neighbours,
    standing: candidates.standing,
    counted: async (roundId) => (await neighbours.reviewsOf(roundId)).filter(counts),
    ballots: (roundId) => ballotsOf(ballots, roundId),
  });
  const settle = settler(judgings, {
    lapseReviews: (roundId, cause) => lapseReviews(reviews, roundId, cause),
    sealBallots: (roundId, cause) => sealBallots(ballots, roundId, cause),
  });
  return {
    implementation: implement(JudgingServiceDefinition, {
      ...rubricRpcs(rubrics),
      ...judgeRpcs(judges, {
        venture,
        application: async (id) => {
          const found = await applications.find(id);
          return found && { isDraft: found.state.state === 'DRAFT' };
        },
      }),
      ...judgingRpcs(judgings, neighbours),
      ...reviewRpcs(reviews, neighbours),
      ...sheetRpcs(reviews, neighbours),
      ...assignmentRpcs(host, assignments, neighbours),
      ...ballotRpcs(ballots, neighbours),
      ...rankingRpcs(ranking),
    }),
    aggregates: [rubrics, judges, judgings, reviews, ballots, assignments],
    operations: {
      [PROPOSE_KIND]: long(searchWork(host, assignments, neighbours)),
      // A large round has several thousand reviews to create.
      [APPLY_KIND]: long(applyWork(assignments, { assigner: () => assigner(reviews, remembering(neighbours)) })),
    },
    subscriptions: [{ name: 'deals', handlers: deals.handlers() }],
    timers: [judgings.dueBy(settle)],
    objects: { judge: judgeOwnership(judges), review: reviewOwnership(reviews) },
    start: deals.ensureIndexes,
    /** For selection: the order that the council decides on. */
    ranking,
    /** An application was withdrawn: its judges have nothing more to do. */
    endReviews: (applicationId: string, cause: Cause) => endReviewsOf(reviews, applicationId, cause),
  };
}
