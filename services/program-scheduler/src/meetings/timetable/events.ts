/** Events of a timetable: its figures. Each meeting has events of its own, which only its two parties receive. */
import type { TimetableSummary } from '@naru/contracts/program/v1/timetable';
import {
  TimetableAnnounced,
  TimetableClosed,
  TimetablePlanned,
  TimetablePublished,
  TimetableRepaired,
  TimetableSnapshot,
  TimetableSolved,
  TimetableUpdated,
} from '@naru/contracts/program/v1/timetable_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { figuresOf } from './message.ts';
import type { Timetable, TimetableEvent } from './timetable.ts';

const CODECS = {
  TimetablePlanned,
  TimetableUpdated,
  TimetableSolved,
  TimetablePublished,
  TimetableRepaired,
  TimetableAnnounced,
  TimetableClosed,
};

export const publish = ({ type }: TimetableEvent, timetable: Timetable): Outgoing =>
  outgoing(CODECS[type], { timetable: summaryOf(timetable) });

export const snapshot = (timetable: Timetable): Outgoing =>
  outgoing(TimetableSnapshot, { timetable: summaryOf(timetable) });

const summaryOf = ({ id, eventId, centreId, state, quality, calledOff }: Timetable): TimetableSummary => ({
  ...{ id, eventId, centreId, state, calledOff },
  figures: figuresOf(quality),
});
