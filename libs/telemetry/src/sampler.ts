/** Which spans are recorded: as OpenTelemetry's standard variables say, and never one of a probe. */
import type { Attributes, Context, Link, SpanKind } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

/** The values of OTEL_TRACES_SAMPLER. */
export const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export interface Sampling {
  sampler: (typeof SAMPLERS)[number];
  /** The share of traces, 0 to 1, for the two samplers by ratio. */
  ratio: number;
}

/** Marks a span that is never recorded. Its id is good for logs all the same. */
export const QUIET = { 'naru.quiet': true } as const;

export function samplerOf({ sampler, ratio }: Sampling): Sampler {
  const root = rootOf(sampler, ratio);
  return quieted(sampler.startsWith('parentbased') ? new ParentBasedSampler({ root }) : root);
}

function rootOf(sampler: Sampling['sampler'], ratio: number): Sampler {
  if (sampler.endsWith('traceidratio')) return new TraceIdRatioBasedSampler(ratio);
  return sampler.endsWith('always_on') ? new AlwaysOnSampler() : new AlwaysOffSampler();
}

const quieted = (sampler: Sampler): Sampler => ({
  shouldSample: (at: Context, traceId: string, name: string, kind: SpanKind, attributes: Attributes, links: Link[]) =>
    'naru.quiet' in attributes
      ? { decision: SamplingDecision.NOT_RECORD }
      : sampler.shouldSample(at, traceId, name, kind, attributes, links),
  toString: () => sampler.toString(),
});
