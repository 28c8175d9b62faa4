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
  /**
   * Random, so that nobody can guess a payload and check the guess by its digest. Format 2 does not seal it: where a
   * payload is erased, its salt is erased too, and the chain still holds.
   */
  salt?: string | undefined;
  payloadDigest: string;
}

/** The end of a chain, which the next entry follows. */
export interface Tail {
  number: number;
  hash: string;
}

/** Format 1 sealed the salt. Entries of that time have no format, and are still verified. */
export type Format = 1 | 2;

export interface Entry extends Happening, Tail {
  /** <chain>:<number>. Only one insert of this id succeeds, so the id is the lock of the chain. */
  _id: string;
  chain: string;
  previousHash: string;
  format?: Format | undefined;
}

/** The tail that the first entry of every chain follows. */
export const GENESIS: Tail = { number: 0, hash: '0'.repeat(64) };

const NUMBER_DIGITS = 15;

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Padded, so that ids sort in the order of their numbers. */
export const entryId = (chain: string, number: number): string =>
  `${chain}:${String(number).padStart(NUMBER_DIGITS, '0')}`;

export const formatOf = ({ format = 1 }: Pick<Entry, 'format'>): Format => format;

/** SHA-256 over the bytes of the salt's hex text followed by the payload as it was published. */
export const digestOf = (salt: string, payload: Uint8Array): string => sha256(salt, payload);

/**
 * What happened, as one hash: SHA-256 over the UTF-8 bytes of a JSON array without spaces: `naru.journal.2.event`, then
 * event id, type, aggregate id, version, actor, instant (ISO 8601 in UTC with milliseconds) and payload digest. Numbers
 * are JSON numbers, everything else is a JSON string. Who proves an entry shows of the later ones only this hash.
 */
export const contentHashOf = ({
  eventId,
  type,
  aggregateId,
  version,
  actor,
  happenedAt,
  payloadDigest,
}: Omit<Happening, 'salt'>): string =>
  sha256(
    JSON.stringify([
      'naru.journal.2.event',
      eventId,
      type,
      aggregateId,
      version,
      actor,
      happenedAt.toISOString(),
      payloadDigest,
    ]),
  );

/** SHA-256 over such an array of `naru.journal.2`, chain, number, content hash and the hash of the entry before. */
export const linkOf = (
  { chain, number, previousHash }: Pick<Entry, 'chain' | 'number' | 'previousHash'>,
  contentHash: string,
): string => sha256(JSON.stringify(['naru.journal.2', chain, number, contentHash, previousHash]));

export const hashOf = (entry: Omit<Entry, '_id' | 'hash'>): string =>
  formatOf(entry) === 2 ? linkOf(entry, contentHashOf(entry)) : firstFormatHashOf(entry);

/** SHA-256 over one array with the name of the format, all fields, the salt among them, and the hash before. */
const firstFormatHashOf = (entry: Omit<Entry, '_id' | 'hash'>): string =>
  sha256(
    JSON.stringify([
      'naru.journal.1',
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
    const open = { ...happening, chain, number, previousHash: last.hash, format: 2 as const };
    const entry = { ...open, _id: entryId(chain, number), hash: hashOf(open) };
    last = entry;
    return entry;
  });
}
