/** A session of a mentor with a team, as it was held, and the one place its record changes. */
import type { MentoringSession, MentoringSessionDetails } from '@naru/contracts/program/v1/mentoring';
import type { CivilDate } from '@naru/kit/civil-date';

export type Mentoring = Omit<MentoringSession, 'heldOn' | 'etag'> & {
  heldOn: CivilDate;
  /** The mentor's subject, by which a mentor finds the own sessions, and judging those who know a team too well. */
  mentorSubject: string;
};

/** What may be corrected later. */
export type Held = Omit<MentoringSessionDetails, 'heldOn'> & { heldOn: CivilDate };

export type MentoringEvent =
  | { type: 'MentoringRecorded'; session: Mentoring }
  | { type: 'MentoringCorrected'; held: Held };

/** Never throws: events have already happened. */
export const evolve = (session: Mentoring | null, event: MentoringEvent): Mentoring | null => {
  switch (event.type) {
    case 'MentoringRecorded':
      return event.session;
    case 'MentoringCorrected':
      return session && { ...session, ...event.held };
  }
};
