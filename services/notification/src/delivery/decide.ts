/** The result of an attempt. Pure: delivery, answer of the address, schedule and a random number decide it. */
import { Delivery_State, type Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Delivery, DeliveryGivenUp } from './delivery.ts';
import { type LastResult, tell } from './texts.ts';

/** The answer to an attempt. */
export type Result = Answered | { failure: LastResult };

export interface Answered {
  status: number;
  /** The beginning of its body. */
  answer?: string;
  /** How long the address wishes not to be asked, by the header Retry-After. */
  waitMs?: number;
}

export interface Schedule {
  /** The pause before each attempt; as many as there are attempts. */
  stepsMs: readonly number[];
  /** Between 0 and 1: the jitter that spreads attempts which failed together. */
  chance: number;
}

const GONE = 410;
export const JITTER = 0.2;
const HISTORY_MAX = 30;
/** A longer wish of the address does not count: the schedule ends within two days. */
export const WAIT_MS_MAX = 24 * 3_600_000;

export const isGone = (result: Result): boolean => 'status' in result && result.status === GONE;

/** 2xx is delivered; 410 ends the delivery; anything else, a redirect too, is retried until the schedule ends. */
export function afterAttempt(
  delivery: Delivery,
  { result, now, schedule, durationMs = 0 }: { result: Result; now: Date; schedule: Schedule; durationMs?: number },
): { delivery: Delivery; dueAt: Date | undefined } {
  const { claim: _, ...unclaimed } = delivery;
  const attempts = delivery.attempts + 1;
  const attempt = { at: now, durationMs, result: kept(result), ...answerOf(result) };
  const history = [...(delivery.history ?? []), attempt].slice(-HISTORY_MAX);
  const tried = { ...unclaimed, attempts, lastResult: kept(result), history, updatedAt: now };
  if ('status' in result && result.status >= 200 && result.status < 300) return ended(tried, Delivery_State.DELIVERED);
  const waitMs = schedule.stepsMs[attempts];
  if (waitMs === undefined || isGone(result)) return ended(tried, Delivery_State.DEAD);
  const pauseMs = Math.max(waitMs, wishedMs(result)) * (1 + JITTER * schedule.chance);
  const dueAt = new Date(now.getTime() + pauseMs);
  return { delivery: { ...tried, state: Delivery_State.FAILED }, dueAt };
}

export const OUTCOMES = ['delivered', 'refused', 'unreachable', 'gone', 'given_up'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** The outcome of an attempt in a word, for the metrics: data of the address must not get there. */
export function outcomeOf(result: Result, { state }: Pick<Delivery, 'state'>): Outcome {
  if (state === Delivery_State.DELIVERED) return 'delivered';
  if (isGone(result)) return 'gone';
  if (state === Delivery_State.DEAD) return 'given_up';
  return 'status' in result ? 'refused' : 'unreachable';
}

const ended = (delivery: Delivery, state: Delivery_State) => ({
  delivery: { ...delivery, state },
  dueAt: undefined,
});

const answerOf = (result: Result) =>
  'status' in result ? { status: result.status, answer: result.answer ?? '' } : { status: 0, answer: '' };

/** How long the address wishes to be left alone. */
export const wishedMs = (result: Result): number =>
  'status' in result ? Math.min(result.waitMs ?? 0, WAIT_MS_MAX) : 0;

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
