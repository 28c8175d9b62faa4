/** What an owner asks to be sent: a test, one delivery again, or what the feed has since a time or an event. */
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { RecoverDeliveriesRequest } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import type { OperationWork } from '@naru/kit/operations';
import type { Handlers } from '@naru/kit/serve';
import type { Delivery, Sent } from '../delivery/delivery.ts';
import { toProto } from '../delivery/message.ts';
import type { DeliveryStore } from '../delivery/store.ts';
import { known as knownDelivery } from '../delivery/texts.ts';
import { padded } from '../feed/feed.ts';
import { bodyOf } from '../feed/message.ts';
import type { FeedStore } from '../feed/store.ts';
import { requireEnabled } from './decide.ts';
import type { WebhookStore } from './store.ts';

export const RECOVER_KIND = 'notification.recover';

const SLICE = 200;
const TEST_TYPE = 'naru.notification.webhook.test.v1';
const ENDED = ['DEAD'] as const;
const ALL_ENDED = ['DEAD', 'DELIVERED'] as const;
const AGAIN = ['DEAD', 'DELIVERED', 'FAILED'] as const;

interface Parts {
  webhooks: WebhookStore;
  deliveries: DeliveryStore;
  kept: FeedStore;
  /** The delivery of an event, not queued yet. */
  deliveryOf(webhookId: string, event: Sent): Delivery;
  wake(webhookId: string): void;
}

type ResendRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'testWebhook' | 'recoverDeliveries' | 'getDelivery' | 'retryDelivery'
>;

type Beginning = Pick<RecoverDeliveriesRequest, 'since' | 'afterPosition' | 'afterEventId'>;

export function resending({ operations, ambient }: Pick<Host, 'operations' | 'ambient'>, parts: Parts) {
  const { webhooks, deliveries, kept, deliveryOf, wake } = parts;

  const enabled = async (id: string) => requireEnabled((await webhooks.find(id))?.state ?? null);

  async function shown(webhookId: string, id: string) {
    const doc = await deliveries.find(id);
    const { state, dueAt } = knownDelivery(doc?.state.webhookId === webhookId ? doc : null, id);
    const entry = state.body ? null : await kept.find(state.eventId);
    return toProto(state, dueAt, state.body || (entry ? bodyOf(entry) : ''));
  }

  const work: OperationWork = async ({ params }, progress) => {
    const [webhookId, from, until] = [String(params.webhookId), Number(params.from), Number(params.until)];
    const states = params.all ? ALL_ENDED : ENDED;
    const unchangedSince = new Date(String(params.askedAt));
    let queued = 0;
    for (let after = from; after < until && !progress.signal.aborted; ) {
      const webhook = (await webhooks.find(webhookId))?.state;
      if (!webhook || webhook.deletedAt) break;
      const { found, next } = await kept.slice(webhook, { after, until, patterns: webhook.eventTypes, limit: SLICE });
      for (const { _id: eventId, type: eventType, aggregate: aggregateId, version: aggregateVersion } of found) {
        const delivery = deliveryOf(webhookId, { eventId, eventType, aggregateId, aggregateVersion });
        if (await deliveries.find(delivery.id))
          queued += Number(await deliveries.requeue(delivery.id, { states, now: ambient.now(), unchangedSince }));
        else {
          await deliveries.enqueue(delivery);
          queued += 1;
        }
      }
      wake(webhookId);
      after = next;
      await progress.step(Math.min(after, until) - from, until - from, { queued: String(queued) });
    }
    return { queued: String(queued) };
  };

  const beginning = ({ since, afterPosition, afterEventId }: Beginning) =>
    afterEventId ? kept.placeOf(afterEventId) : kept.begin({ after: afterPosition, since });

  const rpcs: ResendRpcs = {
    testWebhook: async ({ id }, call) => {
      await enabled(id);
      const event = { eventId: call.newId('evt'), eventType: TEST_TYPE, aggregateId: id, aggregateVersion: 0 };
      const body = JSON.stringify({
        ...{ specversion: '1.0', id: event.eventId, source: '/naru/notification', type: TEST_TYPE },
        ...{ time: call.now.toISOString(), subject: id, sequence: padded(0), datacontenttype: 'application/json' },
        data: { webhookId: id },
      });
      const delivery = { ...deliveryOf(id, event), body };
      await deliveries.enqueue(delivery);
      wake(id);
      return shown(id, delivery.id);
    },
    recoverDeliveries: async ({ id, includeDelivered: all, ...since }, call) => {
      await enabled(id);
      const [from, until] = [await beginning(since), await kept.last()];
      return operations().start(
        RECOVER_KIND,
        { webhookId: id, from, until, all, askedAt: call.now.toISOString() },
        call,
      );
    },
    getDelivery: ({ webhookId, id }) => shown(webhookId, id),
    retryDelivery: async ({ webhookId, id }, { now }) => {
      await shown(webhookId, id);
      await enabled(webhookId);
      await deliveries.requeue(id, { states: AGAIN, now, unchangedSince: new Date(now.getTime() + 1) });
      wake(webhookId);
      return shown(webhookId, id);
    },
  };
  return { rpcs, work };
}
