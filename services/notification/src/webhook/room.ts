/** Joins webhooks and their deliveries. */
import type { Host, Parts } from '@naru/kit/boot';
import type { Stored } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { type Mirror, type Mirrored, mirror, offering } from '@naru/kit/mirror';
import { inject } from '@naru/kit/telemetry';
import { bare, cloudEvent } from '../delivery/cloud-event.ts';
import { courier, type Target } from '../delivery/courier.ts';
import { poster } from '../delivery/post.ts';
import { deliveryRpcs } from '../delivery/rpc.ts';
import { type DeliveryStore, deliveryStore } from '../delivery/store.ts';
import { disableWebhook } from './decide.ts';
import { shown } from './events.ts';
import { asksForSomething, feedHandlers, type Queue } from './reactions.ts';
import { webhookOwnership, webhookRpcs } from './rpc.ts';
import { webhookStore } from './store.ts';
import { signing, type Webhook } from './webhook.ts';

/** Times that tests make shorter. */
export interface Pace {
  stepsMs: readonly number[];
  timeoutMs: number;
  leaseMs: number;
  lookEveryMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Eight attempts within a day and a half, as the Standard Webhooks specification suggests. */
const PACE: Pace = {
  stepsMs: [0, 5 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
  timeoutMs: 15 * SECOND_MS,
  leaseMs: 5 * SECOND_MS,
  lookEveryMs: 2 * SECOND_MS,
};

interface WebhookEntry extends Mirrored {
  state: Webhook;
}

export function webhookRoom(host: Host, pace: Pace = PACE) {
  const embedded = host.config.NARU_EMBEDDED === '1';
  const store = webhookStore(host);
  const deliveries = deliveryStore(host);
  const enabled = new Map<string, Webhook>();
  const known: Mirror<WebhookEntry> = mirror<Stored<Webhook>>({
    ...host,
    store,
    index: {
      apply: (docs) => {
        for (const { _id, state } of docs)
          if (state.state === 'ENABLED') enabled.set(_id, state);
          else enabled.delete(_id);
      },
      remove: (ids) => ids.forEach((id) => void enabled.delete(id)),
    },
  });
  const webhooks = offering(store, known);
  const sending = courier(host, {
    ...pace,
    deliveries,
    post: poster({ embedded, timeoutMs: pace.timeoutMs, ambient: host.ambient }),
    targets: () => enabled.values().map(targetOf),
    gone: async (id) => {
      await webhooks.change(id, (webhook) => disableWebhook(webhook, 'gone'), host.ownCause());
    },
  });
  const queue = queueOf(deliveries, { now: host.ambient.now, wake: sending.wake });

  return {
    rpcs: {
      ...webhookRpcs({ webhooks, asksForSomething, embedded, max: host.config.ADDRESSES_PER_OWNER }),
      ...deliveryRpcs(deliveries),
    },
    aggregates: [webhooks, deliveries.store] satisfies Parts['aggregates'],
    subscriptions: [{ name: 'webhooks', handlers: feedHandlers(queue, () => enabled.values()) }],
    objects: { webhook: webhookOwnership(webhooks) },
    start: async () => {
      await known.start();
      sending.start();
    },
    stop: async () => {
      await sending.stop();
      await known.stop();
    },
  };
}

const targetOf = (webhook: Webhook): Target => ({
  id: webhook.id,
  url: webhook.url,
  secrets: (now) => signing(webhook, now),
  shown: shown(webhook),
});

function queueOf(
  deliveries: DeliveryStore,
  { now, wake }: { now: () => Date; wake: (webhookId: string) => void },
): Queue {
  return {
    forget: deliveries.forget,
    enqueue: async (webhookId, event, received) => {
      const { id: eventId, type: eventType, aggregate, version } = received;
      const body = cloudEvent(event, received);
      const at = now();
      await deliveries.enqueue({
        id: derivedId('dlv', webhookId, eventId),
        webhookId,
        eventId,
        eventType,
        aggregateId: aggregate,
        aggregateVersion: version,
        body: (await deliveries.forgotten.covers(aggregate, version)) ? bare(body) : body,
        traceparent: inject().traceparent ?? '',
        state: 'QUEUED',
        attempts: 0,
        lastResult: null,
        createdAt: at,
        updatedAt: at,
      });
      wake(webhookId);
    },
  };
}
