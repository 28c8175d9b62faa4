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

/** Inserts the document, or returns the one that an earlier try of the same request has inserted. */
export async function createOnce<T extends Requested>({ collection, patiently }: Raw<T>, doc: T): Promise<T> {
  return patiently(async () => {
    try {
      await collection.insertOne(doc as OptionalUnlessRequiredId<T>);
      return doc;
    } catch (error) {
      const field = duplicateKey(error);
      if (field === '_id') return doc; // The reply to the first try was lost.
      if (field !== 'request.key') throw error;
      const earlier: WithId<T> | null = await collection.findOne({ 'request.key': doc.request?.key } as object);
      if (!earlier || earlier.request?.digest !== doc.request?.digest) throw idReused();
      return earlier as T;
    }
  });
}
