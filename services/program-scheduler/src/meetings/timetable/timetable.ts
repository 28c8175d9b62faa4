/**
 * The timetable of the 1:1 meetings of an event. `evolve` is the only function that changes it. It is one document, so
 * that one guarded write enforces that no party is in two places. The largest timetable has 1,000 participants and
 * 5,000 meetings with places: it takes 1.7 MB, far below the limit of 16 MB for a document. docs/timetable.md gives the
 * cost of writing it.
 */
import type { TimetableSlot_Session } from '@naru/contracts/program/v1/timetable';
import type { CivilDate } from '@naru/kit/civil-date';
import type { Clash } from '@naru/timetable-solver/reasons';
import type { Said } from '@naru/words/text';

export interface Slot {
  id: string;
  session: Session;
  startsAt: Date;
  endsAt: Date;
  lunch: boolean;
  /** 0 where it has as many tables as the timetable. */
  tables: number;
}

export type Session = Exclude<TimetableSlot_Session, 'SESSION_UNSPECIFIED' | 'UNRECOGNIZED'>;

export interface Party {
  partyId: string;
  unavailableSlotIds: string[];
  minimum: number;
  /** 0 for no limit. */
  maximum: number;
  session: Session;
}

export interface Participant extends Party {
  /** Slots in which the party turned out to be absent on the day. */
  awaySlotIds: string[];
}

export interface LostTable {
  table: number;
  fromSlotId: string;
}

export interface Place {
  slotId: string;
  /** In a lock, 0 means any table. */
  table: number;
}

/** A code and figures. The text is made on reading. */
export interface WhyUnplaced extends Clash {
  code: string;
  figures: Readonly<Record<string, number | boolean>>;
  /** Only in shape 1, which stored the sentence instead of the figures. */
  said?: Said | undefined;
}

/** Parties are not there for any slot that is left. */
export const absence = (participants: string[], meetings: string[] = []): WhyUnplaced => ({
  ...{ code: 'absent', figures: {} },
  ...{ participants, slots: [], meetings },
});

export interface Wish {
  id: string;
  /** Empty where it was added by hand. */
  introductionId: string;
  /** The centre of the venture of the two; empty where it is not known. */
  centreId: string;
  firstPartyId: string;
  secondPartyId: string;
  session: Session;
  priority: number;
  lock: Place | null;
  place: Place | null;
  /** Why it has no place, by the solver or the last repair. */
  reason: WhyUnplaced | null;
  fallen: boolean;
}

/** The quality of the present places, with its proof. */
export interface Quality {
  meetings: number;
  placed: number;
  gaps: number;
  bound: number;
  proven: boolean;
  seconds: number;
  solvedAt: Date | null;
}

export interface Timetable {
  id: string;
  eventId: string;
  centreId: string;
  timeZone: string;
  state: 'DRAFT' | 'PUBLISHED' | 'CLOSED';
  slots: Slot[];
  tables: number;
  lostTables: LostTable[];
  participants: Participant[];
  meetings: Wish[];
  quality: Quality;
  calledOff: boolean;
  /** The first day of the event for which the slots were made; timetables of before lack it. */
  day?: CivilDate;
  /**
   * Counts the changes that officers see, and is their etag. An announcement changes the document too, but must not
   * make the next command of an officer stale.
   */
  edition: number;
  /** Counts the changes of the problem to be solved: a result for an older count is refused. */
  inputs: number;
  /** Counts the changes that must be announced to the parties; `announced` is the last announced one. */
  revision: number;
  announced: number;
  /** The time since which a change waits to be announced; null where none waits. */
  owedSince: Date | null;
}

export type TimetableEvent =
  | { type: 'TimetablePlanned'; timetable: Timetable }
  | { type: 'TimetableUpdated'; changes: Partial<Timetable> }
  | { type: 'TimetableSolved'; changes: Pick<Timetable, 'meetings' | 'quality'> }
  | { type: 'TimetablePublished'; changes: Partial<Timetable> }
  | { type: 'TimetableRepaired'; changes: Partial<Timetable> }
  | { type: 'TimetableAnnounced'; revision: number }
  | { type: 'TimetableClosed'; changes: Partial<Timetable> };

/** Never throws: events have already happened. */
export const evolve = (timetable: Timetable | null, event: TimetableEvent): Timetable | null => {
  if (event.type === 'TimetablePlanned') return event.timetable;
  if (event.type === 'TimetableAnnounced')
    return timetable && { ...timetable, announced: event.revision, owedSince: null };
  return timetable && { ...timetable, ...event.changes, edition: timetable.edition + 1 };
};
