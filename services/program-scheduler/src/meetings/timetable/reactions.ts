/** What timetables do without a request: they follow their event, and meetings of whoever leaves fall. */
import { EventCancelled, EventHeld, EventUpdated } from '@naru/contracts/program/v1/events';
import {
  VentureClosed,
  VentureConsentWithdrawn,
  VentureErased,
  VentureSuspended,
} from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { dateIn } from '@naru/kit/civil-date';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import { DateTime } from 'luxon';
import { daysBetween } from '../../standards/day.ts';
import type { EventOf } from './given.ts';
import { closeTimetable, moveTimetable, partyLeft } from './lifecycle.ts';
import { publishedWith, type TimetableStore, timetableId } from './store.ts';
import type { Slot, Timetable } from './timetable.ts';

/** Functions of other nouns of this service that the reactions call. */
export interface ReactionNeighbours {
  event: EventOf;
  /** Stores what the news say in the read copy. @returns whether the venture is hidden now */
  isHiddenAfter(news: { ventureId: string }, received: Received<unknown>): Promise<boolean>;
}

export function timetableReactions(
  timetables: TimetableStore,
  { event: eventOf, isHiddenAfter }: ReactionNeighbours,
  { ownCause }: Pick<Host, 'ownCause'>,
): Handler[] {
  /** The event as it is now, which may be newer than the news: each change is reacted to, so the last one holds. */
  async function follow(eventId: string): Promise<void> {
    const id = timetableId(eventId);
    const [found, held] = await Promise.all([timetables.find(id), eventOf(eventId)]);
    if (!found || !held || held.startDate.day === 0) return;
    const { startDate: day } = held;
    const cause = ownCause();
    const move = (one: Timetable | null) =>
      moveTimetable(one, { slots: one ? movedSlots(one, day) : [], day, now: cause.now });
    await timetables.change(id, move, cause);
  }

  return [
    ...[EventHeld, EventCancelled].map((codec) =>
      on(codec, async ({ event }) => {
        const id = timetableId(event?.id ?? '');
        if (!event || !(await timetables.find(id))) return;
        const cause = ownCause();
        const calledOff = event.state === 'CANCELLED';
        await timetables.change(id, (one) => closeTimetable(one, { calledOff, now: cause.now }), cause);
      }),
    ),
    on(EventUpdated, async ({ event }) => event && follow(event.id)),
    ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed, VentureErased].map((codec) =>
      on(codec, async (news: { ventureId: string }, received) => {
        const { ventureId: partyId } = news;
        if (!(await isHiddenAfter(news, received))) return;
        const cause = ownCause();
        for (const id of await publishedWith(timetables, partyId))
          await timetables.change(id, (one) => partyLeft(one, { partyId, now: cause.now }), cause);
      }),
    ),
  ];
}

/** By as many days as the event, at the same time by the clocks of the place. */
function movedSlots({ slots, timeZone: zone, day: before }: Timetable, day: NonNullable<Timetable['day']>): Slot[] {
  const [first] = slots;
  const from = before ?? (first && dateIn(zone, first.startsAt));
  const days = from && from.day > 0 ? daysBetween(from, day) : 0;
  const moved = (at: Date) => DateTime.fromJSDate(at, { zone }).plus({ days }).toJSDate();
  return slots.map((slot) => ({ ...slot, startsAt: moved(slot.startsAt), endsAt: moved(slot.endsAt) }));
}
