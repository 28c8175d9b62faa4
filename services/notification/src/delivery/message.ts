/** Converts a delivery to its message. */
import type { Delivery as DeliveryMessage } from '@naru/contracts/notification/v1/subscription';
import type { Said } from '@naru/words/text';
import type { Delivery } from './delivery.ts';
import { saidOf } from './texts.ts';

/** Only a single delivery shows its payload. */
export const toProto = (delivery: Delivery, nextAttemptAt?: Date, payload = ''): DeliveryMessage => ({
  id: delivery.id,
  webhookId: delivery.webhookId,
  eventId: delivery.eventId,
  eventType: delivery.eventType,
  state: delivery.state,
  attempts: delivery.attempts,
  lastResult: resultOf(delivery),
  // What is due at once has no time of its own.
  nextAttemptAt: nextAttemptAt?.getTime() === 0 ? delivery.createdAt : nextAttemptAt,
  createTime: delivery.createdAt,
  updateTime: delivery.updatedAt,
  history: (delivery.history ?? []).map(({ at, result, ...attempt }) => ({
    ...attempt,
    time: at,
    result: saidOf(result),
  })),
  payload,
});

const resultOf = ({ lastResult }: Delivery): Said | undefined => {
  if (!lastResult) return undefined;
  return 'said' in lastResult ? lastResult.said : saidOf(lastResult);
};
