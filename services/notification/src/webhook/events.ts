/** Publishes webhooks: the owner and the state, never the secrets, and only the origin of the address. */
import {
  WebhookDeleted,
  WebhookDisabled,
  WebhookEnabled,
  WebhookRegistered,
  WebhookSecretRotated,
  WebhookUpdated,
} from '@naru/contracts/notification/v1/events';
import type { Webhook as WebhookMessage } from '@naru/contracts/notification/v1/subscription';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Webhook, WebhookEvent } from './webhook.ts';

/** Partners keep keys in paths and queries. */
export const shown = (webhook: Webhook): WebhookMessage => ({
  ...toProto(webhook),
  url: webhook.url && new URL(webhook.url).origin,
});

export function publish({ type }: WebhookEvent, webhook: Webhook): Outgoing {
  const message = { webhook: shown(webhook) };
  switch (type) {
    case 'WebhookRegistered':
      return outgoing(WebhookRegistered, message);
    case 'WebhookEnabled':
      return outgoing(WebhookEnabled, message);
    case 'WebhookDisabled':
      return outgoing(WebhookDisabled, message);
    case 'WebhookUpdated':
      return outgoing(WebhookUpdated, message);
    case 'WebhookDeleted':
      return outgoing(WebhookDeleted, message);
    case 'WebhookSecretRotated':
      return outgoing(WebhookSecretRotated, message);
  }
}
