/**
 * What lies behind the typed face of a store, of read copies or of rows: the collection, and questions to it that wait for
 * a database that is away. `openStore` is for the `store.ts` of a noun alone, so that paths into documents stand nowhere
 * else; what the kit does with every store, such as a mirror, it does with the closed one.
 */
import type { Collection, Document } from 'mongodb';
import type { Ambient } from './ambient.ts';
import { patience } from './mongo.ts';

const RAW: unique symbol = Symbol('raw');

export interface Raw<D extends Document> {
  collection: Collection<D>;
  /** Runs idempotent work until the database answers. @throws Rejection `unavailable` when patience ends */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

/** A store whose documents are not to be reached without opening it. */
export interface Closed<R> {
  readonly [RAW]: R;
}

export const closed = <R>(raw: R): Closed<R> => ({ [RAW]: raw });

export const openStore = <R>({ [RAW]: raw }: Closed<R>): R => raw;

export const rawOf = <D extends Document>(
  collection: Collection<D>,
  ambient: Pick<Ambient, 'pause' | 'elapsedMs'>,
): Raw<D> => ({ collection, patiently: patience(ambient) });
