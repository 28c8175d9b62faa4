/** A request for notices of certain events. */
import type { Mirrored } from '@naru/kit/mirror';

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
  createdAt: Date;
  ended: boolean;
  request?: { key: string; digest: string };
}
