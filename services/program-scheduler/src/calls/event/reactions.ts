/** How an event reacts to the rounds that select teams for it. */
import { RoundOpened } from '@naru/contracts/program/v1/events';
import type { Host } from '@naru/kit/boot';
import { type Handler, on } from '@naru/kit/subscribe';
import { openEvent } from './decide.ts';
import type { EventStore } from './store.ts';

export const eventReactions = (events: EventStore, { ownCause }: Pick<Host, 'ownCause'>): Handler[] => [
  on(RoundOpened, async ({ round }) => {
    if (round?.eventId) await events.change(round.eventId, openEvent, ownCause());
  }),
];
