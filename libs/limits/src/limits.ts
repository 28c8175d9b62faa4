/**
 * What speaks against a venture and an investor. Two limits bind every step: proposal, interest, introduction, deal. The
 * wishes of the mandate bind proposals only; the later steps name those that are not met. An unknown value never
 * excludes.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import type { KnownSector } from '@naru/contracts/taxonomy';
import type { Rejection } from '@naru/words/rejection';
import { limit } from './texts.ts';

/** Stages in the order in which a venture grows. */
export const STAGES = ['SEED', 'PRE_A', 'SERIES_A', 'SERIES_B', 'GROWTH'] as const;

/** The facts of a venture that limits are about. */
export type VentureFacts = Pick<
  VentureProfile,
  'sectors' | 'stage' | 'askKrw' | 'certifications' | 'excludedCountries'
>;

/** The facts of an investor that limits are about. */
export interface InvestorFacts {
  /** Empty if it is not known. */
  country: string;
  mandate?:
    | Pick<
        Mandate,
        'sectors' | 'stages' | 'ticketMinKrw' | 'ticketMaxKrw' | 'excludedSectors' | 'requiredCertifications'
      >
    | undefined;
}

type Check = (venture: VentureFacts, investor: InvestorFacts) => Rejection | undefined;

/** The limits that bind every step. */
const BINDING: Readonly<Record<'country' | 'certifications', Check>> = {
  country: ({ excludedCountries }, { country }) =>
    excludedCountries.includes(country) ? limit('country_excluded', { country }) : undefined,
  certifications: ({ certifications }, { mandate }) => {
    // A venture that names no certification may still have one.
    if (certifications.length === 0) return undefined;
    const missing = (mandate?.requiredCertifications ?? []).filter((needed) => !certifications.includes(needed));
    return missing.length > 0 ? limit('certification_missing', { certifications: missing }) : undefined;
  },
};

/** The wishes that bind proposals only. */
const WISHES: Readonly<Record<'vetoes' | 'sectors' | 'stage' | 'smallest' | 'largest', Check>> = {
  vetoes: ({ sectors }, { mandate }) => {
    const vetoed = knownOf(sectors).filter((sector) => mandate?.excludedSectors.includes(sector));
    return vetoed.length > 0 ? limit('sector_vetoed', { sectors: vetoed }) : undefined;
  },
  sectors: (venture, { mandate }) => {
    const [own, wanted] = [knownOf(venture.sectors), knownOf(mandate?.sectors ?? [])];
    if (own.length === 0 || wanted.length === 0 || own.some((sector) => wanted.includes(sector))) return undefined;
    return limit('sector_outside_mandate', { sectors: wanted });
  },
  stage: ({ stage }, { mandate }) => {
    const [at, wanted] = [placeOf(stage), (mandate?.stages ?? []).filter((one) => placeOf(one) >= 0)];
    // A neighbouring stage is near enough.
    if (at < 0 || wanted.length === 0 || wanted.some((one) => Math.abs(placeOf(one) - at) <= 1)) return undefined;
    return limit('stage_outside_mandate', { stage, stages: wanted });
  },
  smallest: ({ askKrw = 0 }, { mandate: { ticketMinKrw = 0 } = {} }) =>
    askKrw !== 0 && askKrw < ticketMinKrw ? limit('ticket_below_minimum', { askKrw, ticketMinKrw }) : undefined,
  largest: ({ askKrw = 0 }, { mandate: { ticketMaxKrw } = {} }) =>
    ticketMaxKrw !== undefined && askKrw > ticketMaxKrw
      ? limit('ticket_above_maximum', { askKrw, ticketMaxKrw })
      : undefined,
};

const knownOf = (sectors: VentureFacts['sectors']): KnownSector[] =>
  sectors.filter((sector): sector is KnownSector => sector !== 'SECTOR_UNSPECIFIED' && sector !== 'UNRECOGNIZED');

const placeOf = (stage: string): number => (STAGES as readonly string[]).indexOf(stage);

const broken = (checks: Readonly<Record<string, Check>>, ...pair: Parameters<Check>): Rejection[] =>
  Object.values(checks).flatMap((check) => check(...pair) ?? []);

/** The refusal of any step of the two, if a limit binds it. */
export const apart = (venture: VentureFacts, investor: InvestorFacts): Rejection | undefined =>
  BINDING.country(venture, investor) ?? BINDING.certifications(venture, investor);

/** A limit as answers show it. */
export interface Limit {
  code: string;
  reason: LocalizedText;
}

const shown = ({ code, said }: Rejection): Limit => ({ code, reason: said });

/** The wishes of the mandate that the two do not meet. */
export const outsideOf = (venture: VentureFacts, investor: InvestorFacts): Limit[] =>
  broken(WISHES, venture, investor).map(shown);

export interface Between {
  /** The refusal of every step of the two, if a limit binds it. */
  apart: Rejection | undefined;
  /** The wishes of the mandate that the two do not meet. */
  outsideOf: Limit[];
}

/** What a step of two parties has to know. Of a hidden venture nothing is known, and an unknown value never excludes. */
export const between = (venture: VentureFacts | undefined, investor: InvestorFacts | undefined): Between =>
  venture && investor
    ? { apart: apart(venture, investor), outsideOf: outsideOf(venture, investor) }
    : { apart: undefined, outsideOf: [] };

/** Everything that keeps the two from being proposed to each other. */
export const limitsBetween = (venture: VentureFacts, investor: InvestorFacts): Limit[] =>
  [...broken(WISHES, venture, investor), ...broken(BINDING, venture, investor)].map(shown);

/** A venture that is not shared takes no part. */
export const hiddenLimit = (): Limit => shown(limit('venture_hidden'));
