/** Compares every event for partners with the webhooks, and queues it for those whose owners may get it. */
import { type Handler, onRaw, type Received } from '@naru/kit/subscribe';
import { type Concern, type Heard, matchesType, mayBeTold, SENDABLE } from '../audience/audience.ts';
import { isAfter } from '../audience/since.ts';
import type { Webhook } from './webhook.ts';

export interface Queue {
  /** Keeps an event in the feed. @returns false if the feed has kept it once, and its time is over */
  keep(received: Received<null>, parties: Iterable<string>): Promise<boolean>;
  /** Once for each webhook and event. */
  enqueue(webhookId: string, received: Received<null>): Promise<void>;
  /** From now on, older events of an aggregate are kept and sent without their content. */
  forget(aggregateId: string, version: number): Promise<void>;
}

export const asksForSomething = (pattern: string): boolean => SENDABLE.some(({ type }) => matchesType(pattern, type));

export function feedHandlers(
  queue: Queue,
  enabled: () => Iterable<Webhook>,
  {
    heard,
    concern,
  }: {
    heard: (received: Received<null>) => Promise<void>;
    concern(heard: Heard): Promise<Concern | null>;
  },
): Handler[] {
  return SENDABLE.map((event) =>
    onRaw(event.type, async (received) => {
      await heard(received);
      // After these events, nobody may get earlier content about the venture.
      if (event.hides) await queue.forget(received.aggregate, received.version);
      const found = await concern(received);
      if (!found) return;
      // What is kept once has all its parties: it waits for those that have not been heard of.
      if (found.lacking !== undefined) throw found.lacking;
      if (!(await queue.keep(received, found.parties))) return;
      for (const webhook of enabled())
        if (asks(webhook, received) && mayBeTold(webhook, found)) await queue.enqueue(webhook.id, received);
    }),
  );
}

/** A webhook does not get events from before its creation, even if the bus repeats them. */
const asks = ({ eventTypes, since }: Webhook, received: Received<null>): boolean =>
  isAfter(received, since) && eventTypes.some((pattern) => matchesType(pattern, received.type));
