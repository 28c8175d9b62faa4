/** One event of the feed: partners pull it, and webhooks are sent it. */

export interface FeedEntry {
  /** The id of the event. */
  _id: string;
  /** Its place in the order of the feed. No two events have the same one, and there is none between two neighbours. */
  place?: number;
  type: string;
  context: string;
  aggregate: string;
  version: number;
  at: Date;
  /** The ids of the parties that the event names. */
  parties: string[];
  /** The event as it was published; bare once its aggregate is hidden. */
  data: Uint8Array;
  keptAt: Date;
}

const DIGITS = 20;

/** Digits that sort as text. */
export const padded = (number: number): string => String(number).padStart(DIGITS, '0');
