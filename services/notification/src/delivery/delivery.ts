/** One event on its way to one address, from the queue to its end. */
import type { Delivery_State, Webhook } from '@naru/contracts/notification/v1/subscription';

export interface Delivery {
  id: string;
  webhookId: string;
  eventId: string;
  eventType: string;
  aggregateId: string;
  aggregateVersion: number;
  /** The CloudEvent as it is sent; empty once nothing will be sent any more. */
  body: string;
  /** The trace of the call that caused the event. */
  traceparent: string;
  state: Delivery_State;
  attempts: number;
  /** What the last attempt gave: an HTTP status, or what went wrong. */
  lastResult: string;
  createdAt: Date;
  updatedAt: Date;
  /** The process that is sending it now. */
  claim?: string;
}

/** Attempts come and go without an event; the end without success is one. */
export interface DeliveryGivenUp {
  type: 'DeliveryGivenUp';
  delivery: Delivery;
  /** Its address, as the network may see it. */
  webhook: Webhook;
}

/** Never throws: events have already happened. */
export const evolve = (_: Delivery | null, { delivery }: DeliveryGivenUp): Delivery => delivery;
