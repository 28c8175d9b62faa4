/** What follows an attempt to send a mail, and when a digest is due. Pure. */
import { dateIn, daysAfter, SEOUL } from '@naru/kit/civil-date';

/** What the mail server said. */
export type Result =
  | 'sent'
  /** It does not take mail for this address, and never will. */
  | 'bounced'
  /** It does not take this mail, whoever it is for. */
  | 'refused'
  /** It is away, or will take the mail later. */
  | 'later';

export const OUTCOMES = ['sent', 'bounced', 'refused', 'later', 'given_up'] as const;

/** An answer of a mail server: the code of the reply, the command that it answers, and the whole reply. */
export interface Reply {
  code: number | undefined;
  command: string | undefined;
  text: string;
}

// RFC 3463: 5.7 is a matter of policy, 5.3 one of the server, and 5.2.2 a full mailbox. None says that there is no such address.
const NOT_ABOUT_THE_ADDRESS = /\b5\.(?:7|3)\.\d|\b5\.2\.2\b/;

/** Only a permanent answer to the recipient ends an address. What we do wrong ourselves, such as a wrong password, may heal. */
export function resultOf({ code = 0, command = '', text }: Reply): Result {
  if (code < 500 || NOT_ABOUT_THE_ADDRESS.test(text)) return 'later';
  if (/^RCPT/i.test(command)) return 'bounced';
  return /^DATA/i.test(command) ? 'refused' : 'later';
}

export interface Schedule {
  /** The pause before each attempt; as many as there are attempts. */
  stepsMs: readonly number[];
  /** Between 0 and 1: spreads attempts that failed together. */
  chance: number;
}

const JITTER = 0.2;

/** When a mail is tried again after so many attempts; null if it is given up. */
export function nextAttempt(attempts: number, { now, schedule }: { now: Date; schedule: Schedule }): Date | null {
  const stepMs = schedule.stepsMs[attempts];
  return stepMs === undefined ? null : new Date(now.getTime() + stepMs * (1 + JITTER * schedule.chance));
}

// Korea has had no other offset since 1988.
const KOREA_MS = 9 * 3_600_000;

/** The next time that it is this hour in Korea. */
export function nextDigest(now: Date, hour: number): Date {
  const today = dateIn(SEOUL, now);
  const at = ({ year, month, day }: typeof today) => new Date(Date.UTC(year, month - 1, day, hour) - KOREA_MS);
  return at(today) > now ? at(today) : at(daysAfter(today, 1));
}
