/** Why a part of the score is what it is, and what a limit means, in both languages. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { TAXONOMY } from '@naru/contracts/taxonomy';
import { displayWon } from '@naru/korean/won';
import type { LimitCode, PartName } from './score.ts';
import { type InvestorTraits, sectorsOf, type VentureTraits } from './traits.ts';

type Reason = (v: VentureTraits, i: InvestorTraits) => LocalizedText;

const fields = (bits: number): LocalizedText => ({
  ko: sectorsOf(bits)
    .map((sector) => TAXONOMY[sector].ko)
    .join(', '),
  en: sectorsOf(bits)
    .map((sector) => TAXONOMY[sector].en)
    .join(', '),
});
const say = (ko: string, en: string): LocalizedText => ({ ko, en });
const unknown = (ko: string, en: string) =>
  say(`${ko} 정보가 없어 중립으로 봅니다`, `${en} is not known, which counts as neutral`);
const range = ({ ticketMin, ticketMax }: InvestorTraits): LocalizedText => {
  const [low, high] = [
    displayWon(ticketMin),
    Number.isFinite(ticketMax) ? displayWon(ticketMax) : { ko: '상한 없음', en: 'no maximum' },
  ];
  return say(`${low.ko} ~ ${high.ko}`, `${low.en} to ${high.en}`);
};

export const REASONS: Readonly<Record<PartName, Reason>> = {
  'venture.market': (v, i) => {
    if (v.markets.length === 0) return unknown('희망 시장', 'the market sought');
    const met = v.markets.filter((market) => i.markets.has(market));
    return met.length > 0
      ? say(`희망 시장 ${met.join(', ')}에 닿습니다`, `opens the sought market ${met.join(', ')}`)
      : say(
          `희망 시장(${v.markets.join(', ')})과 겹치지 않습니다`,
          `opens none of the sought markets (${v.markets.join(', ')})`,
        );
  },
  'venture.money': (v, i) => {
    if (v.ask === 0 || !Number.isFinite(i.ticketMax)) return unknown('투자 여력', 'how far the money reaches');
    const [ask, max] = [displayWon(v.ask), displayWon(i.ticketMax)];
    return say(`희망 금액 ${ask.ko}, 최대 ${max.ko}까지 투자합니다`, `invests up to ${max.en}; ${ask.en} is sought`);
  },
  'venture.focus': (v, i) => {
    const [mine, theirs] = [fields(v.about), fields(i.sectors | i.needs)];
    if (!mine.en || !theirs.en) return unknown('관심 분야', 'the field of interest');
    return say(
      `기업 분야 ${mine.ko}, 투자자 관심 ${theirs.ko}`,
      `the venture is in ${mine.en}; the investor is interested in ${theirs.en}`,
    );
  },
  'investor.sector': (v, i) => {
    const met = fields(v.about & i.sectors);
    if (met.en) return say(`원하는 분야: ${met.ko}`, `a wanted sector: ${met.en}`);
    return unknown('원하는 분야', 'the wanted sector');
  },
  'investor.stage': (v, i) => {
    if (v.stage < 0 || i.stages === 0) return unknown('투자 단계', 'the stage');
    return i.stages & (1 << v.stage)
      ? say('원하는 투자 단계입니다', 'at a wanted stage')
      : say('원하는 투자 단계와 다릅니다', 'not at a wanted stage');
  },
  'investor.ticket': (v, i) => {
    if (v.ask === 0 || !Number.isFinite(i.ticketMax)) return unknown('투자 규모', 'the size of the ticket');
    const [ask, bounds] = [displayWon(v.ask), range(i)];
    return say(
      `희망 금액 ${ask.ko}이 투자 범위(${bounds.ko}) 안입니다`,
      `the ${ask.en} sought lie within ${bounds.en}`,
    );
  },
  'investor.needs': (v, i) => {
    if (i.needs === 0 || v.about === 0) return unknown('투자자의 필요', 'what the investor needs');
    const met = fields(i.needs & v.about);
    return met.en
      ? say(`필요로 하는 분야: ${met.ko}`, `meets a stated need: ${met.en}`)
      : say('필요로 하는 분야와 직접 겹치지 않습니다', 'does not meet a stated need directly');
  },
};

export const LIMIT_REASONS: Readonly<Record<LimitCode, Reason>> = {
  'limit.sector_vetoed': (v, i) => {
    const vetoed = fields(v.sectors & i.excluded);
    return say(`투자자가 제외한 분야입니다: ${vetoed.ko}`, `the investor never takes ${vetoed.en}`);
  },
  'limit.sector_outside_mandate': (_, i) => {
    const wanted = fields(i.sectors);
    return say(`투자자는 ${wanted.ko} 분야만 봅니다`, `the mandate takes only ${wanted.en}`);
  },
  'limit.ticket_below_minimum': (v, i) => ticketReason(v, i),
  'limit.ticket_above_maximum': (v, i) => ticketReason(v, i),
  'limit.country_excluded': (_, i) =>
    say(
      `기업이 ${i.country} 투자자를 원하지 않습니다`,
      `the venture does not want to meet investors from ${i.country}`,
    ),
  'limit.certification_missing': (v, i) => {
    const missing = i.certifications.filter((needed) => !v.certifications.includes(needed)).join(', ');
    return say(`필요한 인증이 없습니다: ${missing}`, `a required certification is missing: ${missing}`);
  },
};

function ticketReason(v: VentureTraits, i: InvestorTraits): LocalizedText {
  const [ask, bounds] = [displayWon(v.ask), range(i)];
  return say(`희망 금액 ${ask.ko}이 투자 범위(${bounds.ko}) 밖입니다`, `the ${ask.en} sought lie outside ${bounds.en}`);
}
