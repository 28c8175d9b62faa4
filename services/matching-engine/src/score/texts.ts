/** Texts of the reasons for parts of a score, in both languages. */
import { type KnownSector, TAXONOMY } from '@naru/contracts/taxonomy';
import { josa } from '@naru/korean/particle';
import { displayWon, printWon } from '@naru/korean/won';
import { countriesOf } from '@naru/words/countries';
import { type Said, text } from '@naru/words/text';
import { keeping, texts } from '@naru/words/texts';

const named = (sectors: readonly KnownSector[]): Said => ({
  ko: sectors.map((sector) => TAXONOMY[sector].ko).join(', '),
  en: sectors.map((sector) => TAXONOMY[sector].en).join(', '),
});
const range = ({ ticketMinKrw, ticketMaxKrw }: { ticketMinKrw: number; ticketMaxKrw: number }): Said => {
  const [min, max] = [displayWon(ticketMinKrw), displayWon(ticketMaxKrw)];
  return ticketMinKrw === 0
    ? { ko: `${max.ko} 이하`, en: `up to ${max.en}` }
    : { ko: `${min.ko}~${max.ko}`, en: `${min.en} to ${max.en}` };
};
const inQuotes = (words: string): string => `"${words}"`;
const some = { sectors: ['IOT', 'AI'] as KnownSector[] };
const abroad = { markets: ['US', 'JP'] };
const unknown = ({ ko, en }: Said) =>
  text({ ko: `${ko} 알 수 없어 중간 점수로 보았습니다`, en: `${en} not known; this counts half` });

export const REASON = texts('reason', {
  market_unknown: unknown({ ko: '벤처기업의 희망 시장을', en: 'the markets that the venture seeks are' }),
  market_met: text({
    example: abroad,
    ko: ({ markets }) => `희망 시장으로 가는 길을 열어 줍니다: ${countriesOf(markets).ko}`,
    en: ({ markets }) => `opens markets that the venture seeks: ${countriesOf(markets).en}`,
  }),
  market_missed: text({
    example: abroad,
    ko: ({ markets }) => `희망 시장 가운데 닿는 곳이 없습니다: ${countriesOf(markets).ko}`,
    en: ({ markets }) => `opens none of the markets that the venture seeks: ${countriesOf(markets).en}`,
  }),
  money_unknown: unknown({
    ko: '희망 금액이나 투자 금액의 상한을',
    en: 'the sum sought or the largest ticket is',
  }),
  money: text({
    example: { askKrw: 300_000_000, ticketMaxKrw: 1_500_000_000 },
    ko: ({ askKrw, ticketMaxKrw }) =>
      `희망 금액은 ${printWon(askKrw, 'ko')}이고, 투자자는 ${printWon(ticketMaxKrw, 'ko')}까지 투자합니다`,
    en: ({ askKrw, ticketMaxKrw }) =>
      `the venture seeks ${printWon(askKrw, 'en')}, and the investor invests up to ${printWon(ticketMaxKrw, 'en')}`,
  }),
  focus_unknown: unknown({
    ko: '벤처기업의 분야나 투자자의 관심 분야를',
    en: "the venture's sectors or the investor's interests are",
  }),
  focus: text({
    example: { ...some, interests: ['AI'] as KnownSector[] },
    ko: ({ sectors, interests }) =>
      `벤처기업의 분야는 ${named(sectors).ko}, 투자자의 관심 분야는 ${named(interests).ko}입니다`,
    en: ({ sectors, interests }) =>
      `the venture is in ${named(sectors).en}; the investor is interested in ${named(interests).en}`,
  }),
  sector_unknown: unknown({
    ko: '투자자가 찾는 분야인지를',
    en: 'whether the investor wants the sector of the venture is',
  }),
  sector_met: text({
    example: some,
    ko: ({ sectors }) => `투자자가 찾는 분야입니다: ${named(sectors).ko}`,
    en: ({ sectors }) => `the investor wants sectors of this venture: ${named(sectors).en}`,
  }),
  stage_unknown: unknown({
    ko: '벤처기업의 성장 단계나 투자자가 찾는 단계를',
    en: "the venture's stage or the stages that the investor wants are",
  }),
  stage_met: text({
    ko: '투자자가 찾는 성장 단계입니다',
    en: 'the venture is at a stage that the investor wants',
  }),
  stage_missed: text({
    ko: '투자자가 찾는 성장 단계가 아닙니다',
    en: 'the venture is not at a stage that the investor wants',
  }),
  ticket_unknown: unknown({
    ko: '희망 금액이나 투자 금액의 범위를',
    en: 'the sum sought or the range of the ticket is',
  }),
  ticket_within: text({
    example: { askKrw: 300_000_000, ticketMinKrw: 50_000_000, ticketMaxKrw: 1_500_000_000 },
    ko: ({ askKrw, ticketMinKrw, ticketMaxKrw }) =>
      `희망 금액 ${josa(printWon(askKrw, 'ko'), '은/는')} 투자자의 투자 범위(${range({ ticketMinKrw, ticketMaxKrw }).ko}) 안에 있습니다`,
    en: ({ askKrw, ticketMinKrw, ticketMaxKrw }) =>
      `the sum sought, ${printWon(askKrw, 'en')}, is within the investor's ticket, ${range({ ticketMinKrw, ticketMaxKrw }).en}`,
  }),
  needs_unknown: unknown({
    ko: '벤처기업의 분야나 투자자에게 필요한 것을',
    en: "the venture's sectors or the investor's needs are",
  }),
  needs_quoted: text({
    example: { words: ['수위 감지 장치'] },
    ko: ({ words }) => `투자자가 필요하다고 적은 말이 기업 소개에 그대로 있습니다: ${words.map(inQuotes).join(', ')}`,
    en: ({ words }) =>
      `the venture's texts have the very words of the investor's need: ${words.map(inQuotes).join(', ')}`,
  }),
  needs_met: text({
    example: some,
    ko: ({ sectors }) => `투자자에게 필요한 분야입니다: ${named(sectors).ko}`,
    en: ({ sectors }) => `the venture meets a need of the investor: ${named(sectors).en}`,
  }),
  needs_missed: text({
    ko: '투자자에게 필요한 분야와 바로 겹치지는 않습니다',
    en: 'the venture does not meet a need of the investor directly',
  }),
  /** For matches that were proposed while reasons were stored as sentences. */
  as_stored: text({
    example: { sentence: { ko: '원하는 분야입니다', en: 'a wanted sector' } },
    ko: ({ sentence }) => sentence.ko,
    en: ({ sentence }) => sentence.en,
  }),
});

export const { tell, saidOf } = keeping(REASON);
