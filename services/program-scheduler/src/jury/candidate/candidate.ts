/** An application as judging sees it: read from where applications are kept, never changed here. */
import type { LocalizedText, Taxonomy_Sector, Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type { Answer, AnswerFile } from '@naru/contracts/program/v1/form';
import { type Application, DECIDED, STANDING } from '../../calls/application/application.ts';

export interface Candidate {
  applicationId: string;
  roundId: string;
  ventureId: string;
  centreId: string;
  /** It is judged and ranked. */
  stands: boolean;
  name: LocalizedText | undefined;
  sectors: readonly Taxonomy_Sector[];
  stage: Taxonomy_Stage;
  pitch: LocalizedText | undefined;
  answers: readonly Answer[];
  files: readonly AnswerFile[];
}

/** An application is judged unless it was withdrawn or found not eligible. It stays in the ranking once decided. */
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
