/** The versions that a mirror knows of its collection, and how it learns more: reported ids and the sweep. */

import { log } from '@naru/telemetry/log';
import type { Collection, Filter } from 'mongodb';
import type { Ambient } from './ambient.ts';

export interface Mirrored {
  _id: string;
  version: number;
}

export interface Index<T> {
  /** Takes documents into the index. It may get a document twice, and an older version if the database was restored. */
  apply(docs: T[]): void;
  remove(ids: string[]): void;
}

/** The number of documents in one query, and in one page of the sweep. */
const PAGE = 1_000;
const SWEEP_EVERY_MS = 5_000;
/** Ids that arrive close together are read in one query. */
const GATHER_MS = 10;
const RETRY_MS = 1_000;

/** The version of each known document, and the last pass of the sweep that saw it. */
export function rowsOf<T extends Mirrored>(index: Index<T>) {
  const known = new Map<string, { version: number; pass: number }>();
  let pass = 0;

  function replace(docs: T[]): void {
    for (const { _id, version } of docs) known.set(_id, { version, pass });
    if (docs.length > 0) index.apply(docs);
  }

  return {
    version: (id: string) => known.get(id)?.version,
    /** Takes documents that are as new as the known ones, or newer. */
    take: (docs: T[]): void => {
      replace(docs.filter(({ _id, version }) => version >= (known.get(_id)?.version ?? version)));
    },
    /** Takes the database's answer also if it is older than the known version: the database was restored. */
    replace,
    remove: (ids: readonly string[]): void => {
      const removed = ids.filter((id) => known.delete(id));
      if (removed.length > 0) index.remove(removed);
    },
    beginPass: () => {
      pass += 1;
    },
    /** @returns false if another version is known, or none */
    seen: ({ _id, version }: Mirrored): boolean => {
      const row = known.get(_id);
      if (row?.version !== version) return false;
      row.pass = pass;
      return true;
    },
    unseen: (): string[] => [...known].filter(([, row]) => row.pass !== pass).map(([id]) => id),
  };
}

type Rows<T extends Mirrored> = ReturnType<typeof rowsOf<T>>;

/** Every query to the collection. */
export function readerOf<T extends Mirrored>(collection: Collection<T>, rows: Rows<T>) {
  const find = (filter: object) =>
    collection.find(filter as Filter<T>, { projection: { outbox: 0 } }).toArray() as Promise<T[]>;
  const versions = (filter: object) => collection.find(filter as Filter<T>, { projection: { version: 1 } });

  async function read(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += PAGE) await readPage(ids.slice(from, from + PAGE));
  }

  async function readPage(ids: readonly string[]): Promise<void> {
    const before = new Map(ids.map((id) => [id, rows.version(id)]));
    const docs = new Map((await find({ _id: { $in: ids } })).map((doc) => [doc._id, doc]));
    // A save that was offered during this read is as new as the read, or newer.
    const untouched = ids.filter((id) => rows.version(id) === before.get(id));
    rows.replace(untouched.flatMap((id) => docs.get(id) ?? []));
    rows.remove(untouched.filter((id) => !docs.has(id)));
    for (const id of untouched) docs.delete(id);
    rows.take([...docs.values()]);
  }

  return {
    all: () => find({}),
    read,
    compare: async (ids: readonly string[]): Promise<boolean> => {
      const stored = new Map<string, number>();
      for await (const { _id, version } of versions({ _id: { $in: ids } })) stored.set(String(_id), version);
      const differing = ids.filter((id) => rows.version(id) !== stored.get(id));
      await read(differing);
      return differing.length === 0;
    },
    /** Compares one page. @returns the id after which to continue, or null at the end */
    page: async (after: string | null): Promise<string | null> => {
      const filter = after === null ? {} : { _id: { $gt: after } };
      const stored = await versions(filter).sort({ _id: 1 }).limit(PAGE).toArray();
      const page = stored.map(({ _id, version }) => ({ _id: String(_id), version }));
      await read(page.filter((row) => !rows.seen(row)).map(({ _id }) => _id));
      return page.length < PAGE ? null : (page.at(-1)?._id ?? null);
    },
  };
}

interface Round<T extends Mirrored> {
  reader: ReturnType<typeof readerOf<T>>;
  rows: Rows<T>;
  ambient: Pick<Ambient, 'pause'>;
  stopping: AbortSignal;
}

/** Reads the reported ids in batches until none is left. */
export function hearing<T extends Mirrored>({ reader, rows, ambient, stopping }: Round<T>) {
  const ids = new Map<string, number>();
  let reading: Promise<void> | null = null;

  async function readAll(): Promise<void> {
    while (ids.size > 0 && !stopping.aborted) {
      await ambient.pause(GATHER_MS, stopping);
      const batch = [...ids].filter(([id, version]) => (rows.version(id) ?? -1) < version);
      ids.clear();
      try {
        await reader.read(batch.map(([id]) => id));
      } catch (error) {
        log.warn({ err: error }, 'what was saved elsewhere could not be read; it is tried again');
        for (const [id, version] of batch) ids.set(id, Math.max(version, ids.get(id) ?? version));
        await ambient.pause(RETRY_MS, stopping);
      }
    }
    reading = null;
  }

  return {
    add: (id: string, version = Number.POSITIVE_INFINITY): void => {
      ids.set(id, Math.max(version, ids.get(id) ?? version));
      reading ??= readAll();
    },
    rest: async (): Promise<void> => {
      await reading;
    },
  };
}

/** Sweeps the whole collection again and again: slowly, or without a pause when told to hurry. */
export function sweeping<T extends Mirrored>({ reader, rows, ambient, stopping }: Round<T>) {
  let hurried = new AbortController();
  const waiting: (() => void)[] = [];

  async function pass(pause: () => Promise<boolean>): Promise<void> {
    rows.beginPass();
    let after: string | null = null;
    do {
      if (!(await pause())) return;
      after = await reader.page(after);
    } while (after !== null);
    await reader.read(rows.unseen());
  }

  const rest = (ms: number) => ambient.pause(ms, AbortSignal.any([stopping, hurried.signal]));

  async function run(): Promise<void> {
    while (!stopping.aborted) {
      const atOnce = hurried.signal.aborted;
      if (atOnce) hurried = new AbortController();
      const asked = atOnce ? waiting.splice(0) : [];
      try {
        await pass(async () => {
          if (!atOnce) await rest(SWEEP_EVERY_MS);
          return !stopping.aborted && (atOnce || !hurried.signal.aborted);
        });
        for (const done of asked) done();
      } catch (error) {
        log.warn({ err: error }, 'an index could not be held against its collection; it is tried again');
        waiting.push(...asked);
        if (atOnce) hurried.abort();
        await ambient.pause(RETRY_MS, stopping);
      }
    }
    for (const done of waiting) done();
  }

  const hurry = () => hurried.abort();
  return {
    run,
    hurry,
    once: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        hurry();
      }),
  };
}
