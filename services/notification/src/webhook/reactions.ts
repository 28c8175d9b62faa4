/** Compares every event for partners with the webhooks, and queues it for those whose owners may get it. */
import { type ContractEvent, eventOf, events } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import { VentureClosed, VentureConsentWithdrawn, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { type Handler, onRaw, type Received } from '@naru/kit/subscribe';
import { concernOf, matchesType, mayBeTold } from '../audience/audience.ts';
import type { Webhook } from './webhook.ts';

export interface Queue {
  /** Once for each webhook and event. */
  enqueue(webhookId: string, event: ContractEvent, received: Received<null>): Promise<void>;
  /** From now on, older events of an aggregate are sent only with its id. */
  forget(aggregateId: string, version: number): Promise<void>;
}

const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);
/** After these events, nobody may get earlier content about the venture. */
const HIDING: ReadonlySet<string> = new Set(
  [VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) => eventOf(codec).type),
);

// The service's own events are excluded: two failing addresses would report each other's failures for ever.
const sendable = events.filter(({ audience, context }) => audience !== INTERNAL && context !== 'notification');

export const asksForSomething = (pattern: string): boolean => sendable.some(({ type }) => matchesType(pattern, type));

export function feedHandlers(queue: Queue, enabled: () => Iterable<Webhook>): Handler[] {
  return sendable.map((event) =>
    onRaw(event.type, async (received) => {
      if (HIDING.has(event.type)) await queue.forget(received.aggregate, received.version);
      const asking = [...enabled()].filter((webhook) => asks(webhook, received));
      const concern = asking.length > 0 ? concernOf(event.type, received.data) : null;
      if (!concern) return;
      for (const webhook of asking) if (mayBeTold(webhook, concern)) await queue.enqueue(webhook.id, event, received);
    }),
  );
}

/** A webhook does not get events from before its creation, even if the bus repeats them. */
const asks = ({ eventTypes, createdAt }: Webhook, { type, at }: Received<null>): boolean =>
  at >= createdAt && eventTypes.some((pattern) => matchesType(pattern, type));
