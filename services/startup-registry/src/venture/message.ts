/** Converts a venture to its two messages: the full one and the shared one. */
import type { Erasure as ErasureMessage, Venture as VentureMessage } from '@naru/contracts/registry/v1/venture';
import type { Snapshot } from '@naru/kit/change';
import { type Ownership, owns, type Reach } from '@naru/kit/reach';
import { type Erasure, isComplete, isDiscoverable, type Venture } from './venture.ts';

/** The owners of a venture: its centre and itself. Everybody may see it while it is discoverable. */
export const ownershipOf = (venture: Venture): Ownership => ({
  centre: venture.centreId,
  orgs: [venture.id],
  open: isDiscoverable(venture),
});

/** The number and the receipts are only for the venture and its centre; others see the shared part. */
export function toProto({ id, version, state, changedAt }: Snapshot<Venture>, reach: Reach): VentureMessage {
  const own = owns(reach, ownershipOf(state));
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
    erasure: own && state.erasure ? recordOf(state.erasure) : undefined,
  };
}

const recordOf = (erasure: Erasure): ErasureMessage => ({
  eraseTime: erasure.at,
  askedBy: erasure.askedBy,
  reason: erasure.reason,
  acknowledgements: erasure.acknowledgements.map(({ service, at, erased }) => ({ service, eraseTime: at, erased })),
  complete: isComplete(erasure),
});
