/** Converts a delivery to its message. */
import type { Delivery as DeliveryMessage } from '@naru/contracts/notification/v1/subscription';
import type { Said } from '@naru/words/text';
import type { Delivery } from './delivery.ts';
import { saidOf } from './texts.ts';

export const toProto = (delivery: Delivery, nextAttemptAt?: Date): DeliveryMessage => ({
  id: delivery.id,
  webhookId: delivery.webhookId,
  eventId: delivery.eventId,
  eventType: delivery.eventType,
  state: delivery.state,
  attempts: delivery.attempts,
  lastResult: resultOf(delivery),
  nextAttemptAt,
  createTime: delivery.createdAt,
  updateTime: delivery.updatedAt,
});

const resultOf = ({ lastResult }: Delivery): Said | undefined => {
  if (!lastResult) return undefined;
  return 'said' in lastResult ? lastResult.said : saidOf(lastResult);
};
