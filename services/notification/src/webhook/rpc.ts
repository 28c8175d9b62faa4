/** The RPCs of webhooks. A secret is only in the answer that creates it. */
import { randomBytes } from 'node:crypto';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Webhook_State, type Webhook as WebhookMessage } from '@naru/contracts/notification/v1/subscription';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { inFreePlace } from '@naru/kit/places';
import { notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireNone } from '@naru/words/rejection';
import { checkAddress, type Ground } from '../standards/address.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { WebhookStore } from './store.ts';
import { eventType } from './texts.ts';
import { PERSON, type Webhook } from './webhook.ts';

type WebhookRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'createWebhook' | 'getWebhook' | 'listWebhooks' | 'enableWebhook' | 'disableWebhook' | 'rotateWebhookSecret'
>;

export interface WebhookRpcParts extends Ground {
  webhooks: WebhookStore;
  /** True if an event of the catalogue fits this filter and may be sent to partners. */
  asksForSomething(eventType: string): boolean;
  /** How many enabled webhooks an owner may have. */
  max: number;
}

const SECRET_BYTES = 32;
const LIMIT = 'webhook.limit';

const freshSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export function webhookRpcs({ webhooks, asksForSomething, embedded, max }: WebhookRpcParts): WebhookRpcs {
  const { get, change } = answering(webhooks, answer);

  /** Changes a webhook with a free place of its owner, or with none. */
  async function placed<T>(owner: string, take: (place: number | undefined) => Promise<T>): Promise<T> {
    const enabled = await webhooks.all({ where: { owner, state: Webhook_State.ENABLED } });
    return inFreePlace(
      enabled.map(({ state }) => state.place),
      { max, code: LIMIT },
      take,
    );
  }

  return {
    createWebhook: async ({ url, eventTypes }, call) => {
      checkAddress('url', url, { embedded });
      requireNone(
        eventTypes.flatMap((type, index) =>
          asksForSomething(type) ? [] : [eventType.fault(`event_types[${index}]`, 'known')],
        ),
      );
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
      const saved = await placed(webhook.owner, (place) =>
        webhooks.change(webhook.id, (existing) => decide.registerWebhook(existing, { ...webhook, place }, max), call),
      );
      // A repeated request finds the webhook of the first one, whose secret was shown once.
      return saved.id === webhook.id ? withSecret(saved) : { ...answer(saved), secretWithheld: true };
    },
    getWebhook: get,
    listWebhooks: async (request, { reach }) => {
      const { found, ...page } = await webhooks.list(request, reach);
      return { webhooks: found.map(answer), ...page };
    },
    enableWebhook: async (named, call) => {
      const found = await webhooks.find(named.id);
      if (!found) throw notFound('webhook', named.id);
      return placed(found.state.owner, (place) =>
        change(named, call, (webhook) => decide.enableWebhook(webhook, { place, max })),
      );
    },
    disableWebhook: (named, call) => change(named, call, (webhook) => decide.disableWebhook(webhook, 'by_owner')),
    rotateWebhookSecret: async ({ id, etag }, call) => {
      const command = { secret: freshSecret(), now: call.now };
      return withSecret(await webhooks.change(id, (webhook) => decide.rotateSecret(webhook, command), call, { etag }));
    },
  };
}

/** A partner's organisation owns the webhooks of its systems, so that a new client of the same partner finds them. */
const ownerOf = ({ reach, caller }: Call): string => reach.parties[0] ?? PERSON + caller.subject;

/** Only its owner and the secretariat see it. */
export const webhookOwnership = (webhooks: WebhookStore) =>
  ownershipIn(webhooks, ({ owner }) =>
    owner.startsWith(PERSON) ? { subject: owner.slice(PERSON.length) } : { parties: [owner] },
  );

const answer = versioned(toProto);

const withSecret = (saved: Snapshot<Webhook>): WebhookMessage => ({
  ...answer(saved),
  secret: saved.state.secrets[0]?.value ?? '',
});
