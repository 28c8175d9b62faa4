import { expect, test } from '@jest/globals';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { SECTORS } from '@naru/contracts/taxonomy';
import { limitsBetween } from '@naru/limits/limits';
import fc from 'fast-check';
import type { InvestorDoc } from '../copies/investor/investor.ts';
import type { VentureDoc } from '../copies/venture/venture.ts';
import { best, matchIndex } from './index.ts';
import { explain, isLimited, NEUTRAL, type PartName, scoreOf } from './score.ts';
import {
  type InvestorTraits,
  investorFacts,
  investorTraits,
  type VentureTraits,
  ventureFacts,
  ventureTraits,
} from './traits.ts';

const none = { ko: '', en: '' };
const profile: VentureProfile = {
  name: { ko: '나루', en: 'Naru' },
  summary: none,
  sectors: ['IOT'],
  ksic: undefined,
  products: [],
  stage: 'SEED',
  staff: undefined,
  foundedOn: undefined,
  askKrw: 300_000_000,
  markets: ['US'],
  certifications: [],
  excludedCountries: [],
};
const ventureDoc = (change: Partial<VentureProfile> = {}, _id = 'ven_1'): VentureDoc => ({
  _id,
  version: 1,
  centreId: 'KR-27',
  profile: { ...profile, ...change },
});
const mandate: NonNullable<InvestorDoc['mandate']> = {
  sectors: ['IOT'],
  stages: ['SEED'],
  ticketMinKrw: 50_000_000,
  ticketMaxKrw: 1_500_000_000,
  markets: ['US'],
  needs: none,
  excludedSectors: [],
  requiredCertifications: [],
};
const investorDoc = (change: Partial<typeof mandate> = {}, _id = 'inv_1'): InvestorDoc => ({
  _id,
  version: 1,
  name: none,
  type: 'VC',
  country: 'US',
  active: true,
  mandate: { ...mandate, ...change },
});
const venture = (change: Partial<VentureProfile> = {}) => ventureTraits(ventureDoc(change)) as VentureTraits;
const investor = (change: Partial<typeof mandate> = {}) => investorTraits(investorDoc(change)) as InvestorTraits;
/** The codes of the limits, which must be the same from the documents and from the traits. */
const limits = (v: Partial<VentureProfile>, i: Partial<typeof mandate>): string[] => {
  const [a, b] = [venture(v), investor(i)];
  const codesOf = (...pair: Parameters<typeof limitsBetween>) => limitsBetween(...pair).map(({ code }) => code);
  const found = codesOf(ventureFacts(a), investorFacts(b));
  expect(codesOf({ ...profile, ...v }, { country: 'US', mandate: { ...mandate, ...i } })).toEqual(found);
  expect(isLimited(a, b)).toBe(found.length > 0);
  return found;
};

test('a ticket outside the range, a stage far from the wanted ones, a veto and a sector outside the mandate are limits, each with its name', () => {
  expect(limits({ askKrw: 49_999_999 }, {})).toEqual(['limit.ticket_below_minimum']);
  expect(limits({ askKrw: 1_500_000_001 }, {})).toEqual(['limit.ticket_above_maximum']);
  expect(limits({}, { sectors: [], excludedSectors: ['IOT'] })).toEqual(['limit.sector_vetoed']);
  expect(limits({ sectors: ['GAME'] }, {})).toEqual(['limit.sector_outside_mandate']);
  expect(limits({ stage: 'SERIES_A' }, {})).toEqual(['limit.stage_outside_mandate']);
  expect(limits({ stage: 'PRE_A' }, {})).toEqual([]);
  expect(limits({ excludedCountries: ['US'] }, {})).toEqual(['limit.country_excluded']);
  expect(limits({ certifications: ['KC'] }, { requiredCertifications: ['CE'] })).toEqual([
    'limit.certification_missing',
  ]);
});

test('the bounds of a ticket range belong to it', () => {
  expect(limits({ askKrw: 50_000_000 }, {})).toEqual([]);
  expect(limits({ askKrw: 1_500_000_000 }, {})).toEqual([]);
});

test('an unknown value never excludes, and counts as neutral', () => {
  const nothing = { sectors: [], stage: 'STAGE_UNSPECIFIED' as const, askKrw: undefined, markets: [] };
  expect(limits(nothing, { requiredCertifications: ['CE'], excludedSectors: ['GAME'] })).toEqual([]);
  expect(limits({ stage: 'GROWTH' }, { stages: [] })).toEqual([]);
  const { parts } = explain(venture(nothing), investor());
  expect(parts.every(({ fit }) => fit === NEUTRAL)).toBe(true);
});

test('a one-sided fit scores lower than an even one with the same sum', () => {
  const even = scoreOf(venture(), investor());
  const oneSided = scoreOf(venture({ markets: ['JP'], askKrw: 1_400_000_000, sectors: ['GAME', 'IOT'] }), investor());
  expect(oneSided).toBeLessThan(even);
  const { ventureSide, investorSide, score } = explain(venture({ markets: ['JP'] }), investor());
  expect(score).toBeLessThanOrEqual((ventureSide + investorSide) / 2);
});

test('a Korean text matches an English need', () => {
  const korean = venture({ sectors: [], summary: { ko: '제조 현장의 스마트공장 생산관리 시스템', en: '' } });
  const english = investor({ sectors: [], needs: { ko: '', en: 'production management for our smart factory' } });
  const needs = explain(korean, english).parts.find(({ name }) => name === 'investor.needs');
  expect(needs?.fit).toBe(10_000);
  const wide = investor({ sectors: [], needs: { ko: '', en: 'ｐｒｏｄｕｃｔｉｏｎ ｍａｎａｇｅｍｅｎｔ' } });
  expect(explain(korean, wide).parts.find(({ name }) => name === 'investor.needs')?.fit).toBe(10_000);
  const elsewhere = investor({ sectors: [], needs: { ko: '', en: 'mobile games' } });
  expect(scoreOf(korean, english)).toBeGreaterThan(scoreOf(korean, elsewhere));
});

const country = fc.constantFrom('US', 'JP', 'DE', 'CN', 'GB');
const sectors = fc.uniqueArray(fc.constantFrom(...SECTORS), { maxLength: 4 });
const ventures = fc.record({
  sectors,
  stage: fc.constantFrom('STAGE_UNSPECIFIED', 'SEED', 'PRE_A', 'SERIES_A', 'SERIES_B', 'GROWTH'),
  askKrw: fc.option(fc.integer({ min: 1, max: 9_007_199_254 }), { nil: undefined }),
  markets: fc.uniqueArray(country, { maxLength: 4 }),
  excludedCountries: fc.uniqueArray(country, { maxLength: 1 }),
  certifications: fc.uniqueArray(fc.constantFrom('KC', 'CE'), { maxLength: 2 }),
}) as fc.Arbitrary<Partial<VentureProfile>>;
const investors = fc.record({
  sectors,
  excludedSectors: sectors,
  stages: fc.uniqueArray(fc.constantFrom('SEED', 'PRE_A', 'SERIES_A', 'SERIES_B', 'GROWTH'), { maxLength: 3 }),
  ticketMinKrw: fc.option(fc.integer({ min: 0, max: 5_000_000_000 }), { nil: undefined }),
  ticketMaxKrw: fc.option(fc.integer({ min: 5_000_000_000, max: 9_007_199_254 }), { nil: undefined }),
  markets: fc.uniqueArray(country, { maxLength: 4 }),
  requiredCertifications: fc.uniqueArray(fc.constantFrom('KC', 'CE'), { maxLength: 1 }),
}) as fc.Arbitrary<Partial<typeof mandate>>;

test('for any pair: the parts add up to the score, all within bounds, and both functions agree on limits', () => {
  fc.assert(
    fc.property(ventures, investors, (v, i) => {
      const [a, b] = [venture(v), investor(i)];
      const { score, parts } = explain(a, b);
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      expect(score).toBe(scoreOf(a, b));
      expect(score >= 0 && score <= 10_000).toBe(true);
      for (const { points, fit } of parts) expect(points >= 0 && fit >= 0 && fit <= 10_000).toBe(true);
      limits(v, i);
    }),
  );
});

test('the best are those of a full sort, whatever the order of arrival', () => {
  const party = fc.record({ id: fc.uuid(), score: fc.integer({ min: -1, max: 5 }) });
  fc.assert(
    fc.property(fc.uniqueArray(party, { selector: ({ id }) => id }), fc.integer({ min: 1, max: 6 }), (list, count) => {
      const want = { count, minScore: 1, without: () => false };
      const found = best(list, want, ({ score }) => score).best.map(({ party: { id } }) => id);
      const sorted = list.filter(({ score }) => score >= 1).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(found).toEqual(sorted.slice(0, count).map(({ id }) => id));
    }),
  );
});

test('the index holds the last values: added, changed, removed', () => {
  const index = matchIndex();
  index.investorDocs.apply([investorDoc()]);
  index.ventureDocs.apply(['a', 'b', 'c'].map((id) => ventureDoc({}, id)));
  const { profile: _, ...hidden } = ventureDoc({}, 'a');
  index.ventureDocs.apply([hidden, ventureDoc({ sectors: ['GAME'] }, 'b')]);
  const want = { count: 5, minScore: 0, without: () => false };
  const found = index.forInvestor(investor(), want);
  expect(found.best.map(({ party }) => party.id)).toEqual(['c']);
  expect(found).toMatchObject({ considered: 2, eligible: 1 });
  expect(index.hiddenVenture('a')?._id).toBe('a');
});

const ticket = (ticketMinKrw: number | undefined, ticketMaxKrw: number) => ({ ticketMinKrw, ticketMaxKrw });
const fitOf = (name: PartName, v: Partial<VentureProfile>, i: Partial<typeof mandate>) =>
  explain(venture(v), investor(i)).parts.find((part) => part.name === name)?.fit;
const about = (en: string) => ({ ko: '', en });
const [SMART_FACTORY, GAMES] = ['smart factory', 'mobile games'];

test.each<[PartName, number, string, Partial<VentureProfile>, Partial<typeof mandate>]>([
  ['venture.market', 10_000, 'every market sought is opened', { markets: ['US'] }, { markets: ['US', 'JP'] }],
  ['venture.market', 7_000, 'one of two', { markets: ['JP', 'US'] }, { markets: ['US'] }],
  ['venture.market', 6_000, 'one of three', { markets: ['JP', 'US', 'DE'] }, { markets: ['US'] }],
  ['venture.market', 0, 'none', { markets: ['JP', 'DE'] }, { markets: ['US'] }],
  ['venture.market', 10_000, 'the own country where no market is stated', { markets: ['US'] }, { markets: [] }],
  ['venture.money', 10_000, 'twice the sum or more', { askKrw: 750_000_000 }, {}],
  ['venture.money', 7_500, 'half more than the sum', { askKrw: 1_000_000_000 }, {}],
  ['venture.money', 5_000, 'the sum', { askKrw: 1_500_000_000 }, {}],
  ['venture.money', 5_000, 'no maximum', {}, { ticketMaxKrw: undefined }],
  ['venture.focus', 10_000, 'the first sector is stated', { sectors: ['IOT', 'GAME'] }, {}],
  ['venture.focus', 8_000, 'another sector is stated', { sectors: ['GAME', 'IOT'] }, {}],
  ['venture.focus', 4_000, 'a near relative is stated', { sectors: ['SMARTFACTORY'] }, {}],
  ['venture.focus', 0, 'nothing of it is stated', { sectors: ['GAME'] }, {}],
  ['investor.sector', 10_000, 'wanted and named first', { sectors: ['IOT', 'GAME'] }, {}],
  ['investor.sector', 8_000, 'wanted and named later', { sectors: ['GAME', 'IOT'] }, {}],
  ['investor.sector', 7_000, 'wanted and found in the texts', { sectors: ['GAME'], summary: about('sensor') }, {}],
  ['investor.stage', 10_000, 'the wanted stage', { stage: 'SERIES_A' }, { stages: ['SERIES_A'] }],
  ['investor.stage', 6_000, 'the stage before', { stage: 'PRE_A' }, { stages: ['SERIES_A'] }],
  ['investor.stage', 6_000, 'the stage after', { stage: 'SERIES_B' }, { stages: ['SERIES_A'] }],
  ['investor.stage', 2_500, 'two stages before', { stage: 'SEED' }, { stages: ['SERIES_A'] }],
  ['investor.stage', 2_500, 'two stages after', { stage: 'GROWTH' }, { stages: ['SERIES_A'] }],
  ['investor.stage', 0, 'further away', { stage: 'SEED' }, { stages: ['SERIES_B'] }],
  ['investor.stage', 5_000, 'no stage is wanted', { stage: 'SEED' }, { stages: [] }],
  ['investor.ticket', 10_000, 'the middle of the range', { askKrw: 10_000_000 }, ticket(1_000_000, 100_000_000)],
  ['investor.ticket', 8_000, 'a quarter into it', { askKrw: 10_000_000 }, ticket(1_000_000, 10_000_000_000)],
  ['investor.ticket', 6_000, 'its upper end', { askKrw: 100_000_000 }, ticket(1_000_000, 100_000_000)],
  ['investor.ticket', 6_000, 'its lower end', { askKrw: 1_000_000 }, ticket(1_000_000, 100_000_000)],
  ['investor.ticket', 10_000, 'a range of one sum', { askKrw: 1_000_000 }, ticket(1_000_000, 1_000_000)],
  ['investor.ticket', 10_000, 'no minimum counts from one', { askKrw: 10_000 }, ticket(undefined, 100_000_000)],
  ['investor.needs', 10_000, 'all that is needed', { sectors: ['SMARTFACTORY'] }, { needs: about(SMART_FACTORY) }],
  ['investor.needs', 8_000, 'one of two', { sectors: ['GAME'] }, { needs: about(`${SMART_FACTORY}, ${GAMES}`) }],
  ['investor.needs', 4_000, 'a near relative', { sectors: ['CONTENT'] }, { sectors: [], needs: about(GAMES) }],
  [
    'investor.needs',
    10_000,
    'its very words, of which no sector is known',
    { products: [{ name: { ko: '수위 감지 장치', en: '' }, description: none }] },
    { needs: { ko: '수위 감지 장치', en: '' } },
  ],
  ['investor.needs', 5_000, 'words that nobody knows', {}, { needs: { ko: '수위 감지 장치', en: '' } }],
  ['investor.needs', 0, 'nothing of it', { sectors: ['IOT'] }, { needs: about(GAMES) }],
])('%s is worth %d: %s', (name, fit, _, v, i) => {
  expect(fitOf(name, v, i)).toBe(fit);
});

test('a score is the harmonic mean of the two sides, each the weighted sum of its wishes', () => {
  const tenMillion = { askKrw: 10_000_000 };
  const wide = ticket(1_000_000, 100_000_000);
  // The needs of the investor are unknown: 0.4 × 10,000 + 0.25 × 10,000 + 0.2 × 10,000 + 0.15 × 5,000.
  expect(explain(venture(tenMillion), investor(wide))).toMatchObject({
    ventureSide: 10_000,
    investorSide: 9_250,
    score: 9_610,
  });
  const points = explain(venture(tenMillion), investor(wide)).parts.map((part) => part.points);
  expect(points).toEqual([1_922, 1_441, 1_441, 2_078, 1_299, 1_039, 390]);
  // Without the market, 0.4 of the side of the venture is missing.
  expect(explain(venture({ ...tenMillion, markets: ['JP'] }), investor(wide))).toMatchObject({
    ventureSide: 6_000,
    investorSide: 9_250,
    score: 7_279,
  });
});
