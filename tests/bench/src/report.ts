/** One figure of the report: the measure, the baseline and the target. */
export interface Row {
  what: string;
  /** The figure with its unit. */
  measured: string;
  /** The baseline of the same run; the method of measurement if there is none. */
  against: string;
  target: string;
  /** Undefined if the figure has no target. */
  met?: boolean;
}

export interface Section {
  title: string;
  /** The method of measurement, in one or two sentences. */
  how: string;
  rows: Row[];
}

export const ratio = (value: number): string => value.toFixed(2);
export const perSecond = (count: number, ms: number): number => (1_000 * count) / ms;
export const rate = (value: number): string => `${Math.round(value).toLocaleString('en-US')}/s`;
export const inMs = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const inMb = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** The value below which a share of the sorted samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export function asMarkdown(sections: readonly Section[], machine: string): string {
  const head = `# Benchmarks

Measured by \`npm run bench\`, which wrote this page. Ratios compare with a bare baseline of the same run on the same
machine, so they may be compared between machines; absolute figures may not. The embedded database is the ceiling of most
of them: it is a stand-in for MongoDB, and says little about MongoDB's own speed.

${machine}
`;
  const body = sections.map(
    ({ title, how, rows }) => `## ${title}

${how}

| what | measured | against | target | met |
| --- | --- | --- | --- | --- |
${rows.map(({ what, measured, against, target, met }) => `| ${what} | ${measured} | ${against} | ${target} | ${met === undefined ? '–' : met ? 'yes' : '**no**'} |`).join('\n')}
`,
  );
  return [head, ...body].join('\n');
}

export function asText({ title, rows }: Section): string {
  const lines = rows.map(({ what, measured, against, target, met }) => {
    const verdict = met === undefined ? '' : met ? '  met' : '  MISSED';
    return `  ${what}: ${measured}${against ? `  (${against})` : ''}${target ? `  target ${target}` : ''}${verdict}`;
  });
  return `${title}\n${lines.join('\n')}`;
}
