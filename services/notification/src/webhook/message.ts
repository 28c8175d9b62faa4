/** Converts a webhook to its message, without its secrets. */
import type { Webhook as WebhookMessage } from '@naru/contracts/notification/v1/subscription';
import { say } from '@naru/words/text';
import { WEBHOOK } from './texts.ts';
import type { Webhook } from './webhook.ts';

/** The version is in the envelope of an event, and in the etag of an answer. */
export const toProto = (webhook: Webhook, version = 0): WebhookMessage => ({
  id: webhook.id,
  owner: webhook.owner,
  url: webhook.url,
  eventTypes: webhook.eventTypes,
  state: webhook.state,
  stateReason: webhook.stateReason === '' ? undefined : say(WEBHOOK.of[webhook.stateReason], {}),
  secret: '',
  createTime: webhook.createdAt,
  etag: version ? String(version) : '',
  secretWithheld: false,
});
