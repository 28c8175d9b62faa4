/** Starts and stops the telemetry of a process: logs, traces and metrics. */
import { randomUUID } from 'node:crypto';
import { getHeapStatistics } from 'node:v8';
import { context, type Meter, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Read } from './instruments.ts';
import { log } from './log.ts';
import { observe, type Reading, useMeter } from './meter.ts';
import { nameNow } from './named.ts';
import { type Sampling, samplerOf } from './sampler.ts';
import { watchThreads } from './solving.ts';
import { useTracer } from './trace.ts';
import { VERSION } from './version.ts';

export interface TelemetryOptions {
  service: string;
  /** Where an OTLP collector listens. Without it no span is recorded; ids of traces exist all the same, for logs. */
  otlpEndpoint?: string | undefined;
  sampling?: Sampling;
  /** The time between two sendings of metrics to the collector. */
  exportEveryMs?: number;
  /** The commit that runs. */
  revision?: string;
  logLevel?: string;
  /** Takes the spans in place of a collector, one by one: for tests. */
  spans?: SpanExporter;
}

export interface Telemetry {
  /** Answers GET /metrics. */
  metrics: PrometheusExporter['getMetricsRequestHandler'];
  /** Shows a value that is read whenever somebody asks. */
  observe<N extends Read>(name: N, read: () => readonly Reading<N>[]): void;
  stop(): Promise<void>;
}

const ALWAYS: Sampling = { sampler: 'parentbased_always_on', ratio: 1 };
const EXPORT_EVERY_MS = 60_000;
/** A timer that wakes more often costs more than it tells. */
const EVENT_LOOP_LOOK_MS = 50;

export function startTelemetry(options: TelemetryOptions): Telemetry {
  const { service, logLevel = 'info', revision = 'unknown' } = options;
  log.level = logLevel;
  if (nameNow() === undefined) log.setBindings({ service });
  const resource = resourceOf(service);
  const tracing = startTracing(options, resource);
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const meters = new MeterProvider({ resource, readers: [prometheus, ...pushing(options)] });
  const meter = meters.getMeter('naru');
  metrics.disable();
  metrics.setGlobalMeterProvider(meters);
  useMeter(meter);
  observeProcess(meter, { service, revision });
  watchThreads();
  const runtime = new RuntimeNodeInstrumentation({ monitoringPrecision: EVENT_LOOP_LOOK_MS });
  runtime.setMeterProvider(meters);
  return {
    observe: (name, read) => observe(meter, name, read),
    metrics: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    stop: async () => {
      runtime.disable();
      await Promise.allSettled([tracing.shutdown(), meters.shutdown()]);
    },
  };
}

/** What OTEL_RESOURCE_ATTRIBUTES says, and what only the process knows. */
const resourceOf = (service: string): Resource =>
  detectResources({ detectors: [envDetector] }).merge(
    resourceFromAttributes({
      'service.name': service,
      'service.namespace': 'naru',
      'service.version': VERSION,
      'service.instance.id': randomUUID(),
    }),
  );

function startTracing(
  { otlpEndpoint, sampling = ALWAYS, spans }: TelemetryOptions,
  resource: Resource,
): TracerProvider {
  const spanProcessors: SpanProcessor[] = [
    ...(spans ? [new SimpleSpanProcessor({ exporter: spans })] : []),
    ...(otlpEndpoint
      ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${otlpEndpoint}/v1/traces` }) })]
      : []),
  ];
  const sampler = spanProcessors.length > 0 ? samplerOf(sampling) : new AlwaysOffSampler();
  const tracing = new TracerProvider({ resource, sampler, spanProcessors });
  trace.disable();
  trace.setGlobalTracerProvider(tracing);
  useTracer(tracing.getTracer('naru'));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return tracing;
}

const pushing = ({ otlpEndpoint, exportEveryMs = EXPORT_EVERY_MS }: TelemetryOptions) =>
  otlpEndpoint
    ? [
        new PeriodicExportingMetricReader({
          exporter: new OTLPMetricExporter({ url: `${otlpEndpoint}/v1/metrics` }),
          exportIntervalMillis: exportEveryMs,
          exportTimeoutMillis: Math.min(exportEveryMs, EXPORT_EVERY_MS / 2),
        }),
      ]
    : [];

function observeProcess(meter: Meter, { service, revision }: { service: string; revision: string }): void {
  const labels = {
    'service.name': service,
    'service.version': VERSION,
    'naru.revision': revision,
    'process.runtime.version': process.version,
  };
  observe(meter, 'build_info', () => [{ value: 1, labels }]);
  observe(meter, 'naru.heap.limit', () => [{ value: getHeapStatistics().heap_size_limit }]);
  observe(meter, 'process.memory.usage', () => [{ value: process.memoryUsage.rss() }]);
  observe(meter, 'process.cpu.time', () => {
    const { user, system } = process.cpuUsage();
    return [
      { value: user / 1e6, labels: { 'cpu.mode': 'user' } },
      { value: system / 1e6, labels: { 'cpu.mode': 'system' } },
    ];
  });
}
