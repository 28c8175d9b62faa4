/** Texts of the limits between a venture and an investor, in both languages. */
import { labelOf } from '@naru/contracts';
import { type KnownSector, TAXONOMY } from '@naru/contracts/taxonomy';
import { josa } from '@naru/korean/particle';
import { printWon } from '@naru/korean/won';
import { countryOf } from '@naru/words/countries';
import type { Said } from '@naru/words/text';
import { refusing, rule, texts } from '@naru/words/texts';

const named = (sectors: readonly KnownSector[]): Said => ({
  ko: sectors.map((sector) => TAXONOMY[sector].ko).join(', '),
  en: sectors.map((sector) => TAXONOMY[sector].en).join(', '),
});
const stageIn = (stage: string, language: 'ko' | 'en'): string =>
  labelOf('naru.common.v1.Taxonomy.Stage', stage)[language];
const some = { sectors: ['IOT', 'AI'] as KnownSector[] };

/** What to do where the two do not fit. */
const ANOTHER: Said = { ko: '다른 상대를 고르십시오', en: 'choose another venture or investor' };

/** What the wishes of a mandate mean. */
const STILL: Said = {
  ko: '추천되지는 않지만, 원하면 진행할 수 있습니다',
  en: 'the two are not proposed to each other, but may go on if they want to',
};

export const LIMIT = texts('limit', {
  sector_vetoed: rule({
    example: some,
    ko: ({ sectors }) => `이 벤처기업의 분야 가운데 투자자가 제외한 분야가 있습니다: ${named(sectors).ko}. ${STILL.ko}`,
    en: ({ sectors }) => `the investor excludes sectors of this venture: ${named(sectors).en}; ${STILL.en}`,
  }),
  sector_outside_mandate: rule({
    example: some,
    ko: ({ sectors }) =>
      `이 벤처기업의 분야는 투자자가 찾는 분야가 아닙니다. 투자자가 찾는 분야: ${named(sectors).ko}. ${STILL.ko}`,
    en: ({ sectors }) =>
      `the venture is in none of the sectors that the investor wants: ${named(sectors).en}; ${STILL.en}`,
  }),
  stage_outside_mandate: rule({
    example: { stage: 'GROWTH', stages: ['SEED', 'PRE_A'] },
    ko: ({ stage, stages }) =>
      `투자자가 찾는 성장 단계가 아닙니다. 벤처기업: ${stageIn(stage, 'ko')}, 투자자가 찾는 단계: ${stages.map((one) => stageIn(one, 'ko')).join(', ')}. ${STILL.ko}`,
    en: ({ stage, stages }) =>
      `the venture is at the stage ${stageIn(stage, 'en')}; the investor looks for ${stages.map((one) => stageIn(one, 'en')).join(', ')}; ${STILL.en}`,
  }),
  ticket_below_minimum: rule({
    example: { askKrw: 30_000_000, ticketMinKrw: 50_000_000 },
    ko: ({ askKrw, ticketMinKrw }) =>
      `벤처기업의 희망 금액 ${josa(printWon(askKrw, 'ko'), '이/가')} 투자자의 최소 투자 금액 ${printWon(ticketMinKrw, 'ko')}보다 적습니다. ${STILL.ko}`,
    en: ({ askKrw, ticketMinKrw }) =>
      `the venture seeks ${printWon(askKrw, 'en')}, but the investor invests at least ${printWon(ticketMinKrw, 'en')}; ${STILL.en}`,
  }),
  ticket_above_maximum: rule({
    example: { askKrw: 3_000_000_000, ticketMaxKrw: 1_500_000_000 },
    ko: ({ askKrw, ticketMaxKrw }) =>
      `벤처기업의 희망 금액 ${josa(printWon(askKrw, 'ko'), '이/가')} 투자자의 최대 투자 금액 ${printWon(ticketMaxKrw, 'ko')}보다 많습니다. ${STILL.ko}`,
    en: ({ askKrw, ticketMaxKrw }) =>
      `the venture seeks ${printWon(askKrw, 'en')}, but the investor invests at most ${printWon(ticketMaxKrw, 'en')}; ${STILL.en}`,
  }),
  country_excluded: rule({
    example: { country: 'US' },
    ko: ({ country }) => `벤처기업이 제외한 국가의 투자자입니다: ${countryOf(country).ko}. ${ANOTHER.ko}`,
    en: ({ country }) => `the venture excludes investors of this country: ${countryOf(country).en}; ${ANOTHER.en}`,
  }),
  certification_missing: rule({
    example: { certifications: ['KC'] },
    ko: ({ certifications }) =>
      `투자자가 요구하는 인증을 벤처기업이 갖추지 않았습니다: ${certifications.join(', ')}. 인증이 있으면 벤처기업의 정보에 추가하고, 없으면 다른 상대를 고르십시오`,
    en: ({ certifications }) =>
      `the investor requires certifications that the venture does not have: ${certifications.join(', ')}; add them to the profile of the venture if it has them, or ${ANOTHER.en}`,
  }),
  venture_hidden: rule({
    ko: '지금은 네트워크에 공개되지 않은 벤처기업이라 매칭할 수 없습니다. 공개된 뒤에 다시 확인하십시오',
    en: 'the venture is not shared with the network at present, so it cannot be matched; look again when it is shared',
  }),
});

export const { refuse: limit } = refusing(LIMIT);
