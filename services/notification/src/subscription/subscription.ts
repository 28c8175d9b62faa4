/** A wish to be told of events, and what comes of it in the inbox. */
import type { Mirrored } from '@naru/kit/mirror';

/** Set once and ended by being marked: the mirrors of other replicas hear of the end as of any change. */
export interface SubscriptionDoc extends Mirrored {
  /** The token subject that made it. */
  owner: string;
  recipient: string;
  /** The ids the owner spoke for, and whether the owner is the secretariat, when it was made. */
  ids: string[];
  seesAll: boolean;
  eventTypes: string[];
  scope: string;
  createdAt: Date;
  ended: boolean;
  request?: { key: string; digest: string };
}
