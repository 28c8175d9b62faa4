/** Where one process runs several services, each keeps its name in logs, metrics and traces: the name goes with the work. */
import { AsyncLocalStorage } from 'node:async_hooks';

const names = new AsyncLocalStorage<string>();

/** All that comes of this work, also later, is of the service. */
export const named = <T>(service: string, work: () => T): T => names.run(service, work);

/** The service that is at work; undefined in a process with one. */
export const nameNow = (): string | undefined => names.getStore();

/** One thing for each service. Work of no name gets the latest. */
export interface Shelf<T> {
  put(thing: T): void;
  get(): T | undefined;
}

export function shelf<T>(): Shelf<T> {
  const things = new Map<string | undefined, T>();
  let latest: T | undefined;
  return {
    put: (thing) => {
      things.set(nameNow(), thing);
      latest = thing;
    },
    get: () => things.get(nameNow()) ?? latest,
  };
}
