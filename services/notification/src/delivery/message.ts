/** Converts a delivery to its message. */
import type { Delivery as DeliveryMessage } from '@naru/contracts/notification/v1/subscription';
import type { Delivery } from './delivery.ts';

export const toProto = (delivery: Delivery, nextAttemptAt?: Date): DeliveryMessage => ({
  id: delivery.id,
  webhookId: delivery.webhookId,
  eventId: delivery.eventId,
  eventType: delivery.eventType,
  state: delivery.state,
  attempts: delivery.attempts,
  lastResult: delivery.lastResult,
  nextAttemptAt,
  createTime: delivery.createdAt,
  updateTime: delivery.updatedAt,
});
