/** What leads from an event to the people and teams that it concerns. */
import type { Application } from '@naru/contracts/program/v1/application';
import type { Judge } from '@naru/contracts/program/v1/judge';
import type { Mentor } from '@naru/contracts/program/v1/mentoring';
import type { Residency } from '@naru/contracts/program/v1/residency';
import type { Review } from '@naru/contracts/program/v1/review';

export interface ConcernedCopy {
  kind: 'application' | 'judge' | 'mentor' | 'residency' | 'review';
  state: string;
  /** The subject of the person's tokens. */
  subject?: string;
  ventureId?: string;
  centreId?: string;
  roundId?: string;
  cohortId?: string;
  judgeId?: string;
}

type Now = { [Field in keyof ConcernedCopy]-?: ConcernedCopy[Field] | undefined };

const NOTHING = {
  subject: undefined,
  ventureId: undefined,
  centreId: undefined,
  roundId: undefined,
  cohortId: undefined,
  judgeId: undefined,
};

export const ofApplication = ({ state, ventureId, centreId, roundId }: Application): Now => ({
  ...NOTHING,
  kind: 'application',
  state,
  ventureId,
  centreId,
  roundId,
});

export const ofJudge = ({ state, subject }: Judge): Now => ({ ...NOTHING, kind: 'judge', state, subject });

export const ofMentor = ({ state, subject }: Mentor): Now => ({ ...NOTHING, kind: 'mentor', state, subject });

export const ofResidency = ({ state, ventureId, cohortId }: Residency): Now => ({
  ...NOTHING,
  kind: 'residency',
  state,
  ventureId,
  cohortId,
});

export const ofReview = ({ state, judgeId, roundId }: Review): Now => ({
  ...NOTHING,
  kind: 'review',
  state,
  judgeId,
  roundId,
});

/** Applications that a change of the event concerns. */
export const STANDING = ['SUBMITTED', 'ELIGIBLE', 'SELECTED', 'WAITLISTED'];
/** Reviews that a judge has still to give, or may give again. */
export const TO_JUDGE = ['ASSIGNED', 'REOPENED', 'SUBMITTED'];
