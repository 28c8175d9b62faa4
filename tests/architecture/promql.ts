/** Reads expressions of Prometheus: which series they ask for, and by which labels. */
import { INSTRUMENTS, type Instrument, OF_NODE } from '@naru/telemetry/instruments';
import { parser } from '@prometheus-io/lezer-promql';
import { shownName } from '../journeys/metrics-text.ts';

/** Labels that Prometheus adds, or that every histogram has. */
const ALWAYS = ['job', 'instance', 'le'];

/** The labels of every series that a process may show, by its name. `up` is Prometheus's own. */
export function knownSeries(): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([['up', new Set(ALWAYS)]]);
  const all: Readonly<Record<string, Pick<Instrument, 'kind' | 'labels'>>> = { ...INSTRUMENTS, ...OF_NODE };
  for (const [name, { kind, labels }] of Object.entries(all)) {
    const shown = shownName(name, kind);
    const allowed = new Set([...ALWAYS, ...labels.map((label) => label.replaceAll('.', '_'))]);
    const parts = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
    for (const part of parts) known.set(shown + part, allowed);
  }
  return known;
}

export interface Asked {
  series: string[];
  labels: string[];
  /** True if Prometheus could not read it. */
  isBroken: boolean;
}

export function askedBy(expression: string): Asked {
  const asked: Asked = { series: [], labels: [], isBroken: false };
  parser.parse(expression).iterate({
    enter: ({ name, from, to, type }) => {
      const text = expression.slice(from, to);
      if (type.isError) asked.isBroken = true;
      if (name === 'Identifier') asked.series.push(text);
      if (name === 'LabelName') asked.labels.push(text);
    },
  });
  return asked;
}

/** What is wrong with an expression: it cannot be read, or names what no process shows. */
export function faultsOf(expression: string, known = knownSeries()): string[] {
  const { series, labels, isBroken } = askedBy(expression);
  const allowed = new Set(series.flatMap((name) => [...(known.get(name) ?? [])]));
  return [
    ...(isBroken ? [`cannot be read: ${expression}`] : []),
    ...(series.length === 0 ? [`asks for nothing: ${expression}`] : []),
    ...series.filter((name) => !known.has(name)).map((name) => `${name} is shown by no process`),
    ...labels.filter((label) => !allowed.has(label)).map((label) => `${series.join(', ')} has no label ${label}`),
  ];
}
