/** The nationwide database in memory: one page with facets, for a growing register. */
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { SECTORS } from '@naru/contracts/taxonomy';
import { ventureIndex } from '@naru/startup-registry/search';
import { inMb, inMs, percentile, type Section } from './report.ts';

const SIZES = [200, 2_000, 20_000];
const TURNS = 50;

const entry = (index: number) => ({
  _id: `ven_${String(index).padStart(8, '0')}`,
  version: 1,
  changedAt: new Date(0),
  state: {
    id: `ven_${index}`,
    centreId: `KR-${10 + (index % 17)}`,
    brn: '1248100998',
    profile: VentureProfile.fromPartial({
      name: { ko: `나루 벤처 ${index}호`, en: `Naru Venture ${index}` },
      summary: { ko: '센서로 현장을 살핍니다', en: 'watches sites with sensors' },
      sectors: [SECTORS[index % SECTORS.length] ?? 'IOT'],
    }),
    state: 'PUBLISHED' as const,
    consents: [],
    source: undefined,
    erasure: undefined,
    createdAt: new Date(0),
  },
});

export function measureSearch(): Section {
  const none = { region: [], sector: [], ksic_section: [], stage: [] };
  const rows = SIZES.map((size) => {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const index = ventureIndex();
    const begun = performance.now();
    index.apply(Array.from({ length: size }, (_, i) => entry(i)));
    const built = performance.now() - begun;
    const memory = process.memoryUsage().rss - before;
    const ask = (query: string, region: string[]) => {
      const at = performance.now();
      index.search({ query, filters: { ...none, region }, order: 'relevance', within: () => true });
      return performance.now() - at;
    };
    const [filtered, worded] = [
      ['', ['KR-10']],
      ['센서', []],
    ].map(([query, region]) =>
      percentile(
        Array.from({ length: TURNS }, () => ask(query as string, region as string[])),
        0.5,
      ),
    );
    return {
      what: `${size.toLocaleString('en-US')} ventures: filtered page with facets / one word that all have, p50`,
      measured: `${inMs(filtered ?? 0)} / ${inMs(worded ?? 0)}`,
      against: `index built in ${inMs(built)}, ${inMb(Math.max(0, memory))}`,
      target: '',
    };
  });
  return {
    title: 'Search',
    how: `startup-registry's index, ${TURNS} questions each; the word is the worst case, since every venture has it.`,
    rows,
  };
}
