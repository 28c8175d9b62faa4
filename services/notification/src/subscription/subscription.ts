/** A request for notices of certain events. */
import type { Mirrored } from '@naru/kit/mirror';
import type { Since } from '../audience/since.ts';

/** Created once and ended by a mark, so that mirrors of other replicas learn of the end like of any change. */
export interface SubscriptionDoc extends Mirrored {
  /** The token subject of its owner. */
  owner: string;
  recipient: string;
  /** The ids of the owner's grants, and whether the owner is the secretariat, at the time of its creation. */
  ids: string[];
  seesAll: boolean;
  eventTypes: string[];
  scope: string;
  /** The fields that a round must be about; missing in subscriptions of earlier versions. */
  sectors?: string[];
  createdAt: Date;
  /** Where the streams stood at its creation, or when a version that knows it first started. */
  since?: Since;
  ended: boolean;
  /** Its place among the owner's subscriptions; none once it has ended, or if it is older than the limit. */
  place?: string;
  request?: { key: string; digest: string };
}
