/** Refusals of commands on a timetable. */
import { content, known, refuse, stale } from './texts.ts';
import type { Timetable, Wish } from './timetable.ts';

/** Only a draft may be changed freely. */
export function draft(timetable: Timetable | null): Timetable {
  const found = open(timetable);
  if (found.state === 'DRAFT') return found;
  throw refuse('published');
}

/** A draft or a published timetable of an event that is neither over nor cancelled. */
export function open(timetable: Timetable | null): Timetable {
  const found = known(timetable);
  if (found.state !== 'CLOSED') return found;
  throw refuse('closed', { calledOff: found.calledOff });
}

export function meetingIn({ meetings }: Timetable, id: string): Wish {
  const found = meetings.find((one) => one.id === id);
  if (found) return found;
  throw content.refuse('meeting.not_found', { id });
}

/** A command on an older edition is refused, so that no officer undoes a change that they have not seen. */
export function requireEdition({ id, edition }: Timetable, etag: string): void {
  if (etag === '' || etag === String(edition)) return;
  throw stale(id, edition);
}
