/**
 * The score of a pair, 0 to 10,000: how well two parties suit each other. The wishes of each side give a fit of 0 to
 * 10,000. The score is the harmonic mean of the two fits a and b, which is 2ab/(a+b), so a one-sided fit scores low.
 * Each wish of side a contributes its share times b/(a+b), and each wish of side b its share times a/(a+b). An unknown
 * value counts as NEUTRAL: it neither helps nor excludes. The result contains integers only, so the same input gives
 * the same order on every machine.
 */
import { isSaid } from './needs.ts';
import type { InvestorTraits, VentureTraits } from './traits.ts';

export const FULL = 10_000;
export const NEUTRAL = 5_000;

/** Wishes in the order of `fitsOf`: the side, the wish, and its weight in the score of that side. */
export const PARTS = [
  { name: 'venture.market', weight: 0.4 },
  { name: 'venture.money', weight: 0.3 },
  { name: 'venture.focus', weight: 0.3 },
  { name: 'investor.sector', weight: 0.4 },
  { name: 'investor.stage', weight: 0.25 },
  { name: 'investor.ticket', weight: 0.2 },
  { name: 'investor.needs', weight: 0.15 },
] as const;

export type PartName = (typeof PARTS)[number]['name'];
const VENTURE_PARTS = 3;

/**
 * True where a limit keeps the two from being proposed: where `limitsBetween` of `@naru/limits` finds any. It allocates
 * nothing, since it runs for every pair.
 */
export const isLimited = (v: VentureTraits, i: InvestorTraits): boolean =>
  (v.sectors !== 0 && ((i.sectors !== 0 && (v.sectors & i.sectors) === 0) || (v.sectors & i.excluded) !== 0)) ||
  (v.stage >= 0 && i.stages !== 0 && (i.stages & nearStages(v.stage)) === 0) ||
  (v.ask !== 0 && (v.ask < i.ticketMin || v.ask > i.ticketMax)) ||
  v.excludedCountries.includes(i.country) ||
  lacksCertification(v, i);

/** The stage and its neighbours, as bits. */
const nearStages = (stage: number): number => (0b111 << stage) >> 1;

/** A venture that names no certification may still have one: an unknown value never excludes. */
function lacksCertification(v: VentureTraits, i: InvestorTraits): boolean {
  if (i.certifications.length === 0 || v.certifications.length === 0) return false;
  return i.certifications.some((needed) => !v.certifications.includes(needed));
}

/** The score alone, 0 to 10,000. */
export function scoreOf(v: VentureTraits, i: InvestorTraits): number {
  const a = 0.4 * marketFit(v, i) + 0.3 * moneyFit(v, i) + 0.3 * focusFit(v, i);
  const b = 0.4 * sectorFit(v, i) + 0.25 * stageFit(v, i) + 0.2 * ticketFit(v, i) + 0.15 * needsFit(v, i);
  return a + b === 0 ? 0 : Math.round((2 * a * b) / (a + b));
}

export interface Explained {
  score: number;
  ventureSide: number;
  investorSide: number;
  /** Every part in the order of PARTS. Their points add up to the score. */
  parts: { name: PartName; points: number; fit: number }[];
}

/** The score with its parts. */
export function explain(v: VentureTraits, i: InvestorTraits): Explained {
  const fits = [
    marketFit(v, i),
    moneyFit(v, i),
    focusFit(v, i),
    sectorFit(v, i),
    stageFit(v, i),
    ticketFit(v, i),
    needsFit(v, i),
  ];
  const shares = PARTS.map(({ weight }, index) => weight * (fits[index] ?? 0));
  const a = shares.slice(0, VENTURE_PARTS).reduce((sum, share) => sum + share, 0);
  const b = shares.slice(VENTURE_PARTS).reduce((sum, share) => sum + share, 0);
  const score = scoreOf(v, i);
  const exact = shares.map((share, index) => (a + b === 0 ? 0 : (share * (index < VENTURE_PARTS ? b : a)) / (a + b)));
  const points = roundedTo(score, exact);
  return {
    score,
    ventureSide: Math.round(a),
    investorSide: Math.round(b),
    parts: PARTS.map(({ name }, index) => ({ name, points: points[index] ?? 0, fit: fits[index] ?? 0 })),
  };
}

/** Rounds to integers with the exact sum. The remainder goes to the largest fractions, the first of equal ones. */
function roundedTo(total: number, exact: readonly number[]): number[] {
  const floors = exact.map(Math.floor);
  const left = total - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((x, y) => y.remainder - x.remainder || x.index - y.index);
  for (const { index } of byRemainder.slice(0, left)) floors[index] = (floors[index] ?? 0) + 1;
  return floors;
}

/** The share of the markets that the venture wants and the investor offers. */
function marketFit(v: VentureTraits, i: InvestorTraits): number {
  if (v.markets.length === 0) return NEUTRAL;
  let met = 0;
  for (const market of v.markets) if (i.markets.has(market)) met += 1;
  return met === 0 ? 0 : Math.round(4_000 + (6_000 * met) / v.markets.length);
}

/** Whether the investor can fund the round: the full fit is reached at twice the sum that the venture seeks. */
function moneyFit(v: VentureTraits, i: InvestorTraits): number {
  if (v.ask === 0 || i.ticketMax === Number.POSITIVE_INFINITY) return NEUTRAL;
  return Math.round(NEUTRAL * Math.min(2, i.ticketMax / v.ask));
}

/** Whether the investor names the sector of the venture. */
function focusFit(v: VentureTraits, i: InvestorTraits): number {
  const stated = i.sectors | i.needs;
  if (stated === 0 || v.about === 0) return NEUTRAL;
  if ((v.first || v.about) & stated) return FULL;
  if (v.about & stated) return 8_000;
  return v.about & i.near ? 4_000 : 0;
}

/** The wanted sectors: the best fit is the sector that the venture names first. */
function sectorFit(v: VentureTraits, i: InvestorTraits): number {
  if (i.sectors === 0 || v.about === 0) return NEUTRAL;
  if (v.first & i.sectors) return FULL;
  if (v.sectors & i.sectors) return 8_000;
  return v.about & i.sectors ? 7_000 : NEUTRAL;
}

/** The wanted stages: a neighbouring stage gives a part of the fit. */
function stageFit(v: VentureTraits, i: InvestorTraits): number {
  if (v.stage < 0 || i.stages === 0) return NEUTRAL;
  if (i.stages & (1 << v.stage)) return FULL;
  if (i.stages & ((1 << v.stage) << 1) || i.stages & ((1 << v.stage) >> 1)) return 6_000;
  return i.stages & ((1 << v.stage) << 2) || i.stages & ((1 << v.stage) >> 2) ? 2_500 : 0;
}

/** The position of the sum in the range, on a logarithmic scale. The middle gives the best fit. */
function ticketFit(v: VentureTraits, i: InvestorTraits): number {
  if (v.ask === 0 || i.ticketMax === Number.POSITIVE_INFINITY) return NEUTRAL;
  const low = Math.log(Math.max(1, i.ticketMin));
  const width = Math.log(i.ticketMax) - low;
  const place = width <= 0 ? 0.5 : (Math.log(v.ask) - low) / width;
  return Math.max(0, Math.round(6_000 + 4_000 * (1 - Math.abs(2 * place - 1))));
}

/** Whether the venture has the very words of a need, or else the share of the needs of the investor that its sectors cover. */
function needsFit(v: VentureTraits, i: InvestorTraits): number {
  if (isSaid(v.texts, i.wanted)) return FULL;
  if (i.needs === 0 || v.about === 0) return NEUTRAL;
  const met = bitCount(i.needs & v.about);
  if (met > 0) return Math.round(6_000 + (4_000 * met) / bitCount(i.needs));
  return v.about & i.near ? 4_000 : 0;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
