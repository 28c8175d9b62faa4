/** What the network hears of a webhook: whose it is and how it stands, never its secrets, and of its address the origin alone. */
import {
  WebhookDisabled,
  WebhookEnabled,
  WebhookRegistered,
  WebhookSecretRotated,
} from '@naru/contracts/notification/v1/events';
import type { Webhook as WebhookMessage } from '@naru/contracts/notification/v1/subscription';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Webhook, WebhookEvent } from './webhook.ts';

/** Partners keep keys in paths and queries. */
export const shown = ({ id, owner, url, eventTypes, state, stateReason, createdAt }: Webhook): WebhookMessage => ({
  id,
  owner,
  url: new URL(url).origin,
  eventTypes,
  state,
  stateReason,
  secret: '',
  createTime: createdAt,
  etag: '',
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
    case 'WebhookSecretRotated':
      return outgoing(WebhookSecretRotated, message);
  }
}
