/** One notice to one recipient. Only the mark that it was read changes. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';

/** The parties that it is about. Names are looked up when it is read, so a party that withdrew later is not named. */
export interface About {
  ventureId?: string;
  investorId?: string;
  /** For a verdict on an application. */
  roundId?: string;
  /** For a meeting of the two. Either may be another kind of party than the name of the field says. */
  meeting?: { startsAt: Date; timeZone: string; table: number; eventId?: string };
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
  createdAt: Date;
  readAt: Date | null;
}

export interface Text {
  title: LocalizedText;
  body: LocalizedText;
}

/** The own inbox of a person, besides those of the organisations and centres in the person's grants. */
export const PERSON = 'subject:';
export const personOf = (subject: string): string => PERSON + subject;
