/** One event for one address, from the queue to its end. */
import type { Delivery_State, Webhook } from '@naru/contracts/notification/v1/subscription';
import type { Said } from '@naru/words/text';
import type { LastResult } from './texts.ts';

/** One attempt, as it is shown later. */
export interface Attempt {
  at: Date;
  /** The HTTP status; 0 if there was no answer. */
  status: number;
  result: LastResult;
  /** The beginning of what the address answered; empty once the event is hidden. */
  answer: string;
  durationMs: number;
}

export interface Delivery {
  id: string;
  webhookId: string;
  eventId: string;
  eventType: string;
  aggregateId: string;
  aggregateVersion: number;
  /** The CloudEvent to send, where it is not that of the feed: in what earlier versions have queued. Else empty. */
  body: string;
  /** The trace of the call that caused the event. */
  traceparent: string;
  state: Delivery_State;
  attempts: number;
  /** The result of the last attempt. Deliveries of shape 1 kept it in words. Null before the first attempt. */
  lastResult: LastResult | { said: Said } | null;
  /** The last attempts, oldest first; missing in deliveries of earlier versions. */
  history?: Attempt[];
  createdAt: Date;
  updatedAt: Date;
  /** The process that sends it now. */
  claim?: string;
}

/** Attempts publish no event; only the end without success does. */
export interface DeliveryGivenUp {
  type: 'DeliveryGivenUp';
  delivery: Delivery;
  /** The webhook, as events show it. */
  webhook: Webhook;
}

/** Never throws: events have already happened. */
export const evolve = (_: Delivery | null, { delivery }: DeliveryGivenUp): Delivery => delivery;

/** The event that is sent. */
export type Sent = Pick<Delivery, 'eventId' | 'eventType' | 'aggregateId' | 'aggregateVersion'>;
