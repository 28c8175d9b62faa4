/** Converts a subscription to its message. */
import type { Subscription } from '@naru/contracts/notification/v1/subscription';
import type { SubscriptionDoc } from './subscription.ts';

export const toProto = ({ _id, recipient, eventTypes, scope, createdAt }: SubscriptionDoc): Subscription => ({
  id: _id,
  recipient,
  eventTypes,
  scope,
  createTime: createdAt,
});
