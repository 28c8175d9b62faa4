/** Opaque page tokens: the start of the next page, bound to the question of the list. */
import { createHash } from 'node:crypto';
import { kit } from './kit-texts.ts';

const DIGEST_BYTES = 12;

const digestOf = (position: string, question: string) =>
  createHash('sha256').update(`${question}\n${position}`).digest().subarray(0, DIGEST_BYTES);

/** The question is everything that must stay the same between pages: method, filter, order and the caller's reach. */
export function pageToken(position: unknown, question: unknown): string {
  const text = JSON.stringify(position);
  return Buffer.concat([digestOf(text, JSON.stringify(question)), Buffer.from(text, 'utf8')]).toString('base64url');
}

/**
 * The position in a token, or null for the first page. The digest is no secret, so that a caller can make a token: only
 * `isPosition` says that what it holds is a position.
 * @throws Rejection if it was changed, fits another question or holds anything but a position
 */
export function readPageToken<T>(
  token: string,
  question: unknown,
  isPosition: (value: unknown) => value is T,
): T | null {
  if (token === '') return null;
  const bytes = Buffer.from(token, 'base64url');
  const text = bytes.subarray(DIGEST_BYTES).toString('utf8');
  const whole =
    bytes.toString('base64url') === token &&
    digestOf(text, JSON.stringify(question)).equals(bytes.subarray(0, DIGEST_BYTES));
  if (!whole) throw unknownToken();
  const position = parsed(text);
  if (!isPosition(position)) throw unknownToken();
  return position;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unknownToken();
  }
}

/** A position that is a number of rows, or the number of one. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export const unknownToken = () => kit.invalid('page_token', 'page_token.unknown');

/** 0 means the default size. */
export const pageSize = (asked: number, { fallback = 50 } = {}): number => asked || fallback;
