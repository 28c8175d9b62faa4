/**
 * The raw side of a store, of read copies or of rows: the collection, and queries that retry while the database is
 * away. Only the `store.ts` of a noun uses `openStore`, so that no other file has paths into documents. The parts of
 * the kit that serve every store, such as a mirror, get the closed store.
 */
import type { Collection, Document } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { patience } from './mongo.ts';

const RAW: unique symbol = Symbol('raw');

export interface Raw<D extends Document> {
  collection: Collection<D>;
  /** Retries idempotent work until the database answers. @throws Rejection `unavailable` when the retries end */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

/** A store whose documents cannot be reached without `openStore`. */
export interface Closed<R> {
  readonly [RAW]: R;
}

export const closed = <R>(raw: R): Closed<R> => ({ [RAW]: raw });

export const openStore = <R>({ [RAW]: raw }: Closed<R>): R => raw;

export const rawOf = <D extends Document>(
  collection: Collection<D>,
  ambient: Pick<Ambient, 'pause' | 'elapsedMs'>,
): Raw<D> => ({ collection, patiently: patience(ambient) });
