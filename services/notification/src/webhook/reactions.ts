/** Every event that partners may get is held against the webhooks, and queued for those whose owners may be told. */
import { type ContractEvent, eventOf, events } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import { VentureClosed, VentureConsentWithdrawn, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { type Handler, onRaw, type Received } from '@naru/kit/subscribe';
import { concernOf, matchesType, mayBeTold } from '../audience/audience.ts';
import type { Webhook } from './webhook.ts';

export interface Queue {
  /** Once for each webhook and event. */
  enqueue(webhookId: string, event: ContractEvent, received: Received<null>): Promise<void>;
  /** From now on nothing older is sent of an aggregate but its id. */
  forget(aggregateId: string, version: number): Promise<void>;
}

const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);
/** After these, what was said before of the venture is nobody's to send any more. */
const HIDING: ReadonlySet<string> = new Set(
  [VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) => eventOf(codec).type),
);

// Our own events stay out: two failing addresses would otherwise tell each other of their failures for ever.
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

/** What happened before it was made is not news to a webhook, also where the bus tells it again. */
const asks = ({ eventTypes, createdAt }: Webhook, { type, at }: Received<null>): boolean =>
  at >= createdAt && eventTypes.some((pattern) => matchesType(pattern, type));
