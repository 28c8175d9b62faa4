/** Stores webhooks. Signing needs their secrets, so they are stored sealed, each as a secret of its webhook. */
import { ListWebhooksRequest } from '@naru/contracts/notification/v1/subscription';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Stored } from '@naru/kit/change';
import { placeKey } from '@naru/kit/places';
import { openStore } from '@naru/kit/raw';
import type { Reach } from '@naru/kit/reach';
import type { Sealed, Sealer } from '@naru/kit/seal';
import type { Since } from '../audience/since.ts';
import { publish } from './events.ts';
import { refuse } from './texts.ts';
import { evolve, PERSON, type Webhook, type WebhookEvent } from './webhook.ts';

export type WebhookStore = AggregateStore<Webhook, WebhookEvent, ListWebhooksRequest>;

export const webhookStore = ({ db, relay, config }: Host, sealing: Sealer): WebhookStore =>
  aggregateStore<Webhook, WebhookEvent, ListWebhooksRequest>(
    {
      db,
      noun: 'webhook',
      schema: SCHEMA,
      upgrades: { 1: fromSchema1, 2: fromSchema2(sealing) },
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

const SCHEMA = 3;

/** Shape 2 stores the reason why a webhook is disabled as a code. In shape 1 there were only two reasons. */
const fromSchema1 = (old: Omit<Plain, 'stateReason'> & { stateReason: string }): Plain => ({
  ...old,
  stateReason: old.stateReason === '' ? '' : old.stateReason.includes('410') ? 'gone' : 'by_owner',
});

/** Shapes 1 and 2 stored the secrets in plain form. */
type Plain = Omit<Webhook, 'secrets'> & { secrets: { value: string; until: Date | undefined }[] };

/** Shape 3 stores them sealed. */
const fromSchema2 =
  (sealing: Sealer) =>
  (old: Plain): Webhook => ({
    ...old,
    secrets: old.secrets.map(({ value, until }) => ({ sealed: sealing.seal(value, old.id), until })),
  });

/**
 * Seals what is stored in plain form, or by a key that is to go. Other replicas may change a webhook meanwhile: only
 * the version that was read is replaced, and a new one is sealed by whoever wrote it.
 */
export async function sealAll(store: WebhookStore, sealing: Sealer): Promise<number> {
  const { collection, snapshotOf } = openStore(store);
  let count = 0;
  for await (const doc of collection.find({})) {
    const { id, version, state } = snapshotOf(doc);
    if (doc.schema === SCHEMA && state.secrets.every(({ sealed }) => sealing.isPresent(sealed))) continue;
    const secrets = state.secrets.map(({ sealed, until }) => ({ sealed: resealed(sealing, sealed, id), until }));
    const unchanged = { _id: id, version, schema: doc.schema };
    await collection.updateOne(unchanged, { $set: { schema: SCHEMA, state: { ...state, secrets } } });
    count += 1;
  }
  return count;
}

/** Webhooks of earlier versions begin where the streams stand now: what came before has been sent. */
export async function beginAll(store: WebhookStore, since: () => Promise<Since>): Promise<void> {
  const { collection } = openStore(store);
  const without = { 'state.since': { $exists: false } };
  if (await collection.findOne(without))
    await collection.updateMany(without, { $set: { 'state.since': await since() } });
}

const resealed = (sealing: Sealer, sealed: Sealed, id: string): Sealed =>
  sealing.isPresent(sealed) ? sealed : sealing.seal(sealing.open(sealed, id), id);

/** A webhook of the mirror in the shape of today: a replica of the version before may have written the document. */
export const webhookOf = (store: WebhookStore, doc: Stored<Webhook>): Webhook =>
  // What this replica has just saved comes without the fields of the document.
  doc.schema === undefined ? doc.state : openStore(store).snapshotOf(doc).state;

/** A webhook belongs to an organisation, or to a person. */
function ofOwners({ any, parties, subject }: Reach): object {
  const owners = [...parties, ...(subject === undefined ? [] : [PERSON + subject])];
  const kept = { 'state.deletedAt': { $exists: false } };
  return any ? kept : { ...kept, 'state.owner': { $in: owners } };
}
