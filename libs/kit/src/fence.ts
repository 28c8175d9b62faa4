/**
 * A process that was halted does not know that another has taken up its work. So what it changes carries the number of
 * its lease, and each aggregate keeps the highest number of every operation that has changed it and refuses a lower one.
 */
import { kit } from './kit-texts.ts';
import { Rejection } from './rejection.ts';

/** Under which lease something is changed. Numbers grow with every lease of the service, whatever the operation. */
export interface Fence {
  operation: string;
  number: number;
}

/** What an aggregate keeps of the operations that have changed it. */
export interface Fences {
  /** The highest number of the operations that are no longer listed. */
  floor: number;
  latest: Fence[];
}

const LATEST_MAX = 8;
const SUPERSEDED = 'operation.superseded';

/**
 * What is kept after a change under this fence. An operation that is not listed must be above the floor; one that is
 * refused for that alone is taken up again under a new number, which is above it.
 * @throws Rejection `conflict` where the lease has passed to another
 */
export function passFence(kept: Fences = { floor: 0, latest: [] }, fence: Fence): Fences {
  const own = kept.latest.find(({ operation }) => operation === fence.operation);
  if (own ? fence.number < own.number : fence.number <= kept.floor) throw superseded(fence.operation);
  const latest = [...kept.latest.filter((one) => one !== own), fence];
  if (latest.length <= LATEST_MAX) return { ...kept, latest };
  const lowest = Math.min(...latest.map(({ number }) => number));
  return { floor: Math.max(kept.floor, lowest), latest: latest.filter(({ number }) => number !== lowest) };
}

export const isSuperseded = (error: unknown): boolean => error instanceof Rejection && error.code === SUPERSEDED;

const superseded = (operation: string) => kit.refuse(SUPERSEDED, { operation });
