/** One notice to one recipient. Only the marks that it was read, and that what it asks for has ended, change. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { CivilDate } from '@naru/kit/civil-date';

/**
 * What it is about: ids, and facts that need no name. Names are looked up when it is read, so a party that withdrew later
 * is not named.
 */
export interface About {
  /** Either may be another kind of party than the name of the field says: the two who meet. */
  ventureId?: string;
  investorId?: string;
  centreId?: string;
  /** The desk of a case, the host of a visit, the owner of an obligation, an organisation. */
  bodyId?: string;
  roundId?: string;
  eventId?: string;
  programmeId?: string;
  cohortId?: string;
  visitId?: string;
  fundId?: string;
  templateId?: string;
  meeting?: { startsAt: Date; timeZone: string; table: number; eventId?: string };
  /** The number of a case. */
  number?: string;
  /** The beginning of an office hour. */
  at?: Date;
  /** The first day of a visit or event, or the last day of an obligation. */
  day?: CivilDate;
  /** The place on the waitlist. */
  position?: number;
  /** The party that did it, where one of two did. */
  byId?: string;
  /** In a digest: the rounds that it names, oldest first. */
  roundIds?: string[];
}

/** What a notice asks its recipient for. */
export interface Asked {
  /** The object that asks, or the part of it: the notices about one thing end together. */
  thing: string;
  since: Date;
  until: Date | null;
  /** The version of the object that moved it last; missing where nothing has. */
  untilVersion?: number;
  /** Types of the events that end it. */
  endedBy: string[];
  /** When one of them, or a newer notice about the same, ended it. */
  endedAt: Date | null;
}

export interface NotificationDoc {
  /** Derived from the event and the recipient, so that nobody gets a notice twice. */
  _id: string;
  recipient: string;
  template: string;
  about: About;
  eventType: string;
  eventId: string;
  aggregateId: string;
  /** The version of the object after the event; missing in rows of earlier versions. */
  version?: number;
  /** The last version of the object that said the same and was left out; missing where none was. */
  saidUntil?: number;
  createdAt: Date;
  readAt: Date | null;
  /** Its place in the order in which notices were stored; missing in rows of earlier versions. */
  place?: number;
  asked?: Asked;
}

export interface Text {
  title: LocalizedText;
  body: LocalizedText;
}

/** As it looks when it has been stored. */
export const plain = (about: About): unknown => JSON.parse(JSON.stringify(about));
