/**
 * Publishes ventures: the full state while the venture is discoverable; its id, centre and state before and after.
 */
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VentureErased,
  VentureErasureAcknowledged,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { isDiscoverable, type Venture, type VentureEvent } from './venture.ts';

const reference = ({ id, centreId, state }: Venture) => ({ ventureId: id, centreId, state });

const full = (venture: Venture) => ({
  ...reference(venture),
  profile: isDiscoverable(venture) ? venture.profile : undefined,
  fictional: venture.source?.fictional ?? false,
});

export function publish({ type }: VentureEvent, venture: Venture): Outgoing {
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
      return outgoing(VentureConsentWithdrawn, reference(venture));
    case 'VentureSuspended':
      return outgoing(VentureSuspended, reference(venture));
    case 'VentureClosed':
      return outgoing(VentureClosed, reference(venture));
    case 'VentureErased':
      return outgoing(VentureErased, reference(venture));
    case 'VentureErasureAcknowledged':
      return outgoing(VentureErasureAcknowledged, reference(venture));
  }
}

export const snapshot = (venture: Venture): Outgoing => outgoing(VentureSnapshot, full(venture));
