/** Keeps an in-process index beside a collection: loaded whole at boot, then fed by every change of any replica. */
import type { Collection } from 'mongodb';
import { pause } from './mongo.ts';
import { log } from './telemetry.ts';

export interface Mirrored {
  _id: string;
  version: number;
  changedAt: Date;
}

export interface Mirror<T> {
  start(): Promise<void>;
  ready(): boolean;
  /** Takes what this replica has just saved, so that who changed it finds the change. */
  offer(doc: T): void;
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 250;
// Documents are stamped before they are written, so the sweep looks back further than any write takes.
const OVERLAP_MS = 10_000;

/** `apply` may be given a document twice; versions it has had already are passed over here. */
export function mirror<T extends Mirrored>(collection: Collection<T>, apply: (docs: T[]) => void): Mirror<T> {
  const versions = new Map<string, number>();
  let newest = new Date(0);
  let running = false;
  let loaded = false;
  let finished: Promise<void> = Promise.resolve();

  function take(docs: T[]): void {
    const fresh = docs.filter(({ _id, version }) => version > (versions.get(_id) ?? -1));
    for (const { _id, version, changedAt } of docs) {
      versions.set(_id, Math.max(version, versions.get(_id) ?? -1));
      if (changedAt > newest) newest = changedAt;
    }
    if (fresh.length > 0) apply(fresh);
  }

  const read = async (filter: object): Promise<void> =>
    take((await collection.find(filter, { projection: { outbox: 0 } }).toArray()) as T[]);

  async function sweep(): Promise<void> {
    while (running) {
      await pause(SWEEP_EVERY_MS);
      try {
        await read({ changedAt: { $gte: new Date(newest.getTime() - OVERLAP_MS) } });
      } catch (error) {
        log.warn({ err: error, collection: collection.collectionName }, 'the index could not be brought up to date');
      }
    }
  }

  return {
    start: async () => {
      await collection.createIndex({ changedAt: 1 });
      await read({});
      loaded = true;
      running = true;
      finished = sweep();
    },
    ready: () => loaded,
    offer: (doc) => take([doc]),
    stop: async () => {
      running = false;
      await finished;
    },
  };
}
