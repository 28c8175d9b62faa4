/** The matching engine alone: the best matches for one venture, and for all, as the network grows. */
import { Mandate } from '@naru/contracts/investor/v1/investor';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { SECTORS } from '@naru/contracts/taxonomy';
import { matchIndex } from '@naru/matching-engine/score';
import { inMb, inMs, percentile, type Row, type Section } from './report.ts';

const STAGES = ['SEED', 'PRE_A', 'SERIES_A', 'SERIES_B', 'GROWTH'] as const;
const MARKETS = ['US', 'CN', 'JP', 'DE', 'GB', 'SG', 'TH', 'FR', 'IN', 'AE'];
const TOP = 20;
const QUESTIONS = 1_000;

/** A small random generator with a seed, so that every run measures the same network. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const pick = <T>(random: () => number, list: readonly T[], count = 1): T[] =>
  Array.from({ length: count }, () => list[Math.floor(random() * list.length)] as T);

const ventureDoc = (random: () => number, index: number) => ({
  _id: `ven_${index}`,
  version: 1,
  centreId: 'KR-27',
  profile: VentureProfile.fromPartial({
    name: { ko: `벤처 ${index}`, en: `Venture ${index}` },
    summary: { ko: '스마트공장 생산관리', en: 'connected sensors' },
    sectors: [...new Set(pick(random, SECTORS, 2))],
    stage: pick(random, STAGES)[0] ?? 'SEED',
    askKrw: Math.round(1e8 * (1 + 20 * random())),
    markets: [...new Set(pick(random, MARKETS, 3))],
  }),
});

const investorDoc = (random: () => number, index: number) => ({
  _id: `inv_${index}`,
  version: 1,
  name: { ko: `투자사 ${index}`, en: `Investor ${index}` },
  type: 'VC' as const,
  country: pick(random, MARKETS)[0] ?? 'US',
  active: true,
  mandate: Mandate.fromPartial({
    sectors: random() < 0.3 ? [] : [...new Set(pick(random, SECTORS, 6))],
    stages: pick(random, STAGES, 2),
    ticketMinKrw: 5e7,
    ticketMaxKrw: Math.round(1e9 * (1 + 3 * random())),
    markets: pick(random, MARKETS, 3),
    needs: { en: 'a smart city partner' },
  }),
});

function networkOf(ventures: number, investors: number) {
  const random = chance(7);
  const index = matchIndex();
  index.ventureDocs.apply(Array.from({ length: ventures }, (_, i) => ventureDoc(random, i)));
  index.investorDocs.apply(Array.from({ length: investors }, (_, i) => investorDoc(random, i)));
  return index;
}

const want = { count: TOP, minScore: 1, without: () => false };

export function measureMatching(): Section {
  const rows: Row[] = [];
  for (const investors of [100, 1_000, 10_000]) {
    const index = networkOf(QUESTIONS, investors);
    const venture = index.allVentures();
    const times = venture.map((one) => timed(() => index.forVenture(one, want)));
    const last = investors === 10_000;
    const p99 = percentile(times.slice(QUESTIONS / 10), 0.99);
    rows.push({
      what: `top ${TOP} for one venture among ${investors.toLocaleString('en-US')} investors, p50 / p99`,
      measured: `${inMs(percentile(times, 0.5))} / ${inMs(p99)}`,
      against: 'inside the engine',
      target: last ? 'p99 ≤ 15 ms' : '',
      ...(last ? { met: p99 <= 15 } : {}),
    });
  }
  for (const ventures of [1_000, 10_000]) rows.push(wholeRun(ventures));
  return {
    title: 'Matching',
    how: `A made-up network with a fixed seed. The first tenth of the questions warms the engine up and is left out. A run scores every venture against 1,000 investors and keeps ${TOP} each; its memory is what the process grew by, the index included.`,
    rows,
  };
}

function wholeRun(ventures: number): Row {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const index = networkOf(ventures, 1_000);
  let kept = 0;
  const ms = timed(() => {
    for (const venture of index.allVentures()) kept += index.forVenture(venture, want).best.length;
  });
  const pairs = ventures * 1_000;
  return {
    what: `run of ${ventures.toLocaleString('en-US')} ventures × 1,000 investors`,
    measured: `${(ms / 1_000).toFixed(2)} s`,
    against: `${Math.round((1e6 * ms) / pairs)} ns a pair, ${kept.toLocaleString('en-US')} kept, ${inMb(Math.max(0, process.memoryUsage().rss - before))}`,
    target: 'published',
  };
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
