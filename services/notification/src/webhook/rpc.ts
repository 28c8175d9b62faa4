/** Webhooks over the wire: one entry per RPC. A secret is in the answer that makes it, and in no other. */
import { randomBytes } from 'node:crypto';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Webhook_State, type Webhook as WebhookMessage } from '@naru/contracts/notification/v1/subscription';
import type { Ownership } from '@naru/kit/access';
import type { Snapshot } from '@naru/kit/change';
import { invalidField, notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { checkAddress, type Ground } from '../standards/address.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { WebhookStore } from './store.ts';
import { PERSON, type Webhook, type WebhookEvent } from './webhook.ts';

type WebhookRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'createWebhook' | 'getWebhook' | 'listWebhooks' | 'enableWebhook' | 'disableWebhook' | 'rotateWebhookSecret'
>;

export interface WebhookRpcParts extends Ground {
  webhooks: WebhookStore;
  /** Takes what was just saved, so that this replica acts on it at once. */
  changed(saved: Snapshot<Webhook>): void;
  /** True where there is an event of the catalogue that this asks for and that may be sent to partners. */
  asksForSomething(eventType: string): boolean;
}

const SECRET_BYTES = 32;

const freshSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export function webhookRpcs({ webhooks, changed, asksForSomething, embedded }: WebhookRpcParts): WebhookRpcs {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (webhook: Webhook | null) => WebhookEvent[],
  ): Promise<Snapshot<Webhook>> {
    const saved = await webhooks.change(id, verb, call, { etag });
    changed(saved);
    return saved;
  }

  return {
    createWebhook: async ({ url, eventTypes }, call) => {
      checkAddress('url', url, { embedded });
      eventTypes.forEach((type, index) => {
        if (!asksForSomething(type))
          throw invalidField(
            `event_types[${index}]`,
            'event_type.known',
            'must name events of the catalogue that partners may get',
          );
      });
      const webhook: Webhook = {
        id: call.newId('whk'),
        owner: ownerOf(call),
        ids: [...call.reach.parties],
        seesAll: call.reach.any,
        url,
        eventTypes,
        state: Webhook_State.ENABLED,
        stateReason: '',
        secrets: [{ value: freshSecret(), until: undefined }],
        createdAt: call.now,
      };
      const saved = await change(webhook, call, (existing) => decide.registerWebhook(existing, webhook));
      // A repeated request finds the webhook of the first one, whose secret was shown once.
      return saved.id === webhook.id ? withSecret(saved) : { ...answer(saved), secretWithheld: true };
    },
    getWebhook: async ({ id }) => {
      const found = await webhooks.find(id);
      if (!found) throw notFound('webhook', id);
      return answer(found);
    },
    listWebhooks: async (request, { reach }) => {
      const { found, ...page } = await webhooks.list(request, reach);
      return { webhooks: found.map(answer), ...page };
    },
    enableWebhook: async (request, call) =>
      answer(await change(request, call, (webhook) => decide.enableWebhook(webhook, request.id))),
    disableWebhook: async (request, call) => {
      const command = { id: request.id, reason: 'disabled by its owner' };
      return answer(await change(request, call, (webhook) => decide.disableWebhook(webhook, command)));
    },
    rotateWebhookSecret: async (request, call) => {
      const command = { id: request.id, secret: freshSecret(), now: call.now };
      return withSecret(await change(request, call, (webhook) => decide.rotateSecret(webhook, command)));
    },
  };
}

/** A partner's organisation owns what its systems register, so that a new client of the same partner finds it. */
const ownerOf = ({ reach, caller }: Call): string => reach.parties[0] ?? PERSON + caller.subject;

/** Its owner's alone; the secretariat sees all. */
export const webhookOwnership =
  (webhooks: WebhookStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await webhooks.find(id);
    if (!found) return null;
    const { owner } = found.state;
    return owner.startsWith(PERSON) ? { subject: owner.slice(PERSON.length) } : { parties: [owner] };
  };

const answer = ({ state, version }: Snapshot<Webhook>): WebhookMessage => toProto(state, version);

const withSecret = (saved: Snapshot<Webhook>): WebhookMessage => ({
  ...answer(saved),
  secret: saved.state.secrets[0]?.value ?? '',
});
