/**
 * The timetable of an event's 1:1 meetings, and the one place it changes. It is one document, so that "nobody in two
 * places" is the rule of one guarded write. At its largest, 1,000 participants and 5,000 meetings that all have a place,
 * it is 1.7 MB, far below the 16 MB that a document may have; docs/timetable.md says what saving it costs.
 */
import type { TimetableSlot_Session } from '@naru/contracts/program/v1/timetable';
import type { Clash } from '@naru/timetable-solver/reasons';
import type { Said } from '@naru/words/text';

export interface Slot {
  id: string;
  session: Session;
  startsAt: Date;
  endsAt: Date;
  lunch: boolean;
  /** 0 where it has as many as the timetable. */
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
  /** Slots in which it turned out on the day not to be there. */
  awaySlotIds: string[];
}

export interface LostTable {
  table: number;
  fromSlotId: string;
}

export interface Place {
  slotId: string;
  /** In a lock, 0 for any table. */
  table: number;
}

/** Kept by its code, with what it counts: the words are made where it is read. */
export interface WhyUnplaced extends Clash {
  code: string;
  figures: Readonly<Record<string, number | boolean>>;
  /** Of shape 1, which kept the sentence instead of the figures. */
  said?: Said | undefined;
}

export interface Wish {
  id: string;
  /** Empty where it was added by hand. */
  introductionId: string;
  /** The centre of the venture among the two, as far as it is known. */
  centreId: string;
  firstPartyId: string;
  secondPartyId: string;
  session: Session;
  priority: number;
  lock: Place | null;
  place: Place | null;
  /** Why it has no place, as the solver or the last repair found. */
  reason: WhyUnplaced | null;
  fallen: boolean;
}

/** How good the present places are known to be. */
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
  /**
   * Counts the changes that officers see, and is their etag: that everybody has been told changes the document too, and
   * must not make an officer's next decision stale.
   */
  edition: number;
  /** Counts the changes of what is to be solved: a result for an older count is not applied. */
  inputs: number;
  /** Counts the changes that parties must hear of, and how many of them they have. */
  revision: number;
  announced: number;
  /** Since when parties wait to hear of a change. */
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
