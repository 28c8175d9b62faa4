/**
 * Announces a timetable meeting by meeting. After each change of a published timetable a timer updates the announced
 * meetings. Each meeting is an aggregate, so no write carries more than one event, and only the parties of a changed
 * meeting receive one. Every step may be repeated: it changes only what differs, so an interrupted sweep continues
 * where it stopped.
 */
import type { Cause } from '@naru/kit/outbox';
import type { Said } from '@naru/words/text';
import type { CancelCode, Cancelled } from '../meeting/meeting.ts';
import { announceTimetable } from './lifecycle.ts';
import type { TimetableStore } from './store.ts';
import type { Timetable, Wish } from './timetable.ts';

/** A meeting as it was announced. */
export interface Told {
  state: string;
  startsAt: Date;
  endsAt: Date;
  table: number;
}

export interface Telling extends Omit<Told, 'state'> {
  wish: Wish;
}

export type Difference = { meetingId: string; telling: Telling } | { meetingId: string; cancel: CancelCode };

/** Functions of meetings that announcing calls. */
export interface MeetingsTold {
  of(timetableId: string): Promise<ReadonlyMap<string, Told>>;
  /** The name of the event. */
  eventName(eventId: string): Promise<Said>;
  schedule(timetable: Timetable, telling: Telling, cause: Cause): Promise<unknown>;
  cancel(meetingId: string, what: { cancelled: Cancelled; revision: number }, cause: Cause): Promise<unknown>;
}

/** The most meetings that one turn of the timer announces, so that other timers need not wait long. */
const BATCH_MAX = 400;
const AT_ONCE = 16;

export const announcer =
  (timetables: TimetableStore, meetings: MeetingsTold) =>
  async (id: string, cause: Cause): Promise<void> => {
    const found = await timetables.find(id);
    if (!found?.state.owedSince) return;
    const { state: timetable } = found;
    const all = differences(timetable, await meetings.of(id), cause.now);
    const event = await meetings.eventName(timetable.eventId);
    const { revision } = timetable;
    const tell = (one: Difference) =>
      'telling' in one
        ? meetings.schedule(timetable, one.telling, cause)
        : meetings.cancel(one.meetingId, { cancelled: { code: one.cancel, event }, revision }, cause);
    for (let from = 0; from < Math.min(BATCH_MAX, all.length); from += AT_ONCE)
      await Promise.all(all.slice(from, Math.min(BATCH_MAX, from + AT_ONCE)).map(tell));
    const complete = all.length <= BATCH_MAX;
    await timetables.change(id, (one) => announceTimetable(one, { revision, complete, now: cause.now }), cause);
  };

/** The changes that are not announced yet. A meeting that has begun is neither moved nor cancelled. */
export function differences(timetable: Timetable, told: ReadonlyMap<string, Told>, now: Date): Difference[] {
  const slots = new Map(timetable.slots.map((slot) => [slot.id, slot]));
  const wishes = new Map(timetable.meetings.map((wish) => [wish.id, wish]));
  const tellings = timetable.meetings.flatMap((wish): Telling[] => {
    const slot = slots.get(wish.place?.slotId ?? '');
    if (!slot || !wish.place || timetable.calledOff) return [];
    return [{ wish, startsAt: slot.startsAt, endsAt: slot.endsAt, table: wish.place.table }];
  });
  const standing = new Set(tellings.map(({ wish }) => wish.id));
  return [
    ...tellings
      .filter((telling) => !isTold(told.get(telling.wish.id), telling))
      .map((telling) => ({ meetingId: telling.wish.id, telling })),
    ...[...told]
      .filter(([id, { state, startsAt }]) => state === 'SCHEDULED' && !standing.has(id) && startsAt > now)
      .map(([meetingId]) => ({ meetingId, cancel: whyCancelled(timetable, wishes.get(meetingId)) })),
  ];
}

const isTold = (told: Told | undefined, { startsAt, endsAt, table }: Telling): boolean =>
  told?.state === 'SCHEDULED' &&
  told.table === table &&
  told.startsAt.getTime() === startsAt.getTime() &&
  told.endsAt.getTime() === endsAt.getTime();

function whyCancelled({ calledOff }: Timetable, wish: Wish | undefined): CancelCode {
  if (calledOff) return 'event_called_off';
  if (!wish) return 'taken_out';
  return wish.reason?.code === 'absent' ? 'side_absent' : 'no_place';
}
