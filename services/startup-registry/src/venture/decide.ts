/** What may be done with a venture. Pure: the present state and a command give events, or a refusal. */
import { refusals } from '@naru/kit/rejection';
import { type Consent, standingConsent, type Venture, type VentureEvent } from './venture.ts';

const { known, rule } = refusals('venture');

/** A number enters the register once. */
export function registerVenture(existing: Venture | null, venture: Venture): VentureEvent[] {
  return existing ? [] : [{ type: 'VentureRegistered', venture }];
}

/** What a venture says of itself may change until its record ends. */
export function updateVenture(venture: Venture | null, profile: Venture['profile']): VentureEvent[] {
  const { profile: before } = open(venture);
  return JSON.stringify(before) === JSON.stringify(profile) ? [] : [{ type: 'VentureUpdated', profile }];
}

/** The centre vouches for a draft, once. */
export function verifyVenture(venture: Venture | null): VentureEvent[] {
  return open(venture).state === 'DRAFT' ? [{ type: 'VentureVerified' }] : [];
}

/**
 * One consent stands at a time: giving it again changes nothing, giving one with another end replaces it. A repeated request
 * carries the id of a consent that is there already, and adds none.
 */
export function giveConsent(venture: Venture | null, consent: Consent): VentureEvent[] {
  const found = open(venture);
  if (found.consents.some(({ id }) => id === consent.id)) return [];
  const standing = standingConsent(found);
  if (standing && standing.validUntil?.getTime() === consent.validUntil?.getTime()) return [];
  if (consent.validUntil && consent.validUntil <= consent.givenAt) {
    throw rule('consent_ends_early', 'validUntil: must lie in the future; leave it out for a consent without an end');
  }
  return [{ type: 'VentureConsented', consent }];
}

/** A consent can be withdrawn at any time, whatever the state. */
export function withdrawConsent(venture: Venture | null, at: Date): VentureEvent[] {
  return standingConsent(known(venture)) ? [{ type: 'VentureConsentWithdrawn', at }] : [];
}

/** A consent with an end is over by itself; until then nothing is due. */
export function expireConsent(venture: Venture | null, now: Date): VentureEvent[] {
  const until = venture && standingConsent(venture)?.validUntil;
  return until && until <= now ? [{ type: 'VentureConsentWithdrawn', at: until }] : [];
}

/** Other centres and investors see a venture only after its centre vouched for it and it consented. */
export function publishVenture(venture: Venture | null): VentureEvent[] {
  const { state } = open(venture);
  if (state === 'PUBLISHED') return []; // The portal retries; asking twice is not an error.
  if (state === 'DRAFT') throw rule('not_verified', 'the centre has not verified this venture; verify it first');
  if (state === 'SUSPENDED') throw rule('suspended', 'the venture is suspended; resume it instead');
  if (!standingConsent(open(venture)))
    throw rule('consent_missing', 'the venture has not consented to be shared; record its consent first');
  return [{ type: 'VenturePublished' }];
}

/** Only what is shown can be hidden. */
export function suspendVenture(venture: Venture | null): VentureEvent[] {
  const { state } = open(venture);
  if (state === 'SUSPENDED') return [];
  if (state !== 'PUBLISHED') throw rule('not_published', 'only a published venture can be suspended');
  return [{ type: 'VentureSuspended' }];
}

/** A suspended venture comes back as it was. */
export function resumeVenture(venture: Venture | null): VentureEvent[] {
  const { state } = open(venture);
  if (state === 'PUBLISHED') return [];
  if (state !== 'SUSPENDED') throw rule('not_suspended', 'only a suspended venture can be resumed');
  return [{ type: 'VentureResumed' }];
}

/** The end; nothing follows it. */
export function closeVenture(venture: Venture | null): VentureEvent[] {
  return known(venture).state === 'CLOSED' ? [] : [{ type: 'VentureClosed' }];
}

function open(venture: Venture | null): Venture {
  const found = known(venture);
  if (found.state === 'CLOSED') throw rule('closed', 'the record of this venture has ended');
  return found;
}
