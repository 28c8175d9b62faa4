/** Why something cannot be done with a timetable. */
import { Rejection, refusals, untranslated } from '@naru/kit/rejection';
import type { Timetable, Wish } from './timetable.ts';

export const { known, rule } = refusals('timetable');

/** Only a draft is changed at will. */
export function draft(timetable: Timetable | null): Timetable {
  const found = open(timetable);
  if (found.state === 'DRAFT') return found;
  throw rule('published', 'the timetable is published and only repairs change it now; use :repair');
}

/** A draft or a published timetable of an event that is still to be held. */
export function open(timetable: Timetable | null): Timetable {
  const found = known(timetable);
  if (found.state !== 'CLOSED') return found;
  throw rule('closed', 'the event of this timetable is over or called off; nothing of it changes any more');
}

export function meetingIn({ meetings }: Timetable, id: string): Wish {
  const found = meetings.find((one) => one.id === id);
  if (found) return found;
  throw new Rejection({
    kind: 'not_found',
    code: 'meeting.not_found',
    message: `meeting_id: the timetable has no meeting ${id}`,
  });
}

/** A decision on an older edition than there is now is refused, so that nobody undoes unseen what another has done. */
export function requireEdition({ id, edition }: Timetable, etag: string): void {
  if (etag === '' || etag === String(edition)) return;
  throw new Rejection({
    kind: 'conflict',
    code: 'etag.stale',
    message: `etag: timetable ${id} has changed since you read it (now ${edition}); read it again and decide anew`,
    faults: [untranslated('etag', 'etag.stale', 'read the resource again')],
  });
}
