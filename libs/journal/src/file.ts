/**
 * The journal as a file: one JSON object a line. An export has its public keys, then the entries of each chain in order,
 * the signed heads, and a last line that counts both, so that a file that was cut off is noticed. Numbers and instants
 * are read in the form of this file and in that of the API.
 */
import { type Entry, entryId, type Format, formatOf } from './entry.ts';
import type { Head } from './head.ts';

export interface KeyLine {
  id: string;
  publicKey: string;
}

export interface EndLine {
  entries: number;
  heads: number;
}

export type Line =
  | { kind: 'entry'; entry: Entry }
  | { kind: 'head'; head: Head }
  | { kind: 'key'; key: KeyLine }
  | { kind: 'end'; end: EndLine };

/** The salt is shown only where it is sealed. */
export const shownSalt = (entry: Entry): string | undefined => (formatOf(entry) === 1 ? entry.salt : undefined);

/** One line of a file, without its end. */
export function writeLine(line: Line): string {
  switch (line.kind) {
    case 'entry': {
      const { _id, salt: _, ...entry } = line.entry;
      return JSON.stringify({ kind: 'entry', ...entry, format: formatOf(entry), salt: shownSalt(line.entry) });
    }
    case 'head':
      return JSON.stringify({ kind: 'head', ...line.head });
    case 'key':
      return JSON.stringify({ kind: 'key', ...line.key });
    case 'end':
      return JSON.stringify({ kind: 'end', ...line.end });
  }
}

type Json = Readonly<Record<string, unknown>>;

/**
 * What a line holds: of an export, or of heads that somebody kept: one head, an answer of `GET /v1/journal/heads`, or an
 * event with a head.
 * @returns null for a line that is none of these
 */
export function readLine(text: string): Line[] | null {
  try {
    return linesIn(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return null; // It is no JSON, or a value is not what its name says.
  }
}

function linesIn(value: unknown): Line[] | null {
  const json = objectOf(value);
  if (json.kind === 'entry' || json.eventId) return [{ kind: 'entry', entry: readEntry(json) }];
  if (json.kind === 'end') return [{ kind: 'end', end: { entries: whole(json.entries), heads: whole(json.heads) } }];
  if (json.signature) return [{ kind: 'head', head: readHead(json) }];
  if (json.publicKey) return [{ kind: 'key', key: { id: given(json.id), publicKey: given(json.publicKey) } }];
  if (json.heads || json.keys)
    return [...listIn(json.keys), ...listIn(json.heads)].flatMap((one) => linesIn(one) ?? []);
  const inner = json.head ?? json.data;
  return inner === undefined ? null : linesIn(inner);
}

export function readEntry(value: unknown): Entry {
  const json = objectOf(value);
  const [chain, number] = [given(json.chain), whole(json.number)];
  return {
    _id: entryId(chain, number),
    chain,
    number,
    format: whole(json.format ?? 1) as Format,
    eventId: given(json.eventId),
    type: given(json.type),
    aggregateId: given(json.aggregateId),
    version: whole(json.version),
    actor: String(json.actor ?? ''),
    happenedAt: instantOf(json.happenedAt),
    ...(json.salt ? { salt: given(json.salt) } : {}),
    payloadDigest: given(json.payloadDigest),
    hash: given(json.hash),
    previousHash: given(json.previousHash),
  };
}

export function readHead(value: unknown): Head {
  const json = objectOf(value);
  return {
    chain: given(json.chain),
    serial: whole(json.serial),
    number: whole(json.number),
    hash: given(json.hash),
    signedAt: instantOf(json.signedAt),
    keyId: given(json.keyId),
    signature: given(json.signature),
  };
}

function objectOf(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return value as Json;
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function given(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new TypeError('no text');
  return value;
}

function whole(value: unknown): number {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) throw new TypeError('no number');
  return number;
}

function instantOf(value: unknown): Date {
  const at = new Date(given(value));
  if (Number.isNaN(at.getTime())) throw new TypeError('no instant');
  return at;
}
