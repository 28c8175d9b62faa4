/** A service of many nouns is put together from wings: one for each gRPC service that it answers, and its read copies. */
import type { Parts } from './boot.ts';
import type { Implementation } from './serve.ts';

/** What a wing brings to its service; what other wings may ask of it stands beside these in what its wiring returns. */
export interface Wing extends Omit<Parts, 'implementations' | 'ready' | 'stop'> {
  implementation?: Implementation;
}

/** The parts of a service that consists of these wings. A kind of object, or of operation, belongs to one wing alone. */
export function joined(wings: readonly Wing[]): Parts {
  return {
    implementations: wings.flatMap(({ implementation }) => implementation ?? []),
    aggregates: wings.flatMap(({ aggregates }) => aggregates ?? []),
    subscriptions: wings.flatMap(({ subscriptions }) => subscriptions ?? []),
    timers: wings.flatMap(({ timers }) => timers ?? []),
    operations: oneOfEach(wings.map(({ operations }) => operations ?? {})),
    objects: oneOfEach(wings.map(({ objects }) => objects ?? {})),
    names: oneOfEach(wings.map(({ names }) => names ?? {})),
    start: async () => {
      await Promise.all(wings.map(({ start }) => start?.()));
    },
  };
}

function oneOfEach<T>(tables: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const all = tables.flatMap((table) => Object.entries(table));
  const twice = all.map(([key]) => key).find((key, index, keys) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`two wings declare ${twice}: it belongs to one of them`);
  return Object.fromEntries(all);
}
