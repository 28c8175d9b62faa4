/** The reason for each part of a score, and the limits of a pair: codes with parameters. */
import type { Rejection } from '@naru/kit/rejection';
import type { Told } from '@naru/words/texts';
import type { LimitCode, PartName } from './score.ts';
import { limit, type REASON, tell } from './texts.ts';
import { type InvestorTraits, sectorsOf, type VentureTraits } from './traits.ts';

/** In the form that is stored with a match. */
export type Reason = Told<(typeof REASON)['of']>;

type Of<Answer> = (v: VentureTraits, i: InvestorTraits) => Answer;

export const REASONS: Readonly<Record<PartName, Of<Reason>>> = {
  'venture.market': ({ markets }, i) => {
    if (markets.length === 0) return tell('market_unknown');
    const met = markets.filter((market) => i.markets.has(market));
    return met.length > 0 ? tell('market_met', { markets: met }) : tell('market_missed', { markets });
  },
  'venture.money': ({ ask: askKrw }, { ticketMax: ticketMaxKrw }) =>
    askKrw === 0 || !Number.isFinite(ticketMaxKrw) ? tell('money_unknown') : tell('money', { askKrw, ticketMaxKrw }),
  'venture.focus': (v, i) => {
    const [sectors, interests] = [sectorsOf(v.about), sectorsOf(i.sectors | i.needs)];
    if (sectors.length === 0 || interests.length === 0) return tell('focus_unknown');
    return tell('focus', { sectors, interests });
  },
  'investor.sector': (v, i) => {
    const sectors = sectorsOf(v.about & i.sectors);
    return sectors.length > 0 ? tell('sector_met', { sectors }) : tell('sector_unknown');
  },
  'investor.stage': (v, i) => {
    if (v.stage < 0 || i.stages === 0) return tell('stage_unknown');
    return tell(i.stages & (1 << v.stage) ? 'stage_met' : 'stage_missed');
  },
  'investor.ticket': ({ ask: askKrw }, { ticketMin: ticketMinKrw, ticketMax: ticketMaxKrw }) =>
    askKrw === 0 || !Number.isFinite(ticketMaxKrw)
      ? tell('ticket_unknown')
      : tell('ticket_within', { askKrw, ticketMinKrw, ticketMaxKrw }),
  'investor.needs': (v, i) => {
    if (i.needs === 0 || v.about === 0) return tell('needs_unknown');
    const sectors = sectorsOf(i.needs & v.about);
    return sectors.length > 0 ? tell('needs_met', { sectors }) : tell('needs_missed');
  },
};

/** The limits of a pair. They are shown with the pair, and refuse commands on it. */
export const LIMIT_REFUSALS: Readonly<Record<LimitCode, Of<Rejection>>> = {
  'limit.sector_vetoed': (v, i) => limit('sector_vetoed', { sectors: sectorsOf(v.sectors & i.excluded) }),
  'limit.sector_outside_mandate': (_, i) => limit('sector_outside_mandate', { sectors: sectorsOf(i.sectors) }),
  'limit.ticket_below_minimum': (v, i) => limit('ticket_below_minimum', { askKrw: v.ask, ticketMinKrw: i.ticketMin }),
  'limit.ticket_above_maximum': (v, i) => limit('ticket_above_maximum', { askKrw: v.ask, ticketMaxKrw: i.ticketMax }),
  'limit.country_excluded': (_, { country }) => limit('country_excluded', { country }),
  'limit.certification_missing': (v, i) =>
    limit('certification_missing', {
      certifications: i.certifications.filter((needed) => !v.certifications.includes(needed)),
    }),
};
