/** Deliveries over the wire: what was sent to a webhook, and how it went. */
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { patiently } from '@naru/kit/mongo';
import { readPageToken, pageSize as sizeOf, pageToken as tokenOf } from '@naru/kit/page';
import type { Handlers } from '@naru/kit/serve';
import type { Delivery } from './delivery.ts';
import { toProto } from './message.ts';
import type { DeliveryStore } from './store.ts';

type Place = { at: string; id: string };

export const deliveryRpcs = ({
  store: { collection },
}: DeliveryStore): Pick<Handlers<typeof NotificationServiceDefinition>, 'listDeliveries'> => ({
  listDeliveries: async ({ webhookId, pageSize, pageToken }) => {
    const question = ['deliveries', webhookId];
    const place = readPageToken<Place>(pageToken, question);
    const limit = sizeOf(pageSize);
    const found = await patiently(() =>
      collection
        .find({ 'state.webhookId': webhookId, ...(place ? before(place) : {}) })
        .sort({ 'state.createdAt': -1, _id: -1 })
        .limit(limit + 1)
        .toArray(),
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      deliveries: page.map(({ state, dueAt }) => toProto(state, dueAt)),
      nextPageToken: last && found.length > limit ? tokenOf(placeOf(last.state), question) : '',
    };
  },
});

const placeOf = ({ createdAt, id }: Delivery): Place => ({ at: createdAt.toISOString(), id });

const before = ({ at, id }: Place) => ({
  $or: [{ 'state.createdAt': { $lt: new Date(at) } }, { 'state.createdAt': new Date(at), _id: { $lt: id } }],
});
