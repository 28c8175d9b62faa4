/** The data of a party in the form that scoring needs: sets as bits, sums as logarithms, texts as sectors. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { SECTORS, sectorsIn, TAXONOMY } from '@naru/contracts/taxonomy';
import { folded } from '@naru/korean/folding';
import { type InvestorFacts, STAGES, type VentureFacts } from '@naru/limits/limits';
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';
import { type Wanted, type Written, wantedIn, written } from './needs.ts';

export interface VentureTraits {
  id: string;
  centreId: string;
  name: LocalizedText;
  /** Stated sectors, as bits; 0 where unknown. */
  sectors: number;
  /** The sector that is stated first, as a bit. */
  first: number;
  /** Sectors that are stated or found in the texts. */
  about: number;
  /** Index of the stage; -1 where unknown. */
  stage: number;
  /** Whole KRW; 0 where unknown. */
  ask: number;
  markets: readonly string[];
  certifications: readonly string[];
  excludedCountries: readonly string[];
  /** Its summary and products. */
  texts: Written;
}

export interface InvestorTraits {
  id: string;
  name: LocalizedText;
  country: string;
  sectors: number;
  excluded: number;
  /** Preferred stages as bits by index; 0 where none is stated. */
  stages: number;
  /** Whole KRW; 0 and Infinity where no bound is stated. */
  ticketMin: number;
  ticketMax: number;
  markets: ReadonlySet<string>;
  /** Sectors found in the text of its needs. */
  needs: number;
  /** The words of its needs. */
  wanted: readonly Wanted[];
  /** Sectors close to the stated and needed ones, without these. */
  near: number;
  certifications: readonly string[];
}

const PLACES: ReadonlyMap<string, number> = new Map(SECTORS.map((sector, place) => [sector, place]));

export const sectorBits = (sectors: readonly string[]): number =>
  sectors.reduce((bits, sector) => bits | (1 << (PLACES.get(sector) ?? -1)), 0);

export const sectorsOf = (bits: number) => SECTORS.filter((_, index) => bits & (1 << index));

const nearOf = (bits: number): number =>
  sectorsOf(bits).reduce((near, sector) => near | sectorBits(TAXONOMY[sector].near), 0) & ~bits;

const words = (text: LocalizedText | undefined) => `${text?.ko ?? ''}\n${text?.en ?? ''}`;

const placeOf = (stage: string): number => (STAGES as readonly string[]).indexOf(stage);

/** Null for a venture that is not shared now. */
export function ventureTraits({ _id, centreId = '', profile }: VentureDoc): VentureTraits | null {
  if (!profile) return null;
  const stated = sectorBits(profile.sectors);
  const texts = [
    words(profile.summary),
    ...profile.products.flatMap(({ name, description }) => [words(name), words(description)]),
  ].map(folded);
  return {
    id: _id,
    centreId,
    name: profile.name ?? { ko: '', en: '' },
    sectors: stated,
    first: sectorBits(profile.sectors.slice(0, 1)),
    about: stated | sectorBits(sectorsIn(texts.join('\n'))),
    stage: placeOf(profile.stage),
    ask: profile.askKrw ?? 0,
    markets: profile.markets,
    certifications: profile.certifications,
    excludedCountries: profile.excludedCountries,
    texts: written(texts.flatMap((text) => text.split('\n'))),
  };
}

/** Null for an investor that is not active. */
export function investorTraits({ _id, name, country, active, mandate }: InvestorDoc): InvestorTraits | null {
  if (!active || !mandate) return null;
  const sectors = sectorBits(mandate.sectors);
  const needs = sectorBits(sectorsIn(folded(words(mandate.needs))));
  return {
    id: _id,
    name,
    country,
    sectors,
    excluded: sectorBits(mandate.excludedSectors),
    stages: mandate.stages.reduce((bits, stage) => bits | (1 << placeOf(stage)), 0),
    ticketMin: mandate.ticketMinKrw ?? 0,
    ticketMax: mandate.ticketMaxKrw ?? Number.POSITIVE_INFINITY,
    markets: new Set(mandate.markets.length > 0 ? mandate.markets : [country]),
    needs,
    wanted: wantedIn(mandate.needs),
    near: nearOf(sectors | needs),
    certifications: mandate.requiredCertifications,
  };
}

/** The traits that limits are about, as `@naru/limits` reads them. */
export const ventureFacts = ({
  sectors,
  stage,
  ask,
  certifications,
  excludedCountries,
}: VentureTraits): VentureFacts => ({
  sectors: sectorsOf(sectors),
  stage: STAGES[stage] ?? 'STAGE_UNSPECIFIED',
  askKrw: ask || undefined,
  certifications: [...certifications],
  excludedCountries: [...excludedCountries],
});

export const investorFacts = (investor: InvestorTraits): InvestorFacts => ({
  country: investor.country,
  mandate: {
    sectors: sectorsOf(investor.sectors),
    stages: STAGES.filter((_, place) => investor.stages & (1 << place)),
    ticketMinKrw: investor.ticketMin,
    ticketMaxKrw: Number.isFinite(investor.ticketMax) ? investor.ticketMax : undefined,
    excludedSectors: sectorsOf(investor.excluded),
    requiredCertifications: [...investor.certifications],
  },
});
