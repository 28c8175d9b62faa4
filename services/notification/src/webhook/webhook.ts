/** A partner's address for events, and the one place where it changes. */
import { Webhook_State } from '@naru/contracts/notification/v1/subscription';
import type { Sealed } from '@naru/kit/seal';
import type { Since } from '../audience/since.ts';
import type { DisabledBy } from './texts.ts';

export interface Secret {
  /** whsec_ and base64, sealed as a secret of this webhook. */
  sealed: Sealed;
  /** The end of its validity; undefined for the present secret. */
  until: Date | undefined;
}

export interface Webhook {
  id: string;
  /** An organisation, or subject:<token subject>. */
  owner: string;
  /**
   * The ids of the owner's grants at its creation, and whether the owner is the secretariat: they decide its events.
   */
  ids: string[];
  seesAll: boolean;
  url: string;
  eventTypes: string[];
  state: Webhook_State;
  /** Why it is disabled; empty if it is enabled. */
  stateReason: DisabledBy | '';
  /** Newest first. */
  secrets: Secret[];
  createdAt: Date;
  /** Where the streams stood at its creation, or when a version that knows it first started. */
  since?: Since | undefined;
  /** Set once its owner has deleted it; nothing else of it is kept but its owner. */
  deletedAt?: Date;
  /** Its place among the owner's enabled webhooks; none if it is disabled, or older than the limit. */
  place?: number | undefined;
}

export type WebhookEvent =
  | { type: 'WebhookRegistered'; webhook: Webhook }
  | { type: 'WebhookEnabled'; place: number | undefined }
  | { type: 'WebhookDisabled'; reason: DisabledBy }
  | { type: 'WebhookUpdated'; url: string; eventTypes: string[] }
  | { type: 'WebhookDeleted'; deletedAt: Date }
  | { type: 'WebhookSecretRotated'; secrets: Secret[] };

/** The prefix of the owner if the webhook belongs to a person. */
export const PERSON = 'subject:';

/** Never throws: events have already happened. */
export const evolve = (webhook: Webhook | null, event: WebhookEvent): Webhook | null => {
  switch (event.type) {
    case 'WebhookRegistered':
      return event.webhook;
    case 'WebhookEnabled':
      return webhook && { ...webhook, state: Webhook_State.ENABLED, stateReason: '', place: event.place };
    case 'WebhookDisabled':
      return webhook && { ...webhook, state: Webhook_State.DISABLED, stateReason: event.reason, place: undefined };
    case 'WebhookUpdated':
      return webhook && { ...webhook, url: event.url, eventTypes: event.eventTypes };
    case 'WebhookDeleted':
      return webhook && deleted(webhook, event.deletedAt);
    case 'WebhookSecretRotated':
      return webhook && { ...webhook, secrets: event.secrets };
  }
};

const deleted = (webhook: Webhook, deletedAt: Date): Webhook => ({
  ...webhook,
  ...{ url: '', eventTypes: [], ids: [], seesAll: false, secrets: [], place: undefined },
  state: Webhook_State.DISABLED,
  stateReason: 'by_owner',
  deletedAt,
});

/** The secrets that sign at an instant, the present one first. */
export const signing = ({ secrets }: Webhook, now: Date): Sealed[] =>
  secrets.filter(({ until }) => !until || until > now).map(({ sealed }) => sealed);
