/** The application of a venture to a round, and the one place it changes. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Application_State, FrozenProfile } from '@naru/contracts/program/v1/application';
import type { Answer, AnswerFile } from '@naru/contracts/program/v1/form';
import type { Ineligible } from './texts.ts';

export interface Application {
  id: string;
  roundId: string;
  ventureId: string;
  /** As the venture's was when it applied. */
  centreId: string;
  state: Application_State;
  /** What the venture said of itself when it submitted, so that all are judged by what they applied with. */
  frozen: FrozenProfile;
  pitch: LocalizedText | undefined;
  answers: Answer[];
  files: AnswerFile[];
  /** The support organisation that puts the team forward; empty for none. */
  putForwardBy: string;
  /** Unset while it is a draft. */
  submittedAt: Date | undefined;
  /** Submitted after the deadline, within the grace. */
  late: boolean;
  ineligible: Ineligible[];
  /** From 1; 0 where it is on no waitlist. */
  waitlistPosition: number;
  withdrawnAt: Date | undefined;
  /** The version of the selection that decided it last; 0 while none has. */
  verdictVersion: number;
}

/** What the applicant fills in. */
export type Contents = Pick<Application, 'pitch' | 'answers' | 'putForwardBy'>;
export type Submission = Pick<Application, 'frozen' | 'submittedAt' | 'late'>;
/** What the council has decided about an application. */
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
  | { type: 'ApplicationWithdrawn'; at: Date };

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
  }
}

const decided = (application: Application, state: Verdict, verdictVersion: number): Application => ({
  ...application,
  state,
  waitlistPosition: 0,
  verdictVersion,
});

/** SUBMITTED is from before rounds had rules. */
export const STANDING: readonly Application_State[] = ['SUBMITTED', 'ELIGIBLE'];
export const DECIDED: readonly Application_State[] = ['SELECTED', 'WAITLISTED', 'REJECTED'];
