/** The result of an attempt. Pure: delivery, answer of the address, schedule and a random number decide it. */
import { Delivery_State, type Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Delivery, DeliveryGivenUp } from './delivery.ts';
import { type LastResult, tell } from './texts.ts';

/** The answer to an attempt. */
export type Result = { status: number } | { failure: LastResult };

export interface Schedule {
  /** The pause before each attempt; as many as there are attempts. */
  stepsMs: readonly number[];
  /** Between 0 and 1: the jitter that spreads attempts which failed together. */
  chance: number;
}

const GONE = 410;
const JITTER = 0.2;

export const isGone = (result: Result): boolean => 'status' in result && result.status === GONE;

/** 2xx is delivered; 410 ends the delivery; anything else, a redirect too, is retried until the schedule ends. */
export function afterAttempt(
  delivery: Delivery,
  { result, now, schedule }: { result: Result; now: Date; schedule: Schedule },
): { delivery: Delivery; dueAt: Date | undefined } {
  const { claim: _, ...unclaimed } = delivery;
  const attempts = delivery.attempts + 1;
  const tried = { ...unclaimed, attempts, lastResult: kept(result), updatedAt: now };
  if ('status' in result && result.status >= 200 && result.status < 300) return ended(tried, Delivery_State.DELIVERED);
  const waitMs = schedule.stepsMs[attempts];
  if (waitMs === undefined || isGone(result)) return ended(tried, Delivery_State.DEAD);
  const dueAt = new Date(now.getTime() + waitMs * (1 + JITTER * schedule.chance));
  return { delivery: { ...tried, state: Delivery_State.FAILED }, dueAt };
}

const ended = (delivery: Delivery, state: Delivery_State) => ({
  delivery: { ...delivery, state, body: '' },
  dueAt: undefined,
});

function kept(result: Result): LastResult {
  if ('failure' in result) return result.failure;
  const { status } = result;
  return tell(status >= 300 && status < 400 ? 'redirected' : 'answered', { status });
}

/** The end is published once, however often it is reached. */
export function giveUp(
  delivery: Delivery | null,
  { last, webhook }: { last: Delivery; webhook: Webhook },
): DeliveryGivenUp[] {
  const open = delivery?.state === 'QUEUED' || delivery?.state === 'FAILED';
  return open ? [{ type: 'DeliveryGivenUp', delivery: last, webhook }] : [];
}
