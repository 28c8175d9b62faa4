import { onceKnown, openApi } from './load/api.ts';
import { loadNetwork, type NetworkFile } from './load/index.ts';
import { showProgress } from './load/progress.ts';
import type { System } from './system.ts';

interface Named {
  ko: string;
  en: string;
}

interface Candidate {
  investorName: Named;
  score: number;
  parts: { points: number; reason: Named }[];
}

const SHOWN_VENTURES = 3;
const SHOWN_REASONS = 3;
const FULL_SCORE = 10_000;

/** Loads a network through the public API and shows the result. */
export async function showNetwork(
  { gatewayUrl: url }: System,
  { network, token, say }: { network: NetworkFile; token: string; say: (line: string) => void },
) {
  say('loading the network');
  const { counts, ids } = await loadNetwork(network, {
    url,
    token,
    progress: showProgress(process.stderr),
  });
  say(
    `loaded ${Object.entries(counts)
      .map(([section, count]) => `${count} ${section}`)
      .join(', ')}`,
  );
  const api = openApi({ url, token });
  const published = await api.get<{ ventures: { id: string; profile: { name: Named } }[] }>(
    `/v1/ventures?pageSize=200&orderBy=create_time%20desc`,
  );
  const loaded = new Set(ids.values());
  const ventures = published.ventures
    .filter(({ id }) => loaded.has(id))
    .sort((a, b) => (a.profile.name.ko < b.profile.name.ko ? -1 : 1));
  for (const { id, profile } of ventures.slice(0, SHOWN_VENTURES)) {
    // Matching gets a venture a moment after its publication, so the first answer may come too early.
    const found = await onceKnown(() =>
      api.get<{ candidates: Candidate[] }>(`/v1/matches:find?ventureId=${id}&pageSize=1&minScore=1`),
    );
    const [best] = found.candidates;
    say(`\n${profile.name.ko} / ${profile.name.en}`);
    if (!best) say('  no investor suits it at present');
    else
      say(`  ${best.investorName.ko} / ${best.investorName.en}, ${percent(best.score)}\n${reasonsOf(best).join('\n')}`);
  }
}

const percent = (score: number) => `${Math.round((100 * score) / FULL_SCORE)} %`;

const reasonsOf = ({ parts }: Candidate) =>
  parts
    .slice(0, SHOWN_REASONS)
    .map(({ points, reason }) => `    ${percent(points).padStart(4)}  ${reason.ko} / ${reason.en}`);
