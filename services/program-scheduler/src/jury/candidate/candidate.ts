/** An application as judging uses it. Judging reads it and never changes it. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { Answer, AnswerFile } from '@naru/contracts/program/v1/form';
import { type Application, DECIDED, STANDING } from '../../calls/application/application.ts';

export interface Candidate {
  applicationId: string;
  roundId: string;
  ventureId: string;
  centreId: string;
  /** True where it is judged and ranked. */
  stands: boolean;
  name: LocalizedText | undefined;
  sectors: readonly Taxonomy_Sector[];
  stage: Taxonomy_Stage;
  pitch: LocalizedText | undefined;
  answers: readonly Answer[];
  files: readonly AnswerFile[];
}

/** An application is judged unless it was withdrawn or found ineligible. It stays in the ranking after the decision. */
export const JUDGED: readonly Application['state'][] = [...STANDING, ...DECIDED];

export const candidateOf = ({
  id,
  roundId,
  ventureId,
  centreId,
  state,
  frozen,
  pitch,
  answers,
  files,
}: Application): Candidate => ({
  applicationId: id,
  roundId,
  ventureId,
  centreId,
  stands: JUDGED.includes(state),
  name: frozen.name,
  sectors: frozen.sectors,
  stage: frozen.stage,
  pitch,
  answers,
  files,
});
