/** A person who helps the teams of a centre. `evolve` is the only function that changes a mentor. */

import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Cohort_Topic } from '@naru/contracts/program/v1/cohort';
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';

export type Mentor = Omit<MentorMessage, 'etag'>;

export type MentorEvent =
  | { type: 'MentorRegistered'; mentor: Mentor }
  | { type: 'MentorUpdated'; name: LocalizedText; topics: Cohort_Topic[] }
  | { type: 'MentorRetired' }
  | { type: 'MentorReinstated' };

/** Never throws: events have already happened. */
export const evolve = (mentor: Mentor | null, event: MentorEvent): Mentor | null => {
  switch (event.type) {
    case 'MentorRegistered':
      return event.mentor;
    case 'MentorUpdated':
      return mentor && { ...mentor, name: event.name, topics: event.topics };
    case 'MentorRetired':
      return mentor && { ...mentor, state: 'RETIRED' };
    case 'MentorReinstated':
      return mentor && { ...mentor, state: 'ACTIVE' };
  }
};
