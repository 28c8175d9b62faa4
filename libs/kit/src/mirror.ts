/**
 * Keeps an in-process index beside a collection. It loads the whole collection at boot. Then it takes the saves of this
 * replica, the ids that other replicas send over the bus (saved.ts), and the findings of a sweep, which repairs lost
 * messages. The sweep compares the id and version of every document, a fixed number of documents a second; when the bus
 * is back, it compares all at once. It uses no time stamps, so a write may take any time and the clocks of replicas may
 * differ.
 *
 * A count from the index may be old by one sweep. A shown row is compared with the database first (`asStored`).
 *
 * Cost: about 150 bytes of memory for each document, plus the index's own data; one query of 1,000 ids and versions for
 * each page of the sweep (one page in five seconds, at any size); one query for each batch of reported ids. A sweep of
 * 20,000 documents takes 100 s, and about one second when the bus is back.
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
  /** False until the whole collection was read once. */
  ready(): boolean;
  /** Takes a save of this replica, so that its caller finds the change at once. */
  offer(doc: T): void;
  /**
   * The same, and tells the other replicas: for a collection that is not changed by `change`, which tells them itself.
   */
  announce(doc: T): void;
  /** Updates these from the database. @returns true if they were already up to date */
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
  /** The documents to index: a store, read copies, or rows. */
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
 * Searches an index, and answers only when every row that it shows is as the database has it now. If rows stay old
 * after several checks, messages were lost, and the whole collection is compared.
 */
export async function asStored<R>({
  find,
  current,
  sweep,
}: {
  find: () => R;
  /** Updates the rows of the result from the database. @returns true if they were already up to date */
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

/** A store whose changes appear in this replica's index at once, so that the caller of a change finds it. */
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
