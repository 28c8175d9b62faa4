/** Records values by the table of instruments. Before the start of telemetry nothing is recorded. */
import type { Counter, Histogram, Meter } from '@opentelemetry/api';
import { INSTRUMENTS, type Instrument, type Labels, type Read, type Recorded } from './instruments.ts';
import { shelf } from './named.ts';

const table: Readonly<Record<string, Instrument>> = INSTRUMENTS;
const made = shelf<{ histograms: Map<string, Histogram>; counters: Map<string, Counter> }>();

/** Adds a duration in seconds to a histogram. */
export const record = <N extends Recorded<'histogram'>>(name: N, seconds: number, labels: Labels<N>): void =>
  made.get()?.histograms.get(name)?.record(seconds, labels);

export const count = <N extends Recorded<'counter'>>(name: N, labels: Labels<N>, by = 1): void =>
  made.get()?.counters.get(name)?.add(by, labels);

/** Seconds on a monotonic clock, for durations. */
export const seconds = (): number => performance.now() / 1_000;

/** Makes every instrument of the table that is not read. What is recorded from now on goes to this meter. */
export function useMeter(meter: Meter): void {
  const [histograms, counters] = [new Map<string, Histogram>(), new Map<string, Counter>()];
  made.put({ histograms, counters });
  for (const [name, { kind, unit, description, buckets, isRead }] of Object.entries(table)) {
    const advice = buckets && { explicitBucketBoundaries: [...buckets] };
    if (kind === 'histogram')
      histograms.set(name, meter.createHistogram(name, { unit, description, ...(advice && { advice }) }));
    if (kind === 'counter' && !isRead) counters.set(name, meter.createCounter(name, { unit, description }));
  }
}

/** A value that is read, with its labels. */
export interface Reading<N extends Read> {
  value: number;
  labels?: Labels<N>;
}

/** Shows what `read` says whenever somebody asks. It must answer at once, and cannot wait. */
export function observe<N extends Read>(meter: Meter, name: N, read: () => readonly Reading<N>[]): void {
  const { kind, unit, description } = INSTRUMENTS[name];
  const about = { unit, description };
  const shown =
    kind === 'gauge' ? meter.createObservableGauge(name, about) : meter.createObservableCounter(name, about);
  shown.addCallback((result) => {
    for (const { value, labels } of read()) result.observe(value, labels ?? {});
  });
}
