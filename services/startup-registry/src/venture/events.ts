/**
 * Publishes ventures: the full state while the venture is discoverable, and hardly more than its id before and after.
 */
import { eventOf } from '@naru/contracts';
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import type { Forget } from '@naru/kit/forget';
import { type Codec, type Outgoing, outgoing } from '@naru/kit/outbox';
import { isDiscoverable, type Venture, type VentureEvent } from './venture.ts';

const reference = ({ id, centreId, state }: Venture) => ({ ventureId: id, centreId, state });

const full = (venture: Venture) => ({
  ...reference(venture),
  profile: isDiscoverable(venture) ? venture.profile : undefined,
  fictional: venture.source?.fictional ?? false,
});

export function publish({ type }: VentureEvent, venture: Venture): Outgoing {
  const id = { ventureId: venture.id };
  switch (type) {
    case 'VentureRegistered':
      return outgoing(VentureRegistered, reference(venture));
    case 'VentureUpdated':
      return outgoing(VentureUpdated, full(venture));
    case 'VentureVerified':
      return outgoing(VentureVerified, reference(venture));
    case 'VentureConsented':
      return outgoing(VentureConsented, full(venture));
    case 'VenturePublished':
      return outgoing(VenturePublished, full(venture));
    case 'VentureResumed':
      return outgoing(VentureResumed, full(venture));
    case 'VentureConsentWithdrawn':
      return outgoing(VentureConsentWithdrawn, id, { forget: true });
    case 'VentureSuspended':
      return outgoing(VentureSuspended, id, { forget: true });
    case 'VentureClosed':
      return outgoing(VentureClosed, id, { forget: true });
  }
}

type Named<M> = Codec<M> & { fromPartial(of: { ventureId: string }): M };
const idOnly = <M>(codec: Named<M>): [string, (ventureId: string) => Uint8Array] => [
  eventOf(codec).type,
  (ventureId) => codec.encode(codec.fromPartial({ ventureId })).finish(),
];

const ID_ONLY = new Map([
  idOnly(VentureRegistered),
  idOnly(VentureUpdated),
  idOnly(VentureVerified),
  idOnly(VentureConsented),
  idOnly(VenturePublished),
  idOnly(VentureResumed),
  idOnly(VentureConsentWithdrawn),
  idOnly(VentureSuspended),
  idOnly(VentureClosed),
]);

/** What remains of the events of a hidden venture: its id. A consumer that missed an event still sees its version. */
export const leftOf: Forget = ({ type, aggregate }) => ID_ONLY.get(type)?.(aggregate) ?? new Uint8Array();

export const snapshot = (venture: Venture): Outgoing => outgoing(VentureSnapshot, full(venture));
