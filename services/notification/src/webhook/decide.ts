/** What may be done with a webhook. Pure: the present state and a command give events, or a refusal. */
import { notFound, Rejection } from '@naru/kit/rejection';
import type { Webhook, WebhookEvent } from './webhook.ts';

const OVERLAP_MS = 24 * 3_600_000;
const OLD_SECRETS_MAX = 3;

/** An address is entered once. */
export const registerWebhook = (existing: Webhook | null, webhook: Webhook): WebhookEvent[] =>
  existing ? [] : [{ type: 'WebhookRegistered', webhook }];

/** Sending goes on where it stopped: what was due meanwhile is due still. */
export const enableWebhook = (webhook: Webhook | null, id: string): WebhookEvent[] =>
  known(webhook, id).state === 'ENABLED' ? [] : [{ type: 'WebhookEnabled' }];

/** Nothing is sent any more; the first reason stays. */
export const disableWebhook = (
  webhook: Webhook | null,
  { id, reason }: { id: string; reason: string },
): WebhookEvent[] => (known(webhook, id).state === 'DISABLED' ? [] : [{ type: 'WebhookDisabled', reason }]);

/** The old secret signs as well for a day, so that a partner can change over without missing an event. */
export function rotateSecret(
  webhook: Webhook | null,
  { id, secret, now }: { id: string; secret: string; now: Date },
): WebhookEvent[] {
  const [present, ...old] = known(webhook, id).secrets;
  const standing = old.filter(({ until }) => until && until > now);
  if (standing.length >= OLD_SECRETS_MAX) {
    throw new Rejection({
      kind: 'rule',
      code: 'webhook.rotated_often',
      message: `the secret was changed ${OLD_SECRETS_MAX} times within a day; the oldest must end before the next change`,
    });
  }
  const ending = present ? [{ ...present, until: new Date(now.getTime() + OVERLAP_MS) }] : [];
  return [{ type: 'WebhookSecretRotated', secrets: [{ value: secret, until: undefined }, ...ending, ...standing] }];
}

function known(webhook: Webhook | null, id: string): Webhook {
  if (webhook) return webhook;
  throw notFound('webhook', id);
}
