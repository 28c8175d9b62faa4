/** The RPCs of webhooks. A secret is only in the answer that creates it. */
import { randomBytes } from 'node:crypto';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Webhook_State } from '@naru/contracts/notification/v1/subscription';
import type { Ownership } from '@naru/kit/access';
import { answering, versioned } from '@naru/kit/answers';
import { inFreePlace } from '@naru/kit/places';
import { notFound } from '@naru/kit/rejection';
import type { Sealer } from '@naru/kit/seal';
import type { Call, Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import { requireNone } from '@naru/words/rejection';
import type { Since } from '../audience/since.ts';
import { checkAddress, type Ground } from '../standards/address.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { WebhookStore } from './store.ts';
import { eventType } from './texts.ts';
import { PERSON, type Webhook } from './webhook.ts';

type WebhookRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  | 'createWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'getWebhook'
  | 'listWebhooks'
  | 'enableWebhook'
  | 'disableWebhook'
  | 'rotateWebhookSecret'
>;

export interface WebhookRpcParts extends Ground {
  webhooks: WebhookStore;
  sealing: Pick<Sealer, 'seal'>;
  /** True if an event of the catalogue fits this filter and may be sent to partners. */
  asksForSomething(eventType: string): boolean;
  /** How many enabled webhooks an owner may have. */
  max: number;
  /** Where the streams stand now. */
  since(): Promise<Since>;
  /** Erases the deliveries of a webhook. */
  cleared(webhookId: string): Promise<unknown>;
}

const SECRET_BYTES = 32;
const LIMIT = 'webhook.limit';

const freshSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export function webhookRpcs({
  webhooks,
  sealing,
  asksForSomething,
  embedded,
  max,
  since,
  cleared,
}: WebhookRpcParts): WebhookRpcs {
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

  function check({ url, eventTypes }: Pick<Webhook, 'url' | 'eventTypes'>): void {
    checkAddress('url', url, { embedded });
    requireNone(
      eventTypes.flatMap((type, index) =>
        asksForSomething(type) ? [] : [eventType.fault(`event_types[${index}]`, 'known')],
      ),
    );
  }

  return {
    createWebhook: async ({ url, eventTypes }, call) => {
      check({ url, eventTypes });
      const [id, secret] = [call.newId('whk'), freshSecret()];
      const webhook: Webhook = {
        id,
        owner: ownerOf(call),
        ids: [...call.reach.parties],
        seesAll: call.reach.any,
        url,
        eventTypes,
        state: Webhook_State.ENABLED,
        stateReason: '',
        secrets: [{ sealed: sealing.seal(secret, id), until: undefined }],
        createdAt: call.now,
        since: await since(),
      };
      const saved = await placed(webhook.owner, (place) =>
        webhooks.change(webhook.id, (existing) => decide.registerWebhook(existing, { ...webhook, place }, max), call),
      );
      // A repeated request finds the webhook of the first one, whose secret was shown once.
      return saved.id === webhook.id ? { ...answer(saved), secret } : { ...answer(saved), secretWithheld: true };
    },
    getWebhook: get,
    updateWebhook: ({ webhook: wanted, updateMask, ...named }, call) =>
      change(named, call, (webhook) => {
        const changed = patched(webhook && { url: webhook.url, eventTypes: webhook.eventTypes }, wanted, updateMask);
        check(changed);
        return decide.updateWebhook(webhook, changed);
      }),
    deleteWebhook: async (named, call) => {
      await change(named, call, (webhook) => decide.deleteWebhook(webhook, call.now));
      await cleared(named.id);
      return {};
    },
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
      const secret = freshSecret();
      const command = { sealed: sealing.seal(secret, id), now: call.now };
      const saved = await webhooks.change(id, (webhook) => decide.rotateSecret(webhook, command), call, { etag });
      return { ...answer(saved), secret };
    },
  };
}

/** A partner's organisation owns the webhooks of its systems, so that a new client of the same partner finds them. */
const ownerOf = ({ reach, caller }: Call): string => reach.parties[0] ?? PERSON + caller.subject;

/** Only its owner and the secretariat see it, until it is deleted. */
export const webhookOwnership =
  (webhooks: WebhookStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await webhooks.find(id);
    if (!found || found.state.deletedAt) return null;
    const { owner } = found.state;
    return owner.startsWith(PERSON) ? { subject: owner.slice(PERSON.length) } : { parties: [owner] };
  };

const answer = versioned(toProto);
