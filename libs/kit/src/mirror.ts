/**
 * Keeps an in-process index beside a collection: loaded whole at boot, then fed by what this replica saves, by ids that
 * the other replicas tell over the bus (saved.ts), and by a sweep that finds what was not heard. The sweep compares id
 * and version of the whole collection, a fixed number of documents a second, and all at once when the bus is back.
 * Nothing goes by a clock: a write may take as long as it likes, and replicas need not agree about the time.
 *
 * What is counted from the index may lag by one sweep; a row that is shown is held against the database first (`asStored`).
 *
 * Cost: some 150 bytes of memory for each document, besides what the index keeps of it; a query for each page of the
 * sweep (one in five seconds, at any size), of 1,000 ids and versions; one for each batch of ids that was heard.
 * 20,000 documents are swept in 100 s, and in about a second when the bus is back.
 */
import type { Ambient } from './ambient.ts';
import type { AggregateStore, Snapshot } from './change.ts';
import { kit } from './kit-texts.ts';
import { hearing, type Index, type Mirrored, readerOf, rowsOf, sweeping } from './mirror-feed.ts';
import { type Closed, openStore, type Raw } from './raw.ts';
import type { SavedNews } from './saved.ts';

export type { Index, Mirrored } from './mirror-feed.ts';

export interface Mirror<T> {
  start(): Promise<void>;
  /** False before the collection was read whole for the first time. */
  ready(): boolean;
  /** Takes what this replica has just saved, so that who changed it finds the change. */
  offer(doc: T): void;
  /** The same, and tells the other replicas: for a collection that is not changed by `change`, which tells by itself. */
  announce(doc: T): void;
  /** Brings these up to date with the database. @returns true where they were so already */
  current(ids: readonly string[]): Promise<boolean>;
  /** Compares the whole collection now. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

const CHECKS_MAX = 3;

export function mirror<T extends Mirrored>({
  store,
  saved,
  index,
  ambient,
}: {
  /** Whose documents it holds: a store, read copies, or rows. */
  store: Closed<Raw<T>>;
  saved: SavedNews;
  index: Index<NoInfer<T>>;
  ambient: Pick<Ambient, 'pause'>;
}): Mirror<T> {
  const { collection, patiently } = openStore(store);
  const rows = rowsOf(index);
  const noun = collection.collectionName;
  const stopping = new AbortController();
  const reader = readerOf(collection, rows);
  const heard = hearing({ reader, rows, ambient, stopping: stopping.signal });
  const sweeper = sweeping({ reader, rows, ambient, stopping: stopping.signal });
  let loaded = false;
  let deafen = () => {};
  let finished: Promise<void> = Promise.resolve();

  return {
    start: async () => {
      deafen = await saved.hear(noun, { saved: heard.add, reconnected: sweeper.hurry });
      rows.take(await reader.all());
      loaded = true;
      finished = sweeper.run();
    },
    ready: () => loaded,
    offer: (doc) => rows.take([doc]),
    announce: (doc) => {
      rows.take([doc]);
      saved.tell(noun, doc._id);
    },
    current: (ids) => patiently(() => reader.compare(ids)),
    sweep: sweeper.once,
    stop: async () => {
      stopping.abort();
      deafen();
      await Promise.all([finished, heard.rest()]);
    },
  };
}

/**
 * Finds in an index, and answers only once every row that is shown is as the database has it at this moment. Where many
 * are not, messages were lost: the whole is compared.
 */
export async function asStored<R>({
  find,
  current,
  sweep,
}: {
  find: () => R;
  /** Brings the rows of what was found up to date. @returns true where they were so already */
  current: (found: R) => Promise<boolean>;
  sweep: () => Promise<void>;
}): Promise<R> {
  for (let check = 1; check <= 2 * CHECKS_MAX; check += 1) {
    const found = find();
    if (await current(found)) return found;
    if (check === CHECKS_MAX) await sweep();
  }
  throw kit.refuse('mirror.busy');
}

/** The store whose changes stand in this replica's index at once, so that who changed something finds the change. */
export const offering = <S extends object, E, Store extends AggregateStore<S, E>>(
  store: Store & AggregateStore<S, E>,
  { offer }: Pick<Mirror<Mirrored & Snapshot<S>>, 'offer'>,
): Store => ({
  ...store,
  change: async (...wish: Parameters<AggregateStore<S, E>['change']>) => {
    const saved = await store.change(...wish);
    offer({ _id: saved.id, ...saved });
    return saved;
  },
});
