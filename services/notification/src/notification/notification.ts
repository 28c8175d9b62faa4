/** One thing somebody was told. It never changes but for being read. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';

/** Whom it is about. Names are looked up when it is read: who has withdrawn since is not named any more. */
export interface About {
  ventureId?: string;
  investorId?: string;
  /** Of a verdict on an application. */
  roundId?: string;
  /** A meeting of the two; either may be another kind of party than the field's name says. */
  meeting?: { startsAt: Date; timeZone: string; table: number; eventId?: string };
}

export interface NotificationDoc {
  /** Made of the event and the recipient, so that nobody is told twice. */
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

/** A person's own inbox, beside those of the organisations and centres the person speaks for. */
export const PERSON = 'subject:';
export const personOf = (subject: string): string => PERSON + subject;
