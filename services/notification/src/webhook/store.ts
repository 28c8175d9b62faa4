/** Where webhooks are kept. Their secrets are kept as they are: signing needs them. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish } from './events.ts';
import { evolve, type Webhook, type WebhookEvent } from './webhook.ts';

export type WebhookStore = AggregateStore<Webhook, WebhookEvent>;

export const webhookStore = ({ db, relay }: Host): WebhookStore =>
  aggregateStore<Webhook, WebhookEvent>(
    { db, noun: 'webhook', schema: 1, evolve, publish, indexes: [{ key: { 'state.owner': 1 } }] },
    relay,
  );
