/** The commands on a venture. Pure: the present state and a command give events, or a refusal. */
import { known, refuse } from './texts.ts';
import {
  type Acknowledgement,
  type Consent,
  type Erasure,
  standingConsent,
  type Venture,
  type VentureEvent,
} from './venture.ts';

/** A number is registered once. */
export function registerVenture(existing: Venture | null, venture: Venture): VentureEvent[] {
  return existing ? [] : [{ type: 'VentureRegistered', venture }];
}

/** The profile of a venture may change until its record is closed. */
export function updateVenture(venture: Venture | null, profile: Venture['profile']): VentureEvent[] {
  const { profile: before } = open(venture);
  return JSON.stringify(before) === JSON.stringify(profile) ? [] : [{ type: 'VentureUpdated', profile }];
}

/** The centre verifies a draft, once. */
export function verifyVenture(venture: Venture | null): VentureEvent[] {
  return open(venture).state === 'DRAFT' ? [{ type: 'VentureVerified' }] : [];
}

/**
 * Only one consent is valid at a time: the same consent again changes nothing, one with another end replaces it. A
 * repeated request carries the id of a consent that already exists, and adds none.
 */
export function giveConsent(venture: Venture | null, consent: Consent): VentureEvent[] {
  const found = open(venture);
  if (found.consents.some(({ id }) => id === consent.id)) return [];
  const standing = standingConsent(found);
  if (standing && standing.validUntil?.getTime() === consent.validUntil?.getTime()) return [];
  if (consent.validUntil && consent.validUntil <= consent.givenAt) {
    throw refuse('consent_ends_early');
  }
  return [{ type: 'VentureConsented', consent }];
}

/** A consent can be withdrawn at any time, in any state. */
export function withdrawConsent(venture: Venture | null, at: Date): VentureEvent[] {
  return standingConsent(known(venture)) ? [{ type: 'VentureConsentWithdrawn', at }] : [];
}

/** A consent with an end expires then; before that, the timer does nothing. */
export function expireConsent(venture: Venture | null, now: Date): VentureEvent[] {
  const until = venture && standingConsent(venture)?.validUntil;
  return until && until <= now ? [{ type: 'VentureConsentWithdrawn', at: until }] : [];
}

/** Other centres and investors see a venture only after its centre has verified it and it has consented. */
export function publishVenture(venture: Venture | null): VentureEvent[] {
  const found = open(venture);
  const { state } = found;
  if (state === 'PUBLISHED') return []; // The portal retries, so a repeat is no error.
  if (state === 'DRAFT') throw refuse('not_verified');
  if (state === 'SUSPENDED') throw refuse('suspended');
  if (!standingConsent(found)) throw refuse('consent_missing', { why: whyNoConsent(found) });
  return [{ type: 'VenturePublished' }];
}

/** Only a published venture can be suspended. */
export function suspendVenture(venture: Venture | null): VentureEvent[] {
  const { state } = open(venture);
  if (state === 'SUSPENDED') return [];
  if (state !== 'PUBLISHED') throw refuse('not_published');
  return [{ type: 'VentureSuspended' }];
}

/** A suspended venture returns to its former state. */
export function resumeVenture(venture: Venture | null): VentureEvent[] {
  const found = open(venture);
  if (found.state === 'PUBLISHED') return [];
  if (found.state !== 'SUSPENDED') {
    const consented = standingConsent(found) !== undefined;
    throw refuse('not_suspended', { verified: found.state === 'VERIFIED', consented });
  }
  return [{ type: 'VentureResumed' }];
}

/** The last state: no other follows. */
export function closeVenture(venture: Venture | null): VentureEvent[] {
  return known(venture).state === 'CLOSED' ? [] : [{ type: 'VentureClosed' }];
}

/** A venture is erased once, in any state. What this service held is gone with the same change. */
export function eraseVenture(
  venture: Venture | null,
  { at, askedBy, reason }: Pick<Erasure, 'at' | 'askedBy' | 'reason'>,
): VentureEvent[] {
  if (known(venture).erasure) return [];
  const own = { service: 'registry', at, erased: [{ what: 'venture', count: 1 }] };
  return [{ type: 'VentureErased', erasure: { at, askedBy, reason, acknowledgements: [own] } }];
}

/** Each service acknowledges an erasure once. */
export function acknowledgeErasure(venture: Venture | null, acknowledgement: Acknowledgement): VentureEvent[] {
  const { erasure } = known(venture);
  if (!erasure || erasure.acknowledgements.some(({ service }) => service === acknowledgement.service)) return [];
  return [{ type: 'VentureErasureAcknowledged', acknowledgement }];
}

/** Called where no consent stands. The timer ends a consent at its own end, and not a moment later. */
function whyNoConsent({ consents }: Venture) {
  const last = consents.at(-1);
  if (!last) return 'NEVER_GIVEN';
  return last.withdrawnAt?.getTime() === last.validUntil?.getTime() ? 'EXPIRED' : 'WITHDRAWN';
}

function open(venture: Venture | null): Venture {
  const found = known(venture);
  if (found.state === 'CLOSED') throw refuse('closed');
  return found;
}
