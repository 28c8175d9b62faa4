/** The commands on a webhook. Pure: the present state and a command give events, or a refusal. */
import type { Sealed } from '@naru/kit/seal';
import { type DisabledBy, known, refuse } from './texts.ts';
import type { Webhook, WebhookEvent } from './webhook.ts';

export const OVERLAP_MS = 24 * 3_600_000;
export const OLD_SECRETS_MAX = 3;

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
  if (live(webhook).state === 'ENABLED') return [];
  if (place === undefined) throw refuse('limit', { max });
  return [{ type: 'WebhookEnabled', place }];
}

/** Nothing more is sent; the first reason is kept. */
export const disableWebhook = (webhook: Webhook | null, reason: DisabledBy): WebhookEvent[] =>
  known(webhook).state === 'DISABLED' ? [] : [{ type: 'WebhookDisabled', reason }];

/** Something is sent to it by its owner's wish. */
export function requireEnabled(webhook: Webhook | null): Webhook {
  const found = live(webhook);
  if (found.state !== 'ENABLED') throw refuse('disabled');
  return found;
}

/** What waits is sent to the new address. */
export function updateWebhook(
  webhook: Webhook | null,
  { url, eventTypes }: Pick<Webhook, 'url' | 'eventTypes'>,
): WebhookEvent[] {
  const present = live(webhook);
  const isSame = present.url === url && present.eventTypes.join() === eventTypes.join();
  return isSame ? [] : [{ type: 'WebhookUpdated', url, eventTypes }];
}

/** Asking twice is no error. */
export const deleteWebhook = (webhook: Webhook | null, now: Date): WebhookEvent[] =>
  known(webhook).deletedAt ? [] : [{ type: 'WebhookDeleted', deletedAt: now }];

/** A deleted webhook is there no more. */
const live = (webhook: Webhook | null): Webhook => known(webhook?.deletedAt ? null : webhook);

/** The old secret also signs for one more day, so that a partner can change without missing an event. */
export function rotateSecret(webhook: Webhook | null, { sealed, now }: { sealed: Sealed; now: Date }): WebhookEvent[] {
  const [present, ...old] = live(webhook).secrets;
  const standing = old.filter(({ until }) => until && until > now);
  if (standing.length >= OLD_SECRETS_MAX) {
    throw refuse('rotated_often', { times: OLD_SECRETS_MAX });
  }
  const ending = present ? [{ ...present, until: new Date(now.getTime() + OVERLAP_MS) }] : [];
  return [{ type: 'WebhookSecretRotated', secrets: [{ sealed, until: undefined }, ...ending, ...standing] }];
}
