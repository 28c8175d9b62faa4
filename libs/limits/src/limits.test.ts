import { expect, test } from '@jest/globals';
import { apart, type InvestorFacts, limitsBetween, outsideOf, type VentureFacts } from './limits.ts';

const STILL = {
  ko: '추천되지는 않지만, 원하면 진행할 수 있습니다',
  en: 'the two are not proposed to each other, but may go on if they want to',
};

const venture = (change: Partial<VentureFacts> = {}): VentureFacts => ({
  ...{ sectors: ['IOT'], stage: 'SEED', askKrw: 300_000_000, certifications: [], excludedCountries: [] },
  ...change,
});
const investor = (change: Partial<NonNullable<InvestorFacts['mandate']>> = {}, country = 'US'): InvestorFacts => ({
  country,
  mandate: {
    ...{ sectors: [], stages: [], ticketMinKrw: undefined, ticketMaxKrw: undefined },
    ...{ excludedSectors: [], requiredCertifications: [] },
    ...change,
  },
});

test.each<[string, string, string, Partial<VentureFacts>, InvestorFacts]>([
  [
    'limit.country_excluded',
    '벤처기업이 제외한 국가의 투자자입니다: 미국. 다른 상대를 고르십시오',
    'the venture excludes investors of this country: United States; choose another venture or investor',
    { excludedCountries: ['JP', 'US'] },
    investor(),
  ],
  [
    'limit.certification_missing',
    '투자자가 요구하는 인증을 벤처기업이 갖추지 않았습니다: CE. 인증이 있으면 벤처기업의 정보에 추가하고, 없으면 다른 상대를 고르십시오',
    'the investor requires certifications that the venture does not have: CE; add them to the profile of the venture if it has them, or choose another venture or investor',
    { certifications: ['KC'] },
    investor({ requiredCertifications: ['KC', 'CE'] }),
  ],
])('%s binds every step: %s', (code, ko, en, v, i) => {
  expect(apart(venture(v), i)).toMatchObject({ kind: 'rule', code, said: { ko, en } });
  expect(limitsBetween(venture(v), i)).toEqual([{ code, reason: { ko, en } }]);
  expect(outsideOf(venture(v), i)).toEqual([]);
});

test.each<[string, string, string, Partial<VentureFacts>, InvestorFacts]>([
  [
    'limit.sector_vetoed',
    `이 벤처기업의 분야 가운데 투자자가 제외한 분야가 있습니다: 사물인터넷. ${STILL.ko}`,
    `the investor excludes sectors of this venture: Internet of Things; ${STILL.en}`,
    {},
    investor({ excludedSectors: ['IOT', 'GAME'] }),
  ],
  [
    'limit.sector_outside_mandate',
    `이 벤처기업의 분야는 투자자가 찾는 분야가 아닙니다. 투자자가 찾는 분야: 게임. ${STILL.ko}`,
    `the venture is in none of the sectors that the investor wants: game; ${STILL.en}`,
    {},
    investor({ sectors: ['GAME'] }),
  ],
  [
    'limit.stage_outside_mandate',
    `투자자가 찾는 성장 단계가 아닙니다. 벤처기업: 시드, 투자자가 찾는 단계: 시리즈 A, 시리즈 B. ${STILL.ko}`,
    `the venture is at the stage seed; the investor looks for series A, series B; ${STILL.en}`,
    {},
    investor({ stages: ['SERIES_A', 'SERIES_B'] }),
  ],
  [
    'limit.ticket_below_minimum',
    `벤처기업의 희망 금액 3억원이 투자자의 최소 투자 금액 5억원보다 적습니다. ${STILL.ko}`,
    `the venture seeks KRW 300m, but the investor invests at least KRW 500m; ${STILL.en}`,
    {},
    investor({ ticketMinKrw: 500_000_000 }),
  ],
  [
    'limit.ticket_above_maximum',
    `벤처기업의 희망 금액 3억원이 투자자의 최대 투자 금액 1억원보다 많습니다. ${STILL.ko}`,
    `the venture seeks KRW 300m, but the investor invests at most KRW 100m; ${STILL.en}`,
    {},
    investor({ ticketMaxKrw: 100_000_000 }),
  ],
])('%s binds proposals only: %s', (code, ko, en, v, i) => {
  expect(apart(venture(v), i)).toBeUndefined();
  for (const named of [outsideOf, limitsBetween]) expect(named(venture(v), i)).toEqual([{ code, reason: { ko, en } }]);
});

test('an unknown value excludes nobody: no certification is named, no stage, no sum, no mandate', () => {
  const unknown = venture({ sectors: [], stage: 'STAGE_UNSPECIFIED', askKrw: undefined });
  const demanding = investor({
    ...{ sectors: ['GAME'], stages: ['GROWTH'], ticketMinKrw: 1, ticketMaxKrw: 2, excludedSectors: ['IOT'] },
    requiredCertifications: ['CE'],
  });
  expect(limitsBetween(unknown, demanding)).toEqual([]);
  expect(limitsBetween(venture({ excludedCountries: ['US'] }), investor({}, ''))).toEqual([]);
  expect(limitsBetween(venture(), { country: 'US', mandate: undefined })).toEqual([]);
});

test('a neighbour of a wanted stage is near enough', () => {
  expect(outsideOf(venture({ stage: 'PRE_A' }), investor({ stages: ['SERIES_A'] }))).toEqual([]);
  expect(outsideOf(venture({ stage: 'SERIES_B' }), investor({ stages: ['SERIES_A'] }))).toEqual([]);
});
