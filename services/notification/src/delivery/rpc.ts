/** The RPCs of deliveries: what was sent to a webhook, and the results. */
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';
import type { DeliveryStore } from './store.ts';

export const deliveryRpcs = (
  deliveries: DeliveryStore,
): Pick<Handlers<typeof NotificationServiceDefinition>, 'listDeliveries'> => ({
  listDeliveries: async (request, { reach }) => {
    const { found, ...page } = await deliveries.list(request, reach);
    return { deliveries: found.map(({ state, dueAt }) => toProto(state, dueAt)), ...page };
  },
});
