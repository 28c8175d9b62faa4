/** Joins the feed of events, the webhooks that are sent it, and their deliveries. */
import type { Host, Parts } from '@naru/kit/boot';
import type { Stored } from '@naru/kit/change';
import { sealingKeys } from '@naru/kit/config';
import { derivedId } from '@naru/kit/ids';
import { type Loop, startLoop } from '@naru/kit/loop';
import { type Mirror, type Mirrored, mirror, offering } from '@naru/kit/mirror';
import { long } from '@naru/kit/operations';
import { type Sealer, sealer } from '@naru/kit/seal';
import { inject } from '@naru/telemetry/trace';
import type { Concern, Heard } from '../audience/audience.ts';
import type { Standings } from '../audience/since.ts';
import { courier, type Target } from '../delivery/courier.ts';
import type { Delivery, Sent } from '../delivery/delivery.ts';
import { poster } from '../delivery/post.ts';
import { deliveryRpcs } from '../delivery/rpc.ts';
import { type DeliveryStore, deliveryStore } from '../delivery/store.ts';
import { bodyOf } from '../feed/message.ts';
import { feedRpcs } from '../feed/rpc.ts';
import { type FeedStore, feedStore } from '../feed/store.ts';
import { disableWebhook } from './decide.ts';
import { shown } from './events.ts';
import { asksForSomething, feedHandlers, type Queue } from './reactions.ts';
import { RECOVER_KIND, resending } from './resend.ts';
import { webhookOwnership, webhookRpcs } from './rpc.ts';
import { beginAll, sealAll, webhookOf, webhookStore } from './store.ts';
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
const SWEEP_EVERY_MS = HOUR_MS;

/** Eight attempts within a day and a half, as the Standard Webhooks specification suggests. */
export const PACE: Pace = {
  stepsMs: [0, 5 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
  timeoutMs: 15 * SECOND_MS,
  leaseMs: 5 * SECOND_MS,
  lookEveryMs: 2 * SECOND_MS,
};

interface WebhookEntry extends Mirrored {
  state: Webhook;
}

export function webhookRoom(
  host: Host,
  {
    standings,
    concern,
    pace = PACE,
  }: { standings: Standings; concern(heard: Heard): Promise<Concern | null>; pace?: Pace | undefined },
) {
  const embedded = host.config.NARU_EMBEDDED === '1';
  const sealing = sealer(sealingKeys(host.config));
  const store = webhookStore(host, sealing);
  const deliveries = deliveryStore(host);
  const kept = feedStore(host);
  const enabled = new Map<string, Webhook>();
  const known: Mirror<WebhookEntry> = mirror<Stored<Webhook>>({
    ...host,
    store,
    index: {
      apply: (docs) => {
        for (const doc of docs) {
          const webhook = webhookOf(store, doc);
          if (webhook.state === 'ENABLED' && !webhook.deletedAt) enabled.set(webhook.id, webhook);
          else enabled.delete(webhook.id);
        }
      },
      remove: (ids) => ids.forEach((id) => void enabled.delete(id)),
    },
  });
  const webhooks = offering(store, known);
  const sending = courier(host, {
    ...pace,
    deliveries,
    bodyOf: async (eventId) => {
      const entry = await kept.find(eventId);
      return entry && bodyOf(entry);
    },
    post: poster({ embedded, timeoutMs: pace.timeoutMs, ambient: host.ambient }),
    targets: () => enabled.values().map((webhook) => targetOf(webhook, sealing)),
    gone: async (id) => {
      await webhooks.change(id, (webhook) => disableWebhook(webhook, 'gone'), host.ownCause());
    },
  });
  const forget = async (aggregateId: string, version: number) => {
    await kept.forget(aggregateId, version);
    await deliveries.forget(aggregateId, version);
  };
  const queue = queueOf({ kept, deliveries, forget }, { now: host.ambient.now, wake: sending.wake });
  const feed = {
    name: 'webhooks',
    handlers: feedHandlers(queue, () => enabled.values(), { heard: standings.heard, concern }),
  };
  const since = () => standings.now(feed);
  const again = resending(host, {
    ...{ webhooks, deliveries, kept, wake: sending.wake },
    deliveryOf: (webhookId, event) => deliveryOf(webhookId, event, host.ambient.now()),
  });
  let sweeping: Loop | undefined;

  /** What was delivered is kept as long as the events. */
  async function sweep(): Promise<number> {
    await kept.sweep();
    await deliveries.sweep(kept.keptSince());
    return SWEEP_EVERY_MS;
  }

  const max = host.config.ADDRESSES_PER_OWNER;
  const ofWebhooks = { webhooks, sealing, asksForSomething, embedded, max, since, cleared: deliveries.clear };
  return {
    rpcs: {
      ...webhookRpcs(ofWebhooks),
      ...again.rpcs,
      ...deliveryRpcs(deliveries),
      ...feedRpcs(kept),
    },
    aggregates: [webhooks, deliveries.store] satisfies Parts['aggregates'],
    subscriptions: [feed],
    objects: { webhook: webhookOwnership(webhooks) },
    operations: { [RECOVER_KIND]: long(again.work) },
    forget,
    count: kept.count,
    start: async () => {
      await kept.start();
      await sealAll(store, sealing);
      await beginAll(store, since);
      await known.start();
      sending.start();
      sweeping = startLoop({ name: 'old events of the feed', ambient: host.ambient, round: sweep });
    },
    stop: async () => {
      await sending.stop();
      await known.stop();
      await sweeping?.stop();
    },
  };
}

const targetOf = (webhook: Webhook, sealing: Sealer): Target => ({
  id: webhook.id,
  url: webhook.url,
  secrets: (now) => signing(webhook, now).map((sealed) => sealing.open(sealed, webhook.id)),
  shown: shown(webhook),
});

function queueOf(
  { kept, deliveries, forget }: { kept: FeedStore; deliveries: DeliveryStore; forget: Queue['forget'] },
  { now, wake }: { now: () => Date; wake: (webhookId: string) => void },
): Queue {
  return {
    forget,
    keep: kept.keep,
    enqueue: async (webhookId, { id: eventId, type: eventType, aggregate: aggregateId, version: aggregateVersion }) => {
      const event = { eventId, eventType, aggregateId, aggregateVersion };
      await deliveries.enqueue(deliveryOf(webhookId, event, now()));
      wake(webhookId);
    },
  };
}

/** One for each webhook and event, however often it is asked for. */
const deliveryOf = (webhookId: string, event: Sent, at: Date): Delivery => ({
  ...event,
  id: derivedId('dlv', webhookId, event.eventId),
  webhookId,
  body: '',
  traceparent: inject().traceparent ?? '',
  state: 'QUEUED',
  attempts: 0,
  lastResult: null,
  createdAt: at,
  updatedAt: at,
});
