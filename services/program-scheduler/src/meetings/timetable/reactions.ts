/** Closes a timetable when its event is held or cancelled. */
import { EventCancelled, EventHeld } from '@naru/contracts/program/v1/events';
import type { Host } from '@naru/kit/boot';
import { type Handler, on } from '@naru/kit/subscribe';
import { closeTimetable } from './lifecycle.ts';
import { type TimetableStore, timetableId } from './store.ts';

export const timetableReactions = (timetables: TimetableStore, { ownCause }: Pick<Host, 'ownCause'>): Handler[] =>
  [EventHeld, EventCancelled].map((codec) =>
    on(codec, async ({ event }) => {
      const id = timetableId(event?.id ?? '');
      if (!event || !(await timetables.find(id))) return;
      const cause = ownCause();
      const calledOff = event.state === 'CANCELLED';
      await timetables.change(id, (one) => closeTimetable(one, { calledOff, now: cause.now }), cause);
    }),
  );
