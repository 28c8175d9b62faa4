/** What the network hears of a venture: its state in full while it is discoverable, and hardly more than its id before and after. */
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
import { type Outgoing, outgoing } from '@naru/kit/outbox';
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

export const snapshot = (venture: Venture): Outgoing => outgoing(VentureSnapshot, full(venture));
