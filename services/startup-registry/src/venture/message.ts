/** A venture as the wire has it, in the two shapes that it has outside. */
import type { Venture as VentureMessage } from '@naru/contracts/registry/v1/venture';
import type { Snapshot } from '@naru/kit/change';
import { type Caller, hasRole, ownIds } from '@naru/kit/identity';
import { isDiscoverable, type Venture } from './venture.ts';

export const isOwn = ({ id, centreId }: Venture, caller: Caller): boolean =>
  hasRole(caller, 'network_admin') || ownIds(caller).includes(id) || ownIds(caller).includes(centreId);

/** Number and receipts are for the venture and its centre; others see the shared part. */
export function toProto({ id, version, state, changedAt }: Snapshot<Venture>, caller: Caller): VentureMessage {
  const own = isOwn(state, caller);
  return {
    id,
    profile: state.profile,
    centreId: state.centreId,
    brn: own ? state.brn : '',
    state: state.state,
    discoverable: isDiscoverable(state),
    consents: own ? state.consents : [],
    source: state.source,
    createTime: state.createdAt,
    updateTime: changedAt,
    etag: String(version),
  };
}
