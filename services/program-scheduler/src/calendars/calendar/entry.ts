/**
 * An entry of a calendar. To show another kind of thing, write a `CalendarSource` (a function from the owner of a
 * calendar to entries), and add it to the list in `calendars.ts`. Calendar programs follow moves and cancellations by
 * three rules: an entry never changes its id; its sequence is the version of the aggregate that it shows; a cancelled
 * thing stays in the calendar and is marked as cancelled.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { CivilDate } from '@naru/kit/civil-date';

export interface CalendarEntry {
  /** The id of the aggregate that it shows; with a suffix where one aggregate has several entries. */
  id: string;
  sequence: number;
  changedAt: Date;
  cancelled: boolean;
  /** It may still take place without the owner of the calendar. */
  tentative?: boolean | undefined;
  title: LocalizedText;
  place?: LocalizedText | undefined;
  /** What else is to be known: the event of a meeting. */
  note?: LocalizedText | undefined;
  when: Days | Hours;
}

/** The first and the last civil day. They are the same days in every time zone. */
export interface Days {
  from: CivilDate;
  through: CivilDate;
}

/** Instants, written in the time zone of the place. A deadline has no end. */
export interface Hours {
  startsAt: Date;
  endsAt: Date | undefined;
  timeZone: string;
}

/** The owner of the calendar. A person is identified by the subject of the token. */
export interface Whose {
  kind: 'PERSON' | 'VENTURE' | 'INVESTOR' | 'CENTRE' | 'EVENT';
  id: string;
}

export type CalendarSource = (whose: Whose) => Promise<CalendarEntry[]>;
