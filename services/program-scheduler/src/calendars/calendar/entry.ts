/**
 * What stands in a calendar. To bring in another kind of thing: write a function from whose calendar it is to entries (a
 * `CalendarSource`), and add it to the list in `calendars.ts`. An entry keeps its id for ever, its sequence is the version
 * of the aggregate it shows, and a thing that is called off stays in as cancelled: by these three a calendar program
 * follows moves and cancellations.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { CivilDate } from '@naru/kit/civil-date';

export interface CalendarEntry {
  /** The id of what it shows; with a suffix where one thing has several entries. */
  id: string;
  sequence: number;
  changedAt: Date;
  cancelled: boolean;
  title: LocalizedText;
  place?: LocalizedText | undefined;
  when: Days | Hours;
}

/** Civil days, first and last: the same days wherever the calendar is read. */
export interface Days {
  from: CivilDate;
  through: CivilDate;
}

/** Instants, written in the zone of the place. A deadline has no end. */
export interface Hours {
  startsAt: Date;
  endsAt: Date | undefined;
  timeZone: string;
}

/** Whose calendar is asked for. The id of a person is the subject of the token. */
export interface Whose {
  kind: 'PERSON' | 'VENTURE' | 'INVESTOR' | 'CENTRE' | 'EVENT';
  id: string;
}

export type CalendarSource = (whose: Whose) => Promise<CalendarEntry[]>;
