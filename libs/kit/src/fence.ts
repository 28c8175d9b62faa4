/**
 * A halted process does not know that another has taken over its work. So each of its changes carries the number of its
 * lease. Each aggregate keeps the highest number of every operation that changed it, and refuses a lower one.
 */
import { kit } from './kit-texts.ts';
import { Rejection } from './rejection.ts';

/** The lease under which something is changed. Each new lease of a service has a higher number, for all operations. */
export interface Fence {
  operation: string;
  number: number;
}

/** The operations that have changed an aggregate, with their numbers. */
export interface Fences {
  /** The highest number of the operations that are no longer listed. */
  floor: number;
  latest: Fence[];
}

/** How long a lease holds without a sign of life. */
export const LEASE_MS = 5_000;
const LATEST_MAX = 8;
const SUPERSEDED = 'operation.superseded';

/**
 * The fences to keep after a change under this fence. The number of an operation that is not listed must be above the
 * floor. If it is refused only for that, the operation is taken up again with a new number, which is above the floor.
 * @throws Rejection `conflict` if another holder has the lease
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
