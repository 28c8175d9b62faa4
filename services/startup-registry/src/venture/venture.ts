/** A venture, and the one place where it changes. */
import type { Erased, Source } from '@naru/contracts/common/v1/common';
import type { ConsentReceipt_Purpose, Venture_State, VentureProfile } from '@naru/contracts/registry/v1/venture';

export interface Venture {
  id: string;
  centreId: string;
  /** Ten digits. */
  brn: string;
  profile: VentureProfile;
  state: Venture_State;
  consents: Consent[];
  source: Source | undefined;
  createdAt: Date;
  /** Set once it was erased. */
  erasure: Erasure | undefined;
}

/** The record of an erasure by law. It keeps no word of the venture. */
export interface Erasure {
  at: Date;
  /** The subject of a token, never a name. */
  askedBy: string;
  reason: string;
  acknowledgements: Acknowledgement[];
}

/** What a service has erased. */
export interface Acknowledgement {
  /** The context of the service. */
  service: string;
  at: Date;
  erased: Erased[];
}

/** The contexts whose services hold anything of a venture, or may hold it: each acknowledges an erasure. */
const ERASING = ['registry', 'investor', 'matching', 'program', 'ledger', 'notification'];

export const isComplete = ({ acknowledgements }: Erasure): boolean =>
  ERASING.every((context) => acknowledgements.some(({ service }) => service === context));

/** A receipt: the person who agreed, to what, and until when. */
export interface Consent {
  id: string;
  givenBy: string;
  purpose: ConsentReceipt_Purpose;
  givenAt: Date;
  validUntil: Date | undefined;
  withdrawnAt: Date | undefined;
}

export type VentureEvent =
  | { type: 'VentureRegistered'; venture: Venture }
  | { type: 'VentureUpdated'; profile: VentureProfile }
  | { type: 'VentureVerified' }
  | { type: 'VentureConsented'; consent: Consent }
  | { type: 'VenturePublished' }
  | { type: 'VentureConsentWithdrawn'; at: Date }
  | { type: 'VentureSuspended' }
  | { type: 'VentureResumed' }
  | { type: 'VentureClosed' }
  | { type: 'VentureErased'; erasure: Erasure }
  | { type: 'VentureErasureAcknowledged'; acknowledgement: Acknowledgement };

export const standingConsent = (venture: Venture): Consent | undefined =>
  venture.consents.find(({ withdrawnAt }) => !withdrawnAt);

/** Only published ventures with a valid consent are found or matched outside their centre. */
export const isDiscoverable = (venture: Venture): boolean =>
  venture.state === 'PUBLISHED' && standingConsent(venture) !== undefined;

const ended = ({ consents }: Venture, at: Date): Consent[] =>
  consents.map((consent) => ({ ...consent, withdrawnAt: consent.withdrawnAt ?? at }));

/** Never throws: events have already happened. */
export const evolve = (venture: Venture | null, event: VentureEvent): Venture | null => {
  if (event.type === 'VentureRegistered') return event.venture;
  if (!venture) return null;
  switch (event.type) {
    case 'VentureUpdated':
      return { ...venture, profile: event.profile };
    case 'VentureVerified':
      return { ...venture, state: 'VERIFIED' };
    case 'VentureConsented':
      return { ...venture, consents: [...ended(venture, event.consent.givenAt), event.consent] };
    case 'VenturePublished':
    case 'VentureResumed':
      return { ...venture, state: 'PUBLISHED' };
    case 'VentureConsentWithdrawn':
      return { ...venture, consents: ended(venture, event.at) };
    case 'VentureSuspended':
      return { ...venture, state: 'SUSPENDED' };
    case 'VentureClosed':
      return { ...venture, state: 'CLOSED' };
    case 'VentureErased':
      return erased(venture, event.erasure);
    case 'VentureErasureAcknowledged':
      return venture.erasure ? { ...venture, erasure: acknowledged(venture.erasure, event.acknowledgement) } : venture;
  }
};

const NOTHING: VentureProfile = {
  name: undefined,
  summary: undefined,
  sectors: [],
  ksic: undefined,
  products: [],
  stage: 'STAGE_UNSPECIFIED',
  staff: undefined,
  foundedOn: undefined,
  askKrw: undefined,
  markets: [],
  certifications: [],
  excludedCountries: [],
};

/** Its id and its centre stay, and when it was registered. */
const erased = ({ id, centreId, createdAt }: Venture, erasure: Erasure): Venture => ({
  id,
  centreId,
  brn: '',
  profile: NOTHING,
  state: 'CLOSED',
  consents: [],
  source: undefined,
  createdAt,
  erasure,
});

const acknowledged = (erasure: Erasure, acknowledgement: Acknowledgement): Erasure => ({
  ...erasure,
  acknowledgements: [...erasure.acknowledgements, acknowledgement],
});
