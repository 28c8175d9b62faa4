/** A mail that waits: what it is about, never its words and never its address. Both are looked up when it is sent. */
export interface MailDoc {
  /** Derived from the event and the address, so that nobody gets a mail about an event twice. */
  _id: string;
  addressId: string;
  what: 'code' | 'notice';
  /** The notice; empty for a code. */
  noticeId: string;
  /** True if it waits for the digest of a day. */
  inDigest: boolean;
  attempts: number;
  /** Missing once it is done. */
  dueAt?: Date;
  /** When it was sent or given up. It is kept a while, so that a repeated event sends nothing. */
  doneAt?: Date;
  createdAt: Date;
}

/** A mail that is ready to be sent. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The address in List-Unsubscribe, which is in the text too. */
  stopUrl: string;
  /** The same at each attempt, so that a mail server may drop a repeated one. */
  id: string;
}

// Line breaks and all other characters that nobody can see.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LINE_CHARACTERS_MAX = 200;

/** What may stand in a header: one line. */
export const oneLine = (text: string): string =>
  text.replace(UNSEEN, ' ').replace(/ {2,}/g, ' ').trim().slice(0, LINE_CHARACTERS_MAX).toWellFormed();
