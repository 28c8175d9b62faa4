/**
 * Creation by request id outside an aggregate: a repeat makes nothing, another request under the same id is refused.
 */
import type { OptionalUnlessRequiredId, WithId } from 'mongodb';
import { kit } from './kit-texts.ts';
import { duplicateKey } from './mongo.ts';
import type { Raw } from './raw.ts';
import type { Rejection } from './rejection.ts';

export interface Requested {
  _id: string;
  request?: { key: string; digest: string };
}

/** The index that `createOnce` relies on. */
export const REQUEST_INDEX = { key: { 'request.key': 1 as const }, unique: true, sparse: true };

export const idReused = (): Rejection => kit.refuse('request.id_reused');

/** What an earlier try of the same request has made. @throws Rejection if it was another request */
export async function madeBefore<T extends Requested>(
  { collection, patiently }: Raw<T>,
  { request }: Pick<T, 'request'>,
): Promise<T | null> {
  if (!request) return null;
  const earlier: WithId<T> | null = await patiently(() => collection.findOne({ 'request.key': request.key } as object));
  if (earlier && earlier.request?.digest !== request.digest) throw idReused();
  return earlier as T | null;
}

/** Inserts the document, or returns the one that an earlier try of the same request has inserted. */
export async function createOnce<T extends Requested>(raw: Raw<T>, doc: T): Promise<T> {
  return raw.patiently(async () => {
    try {
      await raw.collection.insertOne(doc as OptionalUnlessRequiredId<T>);
      return doc;
    } catch (error) {
      const field = duplicateKey(error);
      if (field === '_id') return doc; // The reply to the first try was lost.
      if (field !== 'request.key') throw error;
      const earlier = await madeBefore(raw, doc);
      if (!earlier) throw error;
      return earlier;
    }
  });
}
