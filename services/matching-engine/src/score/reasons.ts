/** The reason for each part of a score: a code with parameters. */
import type { Told } from '@naru/words/texts';
import { quoted } from './needs.ts';
import type { PartName } from './score.ts';
import { type REASON, tell } from './texts.ts';
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
    const words = quoted(v.texts, i.wanted);
    if (words.length > 0) return tell('needs_quoted', { words });
    if (i.needs === 0 || v.about === 0) return tell('needs_unknown');
    const sectors = sectorsOf(i.needs & v.about);
    return sectors.length > 0 ? tell('needs_met', { sectors }) : tell('needs_missed');
  },
};
