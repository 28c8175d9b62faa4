/** The data that a judge sees to score an application, and the data that the secretariat sees to make up its panel. */

import type { Form } from '@naru/contracts/program/v1/form';
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { JudgeCandidate, SheetAnswer } from '@naru/contracts/program/v1/review';
import type { Reach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { FilePiece } from '../../standards/file.ts';
import type { Candidate } from '../candidate/candidate.ts';
import { refuse as notStanding } from '../candidate/texts.ts';
import { conflictsOf } from '../conflict/conflict.ts';
import { fitOf } from '../judge/fit.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import { shortfallsOf } from '../judging/panel.ts';
import { type AssignNeighbours, loadMaxOf } from './assign.ts';
import { blindFiles, typed } from './blind-files.ts';
import { toProto } from './message.ts';
import { type Redactor, redactorOf } from './redact.ts';
import { stands } from './review.ts';
import type { ReviewStore } from './store.ts';
import { known } from './texts.ts';

type SheetRpcs = Pick<Handlers<typeof JudgingServiceDefinition>, 'getReviewSheet' | 'getReviewFile' | 'getPanel'>;

export interface SheetNeighbours extends AssignNeighbours {
  activeJudges(): Promise<readonly Judge[]>;
  round(id: string): Promise<{ form: Form | undefined } | null>;
  /** The pieces of a file that an application names. */
  file(fileId: string, name: string): Promise<Iterable<FilePiece> | null>;
  /** The names of a centre and its region, which are removed from the texts for judges. */
  centreNames(centreId: string): readonly string[];
}

const CANDIDATES_MAX = 300;

export function sheetRpcs(reviews: ReviewStore, neighbours: SheetNeighbours): SheetRpcs {
  async function candidateOf(applicationId: string): Promise<Candidate> {
    const found = await neighbours.candidates.find(applicationId);
    if (!found) throw notFound('application', applicationId);
    return found;
  }

  /** The fit and the conflicts of each judge for an application. */
  async function viewOf(candidate: Candidate, judging: Judging | null, now: Date) {
    const loads = new Map<string, number>();
    for (const { state } of await reviews.all({ where: { roundId: candidate.roundId } }))
      if (stands(state)) loads.set(state.judgeId, (loads.get(state.judgeId) ?? 0) + 1);
    return async (judge: Judge): Promise<JudgeCandidate> => ({
      judgeId: judge.id,
      fit: fitOf(judge.expertise, candidate.sectors),
      conflicts: conflictsOf(judge, candidate, await neighbours.tiesOf(judge, now)),
      load: loads.get(judge.id) ?? 0,
      loadMax: loadMaxOf(judge, judging),
    });
  }

  /** Judges who are not on the panel, the best fit first. */
  async function othersFor({ sectors }: Candidate, seated: ReadonlySet<string>): Promise<Judge[]> {
    return (await neighbours.activeJudges())
      .filter(({ id }) => !seated.has(id))
      .map((judge) => ({ judge, fit: fitOf(judge.expertise, sectors) }))
      .sort((a, b) => b.fit - a.fit || (a.judge.id < b.judge.id ? -1 : 1))
      .slice(0, CANDIDATES_MAX)
      .map(({ judge }) => judge);
  }

  /** A review with the data of its sheet. Judges do not see an application that was withdrawn. */
  async function sheetOf(id: string, reach: Reach) {
    const found = await reviews.find(id);
    const { state, version } = known(found, id);
    const { applicationId, roundId } = state;
    const [candidate, judging] = await Promise.all([candidateOf(applicationId), neighbours.judging(roundId)]);
    if (!candidate.stands && !reach.any) throw notStanding('not_standing', { applications: 1 });
    return { state, version, candidate, judging, blind: (judging?.blind ?? true) && !reach.any };
  }

  return {
    getReviewSheet: async ({ id }, { reach }) => {
      const { state, version, candidate, judging, blind } = await sheetOf(id, reach);
      const round = await neighbours.round(state.roundId);
      const { ventureId, centreId, name, sectors, stage, pitch } = candidate;
      const identity = { ventureId, centreId, name, centreNames: neighbours.centreNames(centreId) };
      const redacted = blind ? redactorOf(identity) : null;
      return {
        review: toProto(state, { version, blind }),
        criteria: [...(judging?.criteria ?? [])],
        blind,
        ventureId: blind ? '' : ventureId,
        name: blind ? undefined : name,
        sectors: [...sectors],
        stage,
        pitch: pitch && redacted ? { ko: redacted(pitch.ko), en: redacted(pitch.en) } : pitch,
        answers: answersOf(candidate, round?.form, redacted),
        files: blind ? blindFiles(candidate.files, round?.form) : [...candidate.files],
      };
    },
    getReviewFile: async function* ({ id, fieldId }, { reach }) {
      const { state, candidate, blind } = await sheetOf(id, reach);
      const shown = blind
        ? blindFiles(candidate.files, (await neighbours.round(state.roundId))?.form)
        : candidate.files;
      const named = shown.find((file) => file.fieldId === fieldId);
      const { fileId = '' } = candidate.files.find((file) => file.fieldId === fieldId) ?? {};
      const file = named && (await neighbours.file(fileId, named.name));
      if (!file) throw notFound('file', fieldId);
      yield* blind ? typed(file, named.mediaType) : file;
    },
    getPanel: async ({ applicationId }, { now }) => {
      const candidate = await candidateOf(applicationId);
      const judging = await neighbours.judging(candidate.roundId);
      const found = await reviews.all({ where: { applicationId } });
      const seated = new Set(found.filter(({ state }) => stands(state)).map(({ state }) => state.judgeId));
      const members = (await Promise.all([...seated].map(neighbours.judge))).filter((one) => one !== null);
      const view = await viewOf(candidate, judging, now);
      return {
        applicationId,
        reviews: found.map(({ state, version }) => toProto(state, { version })),
        shortfalls: judging?.panel ? shortfallsOf(judging.panel, members) : [],
        candidates: await Promise.all((await othersFor(candidate, seated)).map(view)),
        members: await Promise.all(members.map(view)),
      };
    },
  };
}

/** In the order of the form. Where names are removed, answers that the form marks as identifying are removed too. */
function answersOf({ answers }: Candidate, form: Form | undefined, redacted: Redactor | null): SheetAnswer[] {
  return (form?.fields ?? [])
    .filter(({ identifying }) => !(redacted && identifying))
    .flatMap(({ id, label }) =>
      answers
        .filter(({ fieldId }) => fieldId === id)
        .map(({ value }) => ({ fieldId: id, label, value: redacted ? redacted(value) : value })),
    );
}
