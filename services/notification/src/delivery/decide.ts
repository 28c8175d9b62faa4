/** What comes of an attempt. Pure: the delivery, what the address answered, the schedule and a number by chance. */
import { Delivery_State, type Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Delivery, DeliveryGivenUp } from './delivery.ts';

/** What an attempt gave. */
export type Result = { status: number } | { failure: string };

export interface Schedule {
  /** How long after the attempt before each one is made; as many as there are attempts. */
  stepsMs: readonly number[];
  /** Between 0 and 1: spreads attempts that failed together. */
  chance: number;
}

const GONE = 410;
const JITTER = 0.2;

export const isGone = (result: Result): boolean => 'status' in result && result.status === GONE;

/** 2xx is delivered; 410 is for good; anything else, a redirect too, is tried again until the schedule ends. */
export function afterAttempt(
  delivery: Delivery,
  { result, now, schedule }: { result: Result; now: Date; schedule: Schedule },
): { delivery: Delivery; dueAt: Date | undefined } {
  const { claim: _, ...unclaimed } = delivery;
  const attempts = delivery.attempts + 1;
  const tried = { ...unclaimed, attempts, lastResult: inWords(result), updatedAt: now };
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

function inWords(result: Result): string {
  if ('failure' in result) return result.failure;
  const redirect = result.status >= 300 && result.status < 400;
  return `HTTP ${result.status}${redirect ? ': redirects are not followed' : ''}`;
}

/** The end is announced once, however often it is reached. */
export function giveUp(
  delivery: Delivery | null,
  { last, webhook }: { last: Delivery; webhook: Webhook },
): DeliveryGivenUp[] {
  const open = delivery?.state === 'QUEUED' || delivery?.state === 'FAILED';
  return open ? [{ type: 'DeliveryGivenUp', delivery: last, webhook }] : [];
}
