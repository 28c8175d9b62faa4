/** Whether an event came after something was made, by places in streams: clocks of different processes say nothing. */
import { type First, isLater } from '@naru/bus/envelope';
import type { ParkedSource } from '@naru/kit/park';
import type { Subscription } from '@naru/kit/subscribe';

/** Where each stream stood when something was made, by the contexts of their owners. */
export type Since = Readonly<Record<string, First>>;

type Stood = Pick<ParkedSource, 'context' | 'first'>;

/** How far the service has come in the streams. */
export interface Standings {
  /** Takes note of where an event first stood. */
  heard(received: Stood): Promise<void>;
  /** Where the streams stand for a subscription now. */
  now(subscription: Subscription): Promise<Since>;
}

/** An event that is sent again keeps its first place, so it does not become later. */
export function isAfter({ context, first }: Stood, since?: Since): boolean {
  const then = since?.[context];
  return !then || !first || isLater(first, then);
}
