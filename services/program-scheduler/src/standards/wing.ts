/** Builds a large service from wings. Each gRPC service that it answers is one wing, and its read copies are another. */
import type { Parts } from '@naru/kit/boot';
import type { Implementation } from '@naru/kit/serve';

/**
 * The parts that a wing adds to its service. The values for other wings stand beside these in the result of its wiring.
 */
export interface Wing extends Omit<Parts, 'implementations' | 'ready' | 'stop'> {
  implementation?: Implementation;
}

/** The parts of a service with these wings. Each kind of object or of operation belongs to one wing only. */
export function joined(wings: readonly Wing[]): Parts {
  return {
    implementations: wings.flatMap(({ implementation }) => implementation ?? []),
    aggregates: wings.flatMap(({ aggregates }) => aggregates ?? []),
    subscriptions: wings.flatMap(({ subscriptions }) => subscriptions ?? []),
    timers: wings.flatMap(({ timers }) => timers ?? []),
    operations: oneOfEach(wings.map(({ operations }) => operations ?? {})),
    objects: oneOfEach(wings.map(({ objects }) => objects ?? {})),
    names: oneOfEach(wings.map(({ names }) => names ?? {})),
    lookups: oneOfEach(wings.map(({ lookups }) => lookups ?? {})),
    start: () => Promise.all(wings.map(({ start }) => start?.())).then(() => undefined),
  };
}

function oneOfEach<T>(tables: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const all = tables.flatMap((table) => Object.entries(table));
  const twice = all.map(([key]) => key).find((key, index, keys) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`two wings declare ${twice}: it belongs to one of them`);
  return Object.fromEntries(all);
}
