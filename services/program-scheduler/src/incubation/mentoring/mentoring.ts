/** A session that a mentor held with a team. `evolve` is the only function that changes its record. */
import type { MentoringSession, MentoringSessionDetails } from '@naru/contracts/program/v1/mentoring';
import type { CivilDate } from '@naru/kit/civil-date';

export type Mentoring = Omit<MentoringSession, 'heldOn' | 'etag'> & {
  heldOn: CivilDate;
  /** The subject of the mentor. Mentors find their own sessions by it, and judging finds conflicts of interest. */
  mentorSubject: string;
};

/** The fields that may be corrected later. */
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
