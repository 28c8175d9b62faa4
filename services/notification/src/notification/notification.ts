/** One thing somebody was told. It never changes but for being read. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';

export interface NotificationDoc {
  /** Made of the event and the recipient, so that nobody is told twice. */
  _id: string;
  recipient: string;
  template: string;
  title: LocalizedText;
  body: LocalizedText;
  eventType: string;
  eventId: string;
  aggregateId: string;
  createdAt: Date;
  readAt: Date | null;
}

/** What a template is given: the parties by name, as far as they are known and may be named. */
export interface Parties {
  venture: LocalizedText;
  investor: LocalizedText;
}

export interface Text {
  title: LocalizedText;
  body: LocalizedText;
}

/** A person's own inbox, beside those of the organisations and centres the person speaks for. */
export const personOf = (subject: string): string => `subject:${subject}`;
