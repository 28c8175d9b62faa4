/** An entry of the journal, and its hash. Everyone who has an entry can compute the hash again. */
import { createHash } from 'node:crypto';

/** The data of one event, before it has a number in its chain. */
export interface Happening {
  eventId: string;
  type: string;
  aggregateId: string;
  /** The version of the aggregate after the event. */
  version: number;
  actor: string;
  happenedAt: Date;
  /** Random, so that nobody can guess a payload and check the guess by its digest. */
  salt: string;
  payloadDigest: string;
}

/** The end of a chain, which the next entry follows. */
export interface Tail {
  number: number;
  hash: string;
}

export interface Entry extends Happening, Tail {
  /** <chain>:<number>. Only one insert of this id succeeds, so the id is the lock of the chain. */
  _id: string;
  chain: string;
  previousHash: string;
}

/** The tail that the first entry of every chain follows. */
export const GENESIS: Tail = { number: 0, hash: '0'.repeat(64) };

const FORMAT = 'naru.journal.1';
const NUMBER_DIGITS = 15;

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Padded, so that ids sort in the order of their numbers. */
export const entryId = (chain: string, number: number): string =>
  `${chain}:${String(number).padStart(NUMBER_DIGITS, '0')}`;

/** SHA-256 over the bytes of the salt's hex text followed by the payload as it was published. */
export const digestOf = (salt: string, payload: Uint8Array): string => sha256(salt, payload);

/**
 * SHA-256 over the UTF-8 bytes of a JSON array without spaces: the name of this format, then chain, number, event id,
 * type, aggregate id, version, actor, instant (ISO 8601 in UTC with milliseconds), salt, payload digest and the hash of
 * the entry before. Numbers are JSON numbers, everything else is a JSON string.
 */
export const hashOf = (entry: Omit<Entry, '_id' | 'hash'>): string =>
  sha256(
    JSON.stringify([
      FORMAT,
      entry.chain,
      entry.number,
      entry.eventId,
      entry.type,
      entry.aggregateId,
      entry.version,
      entry.actor,
      entry.happenedAt.toISOString(),
      entry.salt,
      entry.payloadDigest,
      entry.previousHash,
    ]),
  );

/** Gives events their numbers after a tail. Each entry contains the hash of the one before. */
export function seal(chain: string, tail: Tail, happenings: readonly Happening[]): Entry[] {
  let last = tail;
  return happenings.map((happening) => {
    const number = last.number + 1;
    const open = { ...happening, chain, number, previousHash: last.hash };
    const entry = { ...open, _id: entryId(chain, number), hash: hashOf(open) };
    last = entry;
    return entry;
  });
}
