/** Opaque page tokens: where the next page begins, bound to the question it belongs to. */
import { createHash } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { patiently } from './mongo.ts';
import { invalidField } from './rejection.ts';

const DIGEST_BYTES = 12;

const digestOf = (position: string, question: string) =>
  createHash('sha256').update(`${question}\n${position}`).digest().subarray(0, DIGEST_BYTES);

/** The question is whatever must not change between pages: the method, the filter, the order, the caller's scope. */
export function pageToken(position: unknown, question: unknown): string {
  const text = JSON.stringify(position);
  return Buffer.concat([digestOf(text, JSON.stringify(question)), Buffer.from(text, 'utf8')]).toString('base64url');
}

/** The position in a token, or null for the first page. @throws Rejection where it was changed or asked with another filter */
export function readPageToken<T>(token: string, question: unknown): T | null {
  if (token === '') return null;
  const bytes = Buffer.from(token, 'base64url');
  const text = bytes.subarray(DIGEST_BYTES).toString('utf8');
  const whole =
    bytes.toString('base64url') === token &&
    digestOf(text, JSON.stringify(question)).equals(bytes.subarray(0, DIGEST_BYTES));
  if (!whole) throw unknownToken();
  return JSON.parse(text) as T;
}

export const unknownToken = () =>
  invalidField(
    'page_token',
    'page_token.unknown',
    'must be the nextPageToken of the page before, asked with the same filter and order',
  );

/** 0 means the default. */
export const pageSize = (asked: number, { fallback = 50 } = {}): number => asked || fallback;

/** One page of something in the order of its ids, from a query that is given the limit and the id to start after. */
export async function pageById<T extends { _id: string }>(
  {
    size,
    token,
    question,
    ambient,
  }: { size: number; token: string; question: unknown; ambient?: Pick<Ambient, 'pause' | 'elapsedMs'> },
  query: (after: string | null, limit: number) => Promise<T[]>,
): Promise<{ items: T[]; nextPageToken: string }> {
  const limit = pageSize(size);
  const after = readPageToken<string>(token, question);
  const found = await patiently(() => query(after, limit + 1), { ambient });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextPageToken: found.length > limit && last ? pageToken(last._id, question) : '' };
}

interface Pageable<D extends { _id: string }, S> {
  noun: string;
  collection: Collection<D>;
  snapshotOf(doc: D): S;
}

/** One page of the aggregates that fit a filter, oldest first. The filter holds whatever the caller's grants narrow. */
export async function pageOfStore<D extends { _id: string }, S>(
  store: Pageable<D, S>,
  { filter, pageSize: size, pageToken: token }: { filter: object; pageSize: number; pageToken: string },
): Promise<{ found: S[]; nextPageToken: string }> {
  const { items, nextPageToken } = await pageById({ size, token, question: [store.noun, filter] }, (after, limit) =>
    store.collection
      .find((after ? { $and: [filter, { _id: { $gt: after } }] } : filter) as object)
      .sort({ _id: 1 })
      .limit(limit)
      .toArray(),
  );
  return { found: items.map((doc) => store.snapshotOf(doc as D)), nextPageToken };
}
