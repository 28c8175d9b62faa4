/** Stores webhooks. Their secrets are stored in plain form, because signing needs them. */
import { ListWebhooksRequest } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { placeKey } from '@naru/kit/places';
import type { Reach } from '@naru/kit/reach';
import { publish } from './events.ts';
import { refuse } from './texts.ts';
import { evolve, PERSON, type Webhook, type WebhookEvent } from './webhook.ts';

export type WebhookStore = AggregateStore<Webhook, WebhookEvent, ListWebhooksRequest>;

export const webhookStore = ({ db, relay, config }: Host): WebhookStore =>
  aggregateStore<Webhook, WebhookEvent, ListWebhooksRequest>(
    {
      db,
      noun: 'webhook',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      keys: ({ owner, place }) => ({ place: placeKey(owner, place) }),
      // The next place is tried.
      taken: { place: () => refuse('limit', { max: config.ADDRESSES_PER_OWNER }) },
      indexes: [{ key: { 'state.owner': 1 } }],
      list: {
        request: ListWebhooksRequest,
        filters: {
          state: 'state.state',
        },
        reach: ofOwners,
      },
    },
    relay,
  );

/** Shape 2 stores the reason why a webhook is disabled as a code. In shape 1 there were only two reasons. */
const fromSchema1 = (old: Omit<Webhook, 'stateReason'> & { stateReason: string }): Webhook => ({
  ...old,
  stateReason: old.stateReason === '' ? '' : old.stateReason.includes('410') ? 'gone' : 'by_owner',
});

/** A webhook belongs to an organisation, or to a person. */
function ofOwners({ any, parties, subject }: Reach): object {
  const owners = [...parties, ...(subject === undefined ? [] : [PERSON + subject])];
  return any ? {} : { 'state.owner': { $in: owners } };
}
