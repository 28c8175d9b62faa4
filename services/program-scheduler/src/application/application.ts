/** The application of a venture to a round, and the one place it changes. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { ApplicationState, FrozenProfile } from '@naru/contracts/program/v1/application';

export interface Application {
  id: string;
  roundId: string;
  ventureId: string;
  /** As the venture's was when it applied. */
  centreId: string;
  state: ApplicationState;
  /** What the venture said of itself then, so that all are judged by what they applied with. */
  frozen: FrozenProfile;
  pitch: LocalizedText | undefined;
  submittedAt: Date;
  withdrawnAt: Date | undefined;
}

export type ApplicationEvent =
  | { type: 'ApplicationSubmitted'; application: Application }
  | { type: 'ApplicationWithdrawn'; at: Date };

/** Never throws: events have already happened. */
export const evolve = (application: Application | null, event: ApplicationEvent): Application | null => {
  switch (event.type) {
    case 'ApplicationSubmitted':
      return event.application;
    case 'ApplicationWithdrawn':
      return application && { ...application, state: 'APPLICATION_WITHDRAWN', withdrawnAt: event.at };
  }
};
