/** What a judge is shown to score an application by, and what the secretariat is shown to make up its panel. */

import type { Form } from '@naru/contracts/program/v1/form';
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { JudgeCandidate, SheetAnswer } from '@naru/contracts/program/v1/review';
import { hasRole } from '@naru/kit/identity';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Candidate } from '../candidate/candidate.ts';
import { conflictsOf } from '../conflict/conflict.ts';
import type { Judge } from '../judge/judge.ts';
import { fitOf } from '../judge-assignment/fit.ts';
import type { Judging } from '../judging/judging.ts';
import { shortfallsOf } from '../judging/panel.ts';
import type { Round } from '../round/round.ts';
import { type AssignNeighbours, loadMaxOf } from './assign.ts';
import { toProto } from './events.ts';
import { type Identity, redact, redactText } from './redact.ts';
import { stands } from './review.ts';
import { findReviews, type ReviewStore } from './store.ts';

type SheetRpcs = Pick<Handlers<typeof JudgingServiceDefinition>, 'getReviewSheet' | 'getPanel'>;

export interface SheetNeighbours extends AssignNeighbours {
  activeJudges(): Promise<readonly Judge[]>;
  round(id: string): Promise<Pick<Round, 'form'> | null>;
  /** What a centre and its region are called, to be left out of what a judge reads. */
  centreNames(centreId: string): readonly string[];
}

const CANDIDATES_MAX = 300;

export function sheetRpcs(reviews: ReviewStore, neighbours: SheetNeighbours): SheetRpcs {
  async function candidateOf(applicationId: string): Promise<Candidate> {
    const found = await neighbours.candidates.find(applicationId);
    if (!found) throw notFound('application', applicationId);
    return found;
  }

  async function candidatesFor(candidate: Candidate, judging: Judging | null, now: Date): Promise<JudgeCandidate[]> {
    const [judges, inRound] = await Promise.all([
      neighbours.activeJudges(),
      findReviews(reviews, { roundId: candidate.roundId }),
    ]);
    const standing = inRound.map(({ state }) => state).filter(stands);
    const seated = new Set(
      standing.filter(({ applicationId }) => applicationId === candidate.applicationId).map(({ judgeId }) => judgeId),
    );
    const loads = new Map<string, number>();
    for (const { judgeId } of standing) loads.set(judgeId, (loads.get(judgeId) ?? 0) + 1);
    const fitting = judges
      .filter(({ id }) => !seated.has(id))
      .map((judge) => ({ judge, fit: fitOf(judge.expertise, candidate.sectors) }))
      .sort((a, b) => b.fit - a.fit || (a.judge.id < b.judge.id ? -1 : 1))
      .slice(0, CANDIDATES_MAX);
    return Promise.all(
      fitting.map(async ({ judge, fit }) => ({
        judgeId: judge.id,
        fit,
        conflicts: conflictsOf(judge, candidate, await neighbours.tiesOf(judge, now)),
        load: loads.get(judge.id) ?? 0,
        loadMax: loadMaxOf(judge, judging),
      })),
    );
  }

  return {
    getReviewSheet: async ({ id }, { caller }) => {
      const found = await reviews.find(id);
      if (!found) throw notFound('review', id);
      const { state, version } = found;
      const [candidate, judging, round] = await Promise.all([
        candidateOf(state.applicationId),
        neighbours.judging(state.roundId),
        neighbours.round(state.roundId),
      ]);
      const blind = (judging?.blind ?? true) && !hasRole(caller, 'network_admin');
      const { ventureId, centreId, name, sectors, stage, pitch } = candidate;
      const identity = { ventureId, centreId, name, centreNames: neighbours.centreNames(centreId) };
      return {
        review: toProto(state, { version, blind }),
        criteria: [...(judging?.criteria ?? [])],
        blind,
        ventureId: blind ? '' : ventureId,
        name: blind ? undefined : name,
        sectors: [...sectors],
        stage,
        pitch: blind ? redact(pitch, identity) : pitch,
        answers: answersOf(candidate, round?.form, blind ? identity : null),
      };
    },
    getPanel: async ({ applicationId }, { now }) => {
      const candidate = await candidateOf(applicationId);
      const judging = await neighbours.judging(candidate.roundId);
      const found = await findReviews(reviews, { applicationId });
      const seated = found.filter(({ state }) => stands(state));
      const members = await Promise.all(seated.map(({ state }) => neighbours.judge(state.judgeId)));
      const present = members.filter((member) => member !== null);
      return {
        applicationId,
        reviews: found.map(({ state, version }) => toProto(state, { version })),
        shortfalls: judging?.panel ? shortfallsOf(judging.panel, present) : [],
        candidates: await candidatesFor(candidate, judging, now),
      };
    },
  };
}

/** In the order of the form. Where names are to be left out, so is every answer that the form calls identifying. */
function answersOf({ answers }: Candidate, form: Form | undefined, hidden: Identity | null): SheetAnswer[] {
  return (form?.fields ?? [])
    .filter(({ identifying }) => !(hidden && identifying))
    .flatMap(({ id, label }) =>
      answers
        .filter(({ fieldId }) => fieldId === id)
        .map(({ value }) => ({ fieldId: id, label, value: hidden ? redactText(value, hidden) : value })),
    );
}
