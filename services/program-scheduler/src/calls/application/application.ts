/** The application of a venture to a round. `evolve` is the only function that changes it. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Application_State, FrozenProfile } from '@naru/contracts/program/v1/application';
import type { Answer, AnswerFile } from '@naru/contracts/program/v1/form';
import type { Ineligible } from './texts.ts';

export interface Application {
  id: string;
  roundId: string;
  ventureId: string;
  /** The centre of the venture when it applied. */
  centreId: string;
  state: Application_State;
  /** The profile of the venture when it submitted: the judges see this one, whatever changes later. */
  frozen: FrozenProfile;
  pitch: LocalizedText | undefined;
  answers: Answer[];
  files: AnswerFile[];
  /** The support organisation that refers the team; empty for none. */
  putForwardBy: string;
  /** Unset while it is a draft. */
  submittedAt: Date | undefined;
  /** Submitted after the deadline, within the grace period. */
  late: boolean;
  ineligible: Ineligible[];
  /** Position from 1; 0 where it is not on the waitlist. */
  waitlistPosition: number;
  withdrawnAt: Date | undefined;
  /** The version of the selection that last decided about it; 0 before any decision. */
  verdictVersion: number;
}

/** The fields that the applicant fills in. */
export type Contents = Pick<Application, 'pitch' | 'answers' | 'putForwardBy'>;
export type Submission = Pick<Application, 'frozen' | 'submittedAt' | 'late'>;
/** The decision of the council about an application. */
export type Verdict = 'SELECTED' | 'WAITLISTED' | 'REJECTED';

export type ApplicationEvent =
  | { type: 'ApplicationDrafted'; application: Application }
  | { type: 'ContentsChanged'; contents: Contents }
  | { type: 'FileAttached'; file: AnswerFile }
  | { type: 'ApplicationSubmitted'; submission: Submission }
  | { type: 'ApplicationFoundEligible' }
  | { type: 'ApplicationFoundIneligible'; reasons: Ineligible[] }
  | { type: 'ApplicationRevised' }
  | { type: 'ApplicationSelected'; version: number }
  | { type: 'ApplicationWaitlisted'; position: number; version: number }
  | { type: 'ApplicationRejected'; version: number }
  | { type: 'ApplicationWithdrawn'; at: Date }
  | { type: 'ContentsErased' };

/** Never throws: events have already happened. */
export const evolve = (application: Application | null, event: ApplicationEvent): Application | null => {
  if (event.type === 'ApplicationDrafted') return event.application;
  return application && changed(application, event);
};

function changed(
  application: Application,
  event: Exclude<ApplicationEvent, { type: 'ApplicationDrafted' }>,
): Application {
  switch (event.type) {
    case 'ContentsChanged':
      return { ...application, ...event.contents };
    case 'FileAttached':
      return {
        ...application,
        files: [...application.files.filter(({ fieldId }) => fieldId !== event.file.fieldId), event.file],
      };
    case 'ApplicationSubmitted':
      return { ...application, ...event.submission, state: 'SUBMITTED', ineligible: [] };
    case 'ApplicationFoundEligible':
      return { ...application, state: 'ELIGIBLE' };
    case 'ApplicationFoundIneligible':
      return { ...application, state: 'INELIGIBLE', ineligible: event.reasons };
    case 'ApplicationRevised':
      return {
        ...application,
        state: 'DRAFT',
        submittedAt: undefined,
        late: false,
        ineligible: [],
        withdrawnAt: undefined,
      };
    case 'ApplicationSelected':
      return decided(application, 'SELECTED', event.version);
    case 'ApplicationWaitlisted':
      return { ...decided(application, 'WAITLISTED', event.version), waitlistPosition: event.position };
    case 'ApplicationRejected':
      return decided(application, 'REJECTED', event.version);
    case 'ApplicationWithdrawn':
      return { ...application, state: 'WITHDRAWN', withdrawnAt: event.at, waitlistPosition: 0 };
    case 'ContentsErased':
      return { ...application, ...NO_CONTENTS };
  }
}

/** Left of an application whose venture was erased: who applied to what, and what became of it. */
const NO_CONTENTS: Pick<Application, 'frozen' | 'pitch' | 'answers' | 'files' | 'ineligible'> = {
  frozen: { name: undefined, sectors: [], stage: 'STAGE_UNSPECIFIED', version: 0, foundedYear: 0 },
  pitch: undefined,
  answers: [],
  files: [],
  ineligible: [],
};

const decided = (application: Application, state: Verdict, verdictVersion: number): Application => ({
  ...application,
  state,
  waitlistPosition: 0,
  verdictVersion,
});

/** Applications of the first shape are SUBMITTED, since rounds had no rules then. */
export const STANDING: readonly Application_State[] = ['SUBMITTED', 'ELIGIBLE'];
export const DECIDED: readonly Application_State[] = ['SELECTED', 'WAITLISTED', 'REJECTED'];
