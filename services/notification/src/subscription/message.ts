/** Converts a subscription to its message. */

import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import type { Subscription } from '@naru/contracts/notification/v1/subscription';
import type { SubscriptionDoc } from './subscription.ts';

export const toProto = ({
  _id,
  recipient,
  eventTypes,
  scope,
  sectors = [],
  createdAt,
}: SubscriptionDoc): Subscription => ({
  id: _id,
  recipient,
  eventTypes,
  scope,
  sectors: sectors as Taxonomy_Sector[],
  createTime: createdAt,
});
