/** A signed head of a chain. It never changes. */
import type { Head } from '@naru/journal/head';

export type JournalHead = Head & { id: string };

export type JournalHeadEvent = { type: 'JournalHeadSigned'; head: JournalHead };

/** Never throws: events have already happened. */
export const evolve = (_: JournalHead | null, { head }: JournalHeadEvent): JournalHead => head;

const SERIAL_DIGITS = 12;

/** Padded, so that ids sort in the order of the heads. The id is the lock: a chain has one head of each number. */
export const headId = ({ chain, serial }: Pick<Head, 'chain' | 'serial'>): string =>
  `${chain}-${String(serial).padStart(SERIAL_DIGITS, '0')}`;
