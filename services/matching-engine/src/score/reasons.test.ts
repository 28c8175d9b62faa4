import { expect, test } from '@jest/globals';
import { wantedIn, written } from './needs.ts';
import { REASONS } from './reasons.ts';
import type { PartName } from './score.ts';
import { saidOf } from './texts.ts';
import { type InvestorTraits, sectorBits, type VentureTraits } from './traits.ts';

const venture = (change: Partial<VentureTraits> = {}): VentureTraits => ({
  id: 'ven_1',
  centreId: 'KR-27',
  name: { ko: '나루', en: 'Naru' },
  sectors: sectorBits(['IOT']),
  first: sectorBits(['IOT']),
  about: sectorBits(['IOT']),
  stage: 0,
  ask: 300_000_000,
  markets: ['US', 'JP'],
  certifications: [],
  excludedCountries: [],
  texts: written([]),
  ...change,
});
const investor = (change: Partial<InvestorTraits> = {}): InvestorTraits => ({
  id: 'inv_1',
  name: { ko: '', en: 'Bay' },
  country: 'US',
  sectors: sectorBits(['IOT', 'GAME']),
  excluded: 0,
  stages: 1,
  ticketMin: 50_000_000,
  ticketMax: 1_500_000_000,
  markets: new Set(['US']),
  needs: sectorBits(['IOT']),
  wanted: [],
  near: 0,
  certifications: [],
  ...change,
});
const none = { sectors: 0, needs: 0, stages: 0, ticketMax: Number.POSITIVE_INFINITY };

test.each<[PartName, string, string, Partial<VentureTraits>, Partial<InvestorTraits>]>([
  [
    'venture.market',
    '희망 시장으로 가는 길을 열어 줍니다: 미국',
    'opens markets that the venture seeks: United States',
    {},
    {},
  ],
  [
    'venture.market',
    '희망 시장 가운데 닿는 곳이 없습니다: 미국, 일본',
    'opens none of the markets that the venture seeks: United States, Japan',
    {},
    { markets: new Set(['DE']) },
  ],
  [
    'venture.market',
    '벤처기업의 희망 시장을 알 수 없어 중간 점수로 보았습니다',
    'the markets that the venture seeks are not known; this counts half',
    { markets: [] },
    {},
  ],
  [
    'venture.money',
    '희망 금액은 3억원이고, 투자자는 15억원까지 투자합니다',
    'the venture seeks KRW 300m, and the investor invests up to KRW 1.5bn',
    {},
    {},
  ],
  [
    'investor.ticket',
    '희망 금액 3억원은 투자자의 투자 범위(5천만원~15억원) 안에 있습니다',
    "the sum sought, KRW 300m, is within the investor's ticket, KRW 50m to KRW 1.5bn",
    {},
    {},
  ],
  [
    'investor.ticket',
    '희망 금액 3억원은 투자자의 투자 범위(15억원 이하) 안에 있습니다',
    "the sum sought, KRW 300m, is within the investor's ticket, up to KRW 1.5bn",
    {},
    { ticketMin: 0 },
  ],
  [
    'investor.needs',
    '투자자가 필요하다고 적은 말이 기업 소개에 그대로 있습니다: "수위 감지 장치"',
    'the venture\'s texts have the very words of the investor\'s need: "수위 감지 장치"',
    { about: 0, texts: written(['하천의 수위 감지 장치를 만듭니다']) },
    { needs: 0, wanted: wantedIn({ ko: '수위 감지 장치가 필요합니다', en: '' }) },
  ],
  [
    'investor.stage',
    '투자자가 찾는 성장 단계가 아닙니다',
    'the venture is not at a stage that the investor wants',
    { stage: 2 },
    {},
  ],
])('%s: %s', (part, ko, en, v, i) => {
  expect(saidOf(REASONS[part](venture(v), investor(i)))).toEqual({ ko, en });
});

test('every part of a score says so where its data is unknown', () => {
  const said = Object.values(REASONS).map((reason) => saidOf(reason(venture({ markets: [] }), investor(none))));
  for (const { ko, en } of said)
    expect([ko, en]).toEqual([expect.stringContaining('알 수 없어'), expect.stringContaining('counts half')]);
});
