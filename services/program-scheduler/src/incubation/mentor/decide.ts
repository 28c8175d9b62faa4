/** Commands on a mentor. Pure: the present state and a command give events, or a refusal. */
import type { Mentor, MentorEvent } from './mentor.ts';
import { known } from './texts.ts';

/** A mentor is registered once. */
export function registerMentor(existing: Mentor | null, mentor: Mentor): MentorEvent[] {
  return existing ? [] : [{ type: 'MentorRegistered', mentor }];
}

/** Name and topics may change in any state. */
export function updateMentor(
  mentor: Mentor | null,
  { name, topics }: { name: NonNullable<Mentor['name']>; topics: Mentor['topics'] },
): MentorEvent[] {
  const { name: before, topics: had } = known(mentor);
  const same = JSON.stringify([before, had]) === JSON.stringify([name, topics]);
  return same ? [] : [{ type: 'MentorUpdated', name, topics }];
}

/** A retired mentor takes no more teams. Recorded sessions stay. */
export function retireMentor(mentor: Mentor | null): MentorEvent[] {
  return known(mentor).state === 'RETIRED' ? [] : [{ type: 'MentorRetired' }];
}

/** A retired mentor can be reinstated. */
export function reinstateMentor(mentor: Mentor | null): MentorEvent[] {
  return known(mentor).state === 'ACTIVE' ? [] : [{ type: 'MentorReinstated' }];
}
