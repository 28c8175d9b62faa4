/** The commands on a webhook. Pure: the present state and a command give events, or a refusal. */
import { type DisabledBy, known, refuse } from './texts.ts';
import type { Webhook, WebhookEvent } from './webhook.ts';

const OVERLAP_MS = 24 * 3_600_000;
const OLD_SECRETS_MAX = 3;

/** An address is registered once. */
export function registerWebhook(existing: Webhook | null, webhook: Webhook, max: number): WebhookEvent[] {
  if (existing) return [];
  if (webhook.place === undefined) throw refuse('limit', { max });
  return [{ type: 'WebhookRegistered', webhook }];
}

/** Sending continues where it stopped: deliveries that became due meanwhile are still due. */
export function enableWebhook(
  webhook: Webhook | null,
  { place, max }: { place: number | undefined; max: number },
): WebhookEvent[] {
  if (known(webhook).state === 'ENABLED') return [];
  if (place === undefined) throw refuse('limit', { max });
  return [{ type: 'WebhookEnabled', place }];
}

/** Nothing more is sent; the first reason is kept. */
export const disableWebhook = (webhook: Webhook | null, reason: DisabledBy): WebhookEvent[] =>
  known(webhook).state === 'DISABLED' ? [] : [{ type: 'WebhookDisabled', reason }];

/** The old secret also signs for one more day, so that a partner can change without missing an event. */
export function rotateSecret(webhook: Webhook | null, { secret, now }: { secret: string; now: Date }): WebhookEvent[] {
  const [present, ...old] = known(webhook).secrets;
  const standing = old.filter(({ until }) => until && until > now);
  if (standing.length >= OLD_SECRETS_MAX) {
    throw refuse('rotated_often', { times: OLD_SECRETS_MAX });
  }
  const ending = present ? [{ ...present, until: new Date(now.getTime() + OVERLAP_MS) }] : [];
  return [{ type: 'WebhookSecretRotated', secrets: [{ value: secret, until: undefined }, ...ending, ...standing] }];
}
