/** Reads the metrics of a process as Prometheus does. */

export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** What one instrument shows. */
export interface Shown {
  unit: string;
  description: string;
  kind: string;
  series: Series[];
}

/** The parts of a histogram that Prometheus takes for series of their own. */
const PARTS = /_(?:bucket|sum|count)$/;
const ABOUT = /^# (HELP|UNIT|TYPE) (\S+) (.*)$/;
const SERIES = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** @returns what is shown, by the name of the instrument as Prometheus writes it */
export function readMetrics(text: string): Map<string, Shown> {
  const found = new Map<string, Shown>();
  const of = (name: string): Shown => {
    const known = found.get(name) ?? { unit: '', description: '', kind: '', series: [] };
    found.set(name, known);
    return known;
  };
  for (const line of text.split('\n')) {
    const [, about, named = '', told = ''] = ABOUT.exec(line) ?? [];
    if (about === 'HELP') of(named).description = told === 'description missing' ? '' : told;
    else if (about === 'UNIT') of(named).unit = told;
    else if (about === 'TYPE') of(named).kind = told;
    const [, name, labels = '', value = ''] = line.startsWith('#') ? [] : (SERIES.exec(line) ?? []);
    if (!name) continue;
    const base = found.has(name) ? name : name.replace(PARTS, '');
    const pairs = [...labels.matchAll(LABEL)].map(([, label = '', text = '']) => [label, text]);
    of(base).series.push({ name, labels: Object.fromEntries(pairs), value: Number(value) });
  }
  return found;
}

/** The name of an instrument as Prometheus writes it. */
export const shownName = (name: string, kind: string): string =>
  name.replaceAll(/[^\w]/g, '_') + (kind === 'counter' ? '_total' : '');

/** The sum of the series that have these labels. */
export const sumOf = (shown: Shown | undefined, labels: Readonly<Record<string, string>> = {}, part = ''): number =>
  (shown?.series ?? [])
    .filter(({ name }) => part === '' || name.endsWith(part))
    .filter((series) => Object.entries(labels).every(([label, value]) => series.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);

/** What looks like data: ids with their prefix, UUIDs, addresses, long numbers. */
const DATA = [
  /\b[a-z]{2,8}_[0-9a-z]{20,}\b/,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/,
  /@/,
  /\b\d{6,}\b/,
  /https?:\/\//,
];

/** Every series with a label that the instrument does not declare, or whose value is data. */
export function unbounded(name: string, { series }: Shown, labels: ReadonlySet<string>): string[] {
  return series.flatMap((one) =>
    Object.entries(one.labels)
      .filter(([label, value]) => !labels.has(label) || DATA.some((form) => form.test(value)))
      .map(([label, value]) => `${name} has ${label}="${value}"`),
  );
}
