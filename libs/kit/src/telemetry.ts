/** Traces, metrics and logs. The kit makes spans where it crosses a wire: gRPC, NATS, MongoDB. No module is patched. */
import {
  type Context,
  type Counter,
  context,
  type Histogram,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { pino, stdSerializers } from 'pino';
import type { Ambient } from './ambient.ts';

const tracer = trace.getTracer('naru');
/** The number of refusals with a code that their method does not declare. */
let undeclared: Counter | undefined;
/** The duration of each call and each event. Nothing is measured before telemetry has started. */
let taken: { durations: Histogram; elapsedMs: Ambient['elapsedMs'] } | undefined;

/** The id of the caller's trace; zeros outside a trace. */
export const traceId = (at: Context = context.active()): string => trace.getSpanContext(at)?.traceId ?? '0'.repeat(32);

/** An error without the fields that its library adds. A failed bulk write of MongoDB would carry its documents. */
function shownError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { type, message, stack } = stdSerializers.err(error as Error);
  return { type, message, code: (error as { code?: unknown }).code, stack };
}

/** Structured logs with their trace. Never log a token, a payload or a name. */
export const log = pino({
  level: 'info',
  base: null,
  serializers: { err: shownError },
  mixin: () => {
    const span = trace.getSpanContext(context.active());
    return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
  },
});

export interface Telemetry {
  /** Answers GET /metrics. */
  metrics: PrometheusExporter['getMetricsRequestHandler'];
  stop(): Promise<void>;
}

/** Spans are recorded only if there is a collector. Trace ids exist in any case, for logs and errors. */
export function startTelemetry({
  service,
  otlpEndpoint,
  sampleRatio = 1,
  logLevel = 'info',
  ambient,
}: {
  service: string;
  /** The clock for durations. */
  ambient: Pick<Ambient, 'elapsedMs'>;
  otlpEndpoint?: string | undefined;
  sampleRatio?: number;
  logLevel?: string;
}): Telemetry {
  log.level = logLevel;
  log.setBindings({ service });
  const resource = resourceFromAttributes({ 'service.name': service });
  const tracing = new TracerProvider({
    resource,
    sampler: otlpEndpoint
      ? new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) })
      : new AlwaysOffSampler(),
    spanProcessors: otlpEndpoint
      ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${otlpEndpoint}/v1/traces` }) })]
      : [],
  });
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const push = otlpEndpoint
    ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: `${otlpEndpoint}/v1/metrics` }) })]
    : [];
  const meters = new MeterProvider({ resource, readers: [prometheus, ...push] });
  const meter = meters.getMeter('naru');
  const advice = { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
  const description = 'calls and events by name';
  const durations = meter.createHistogram('naru.work.duration', { unit: 's', description, advice });
  taken = { durations, elapsedMs: ambient.elapsedMs };
  undeclared = meter.createCounter('naru.refusals.undeclared', { description: 'refusals by codes that no page names' });
  meter
    .createObservableGauge('process.memory.usage', { unit: 'By', description: 'resident memory' })
    .addCallback((result) => result.observe(process.memoryUsage.rss()));
  trace.setGlobalTracerProvider(tracing);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return {
    metrics: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    stop: async () => {
      await Promise.allSettled([tracing.shutdown(), meters.shutdown()]);
    },
  };
}

export const countUndeclared = (method: string, code: string): void => undeclared?.add(1, { method, code });

export type Carrier = Record<string, string>;

/** The caller's trace context as a header. */
export function inject(): Carrier {
  const carrier: Carrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** The trace context of a message; the root context if the message has none. */
export const extract = (carrier: Carrier): Context => propagation.extract(context.active(), carrier);

/** Runs work in its own span, which fails if the work fails. */
export async function inSpan<T>(
  {
    name,
    kind = SpanKind.INTERNAL,
    parent = context.active(),
    attributes = {},
  }: {
    name: string;
    kind?: SpanKind;
    parent?: Context;
    attributes?: Record<string, string | number>;
  },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const begun = taken?.elapsedMs() ?? 0;
  let failed = false;
  return tracer.startActiveSpan(name, { kind, attributes }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failed = true;
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
      taken?.durations.record((taken.elapsedMs() - begun) / 1_000, { name, kind: SpanKind[kind], failed });
    }
  });
}

export { SpanKind, tracer };
