/** Traces: spans where a wire is crossed, and the context that goes with every message. No module is patched. */
import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { shelf } from './named.ts';

const tracers = shelf<Tracer>();
/** Until telemetry has started, spans go nowhere. */
const nobody: Tracer = trace.getTracer('naru');
const tracer = (): Tracer => tracers.get() ?? nobody;

/** Spans that begin from now on go to this tracer. */
export const useTracer = (given: Tracer): void => tracers.put(given);

export const startSpan = (
  name: string,
  options: { kind: SpanKind; attributes: Attributes },
  parent: Context = context.active(),
): Span => tracer().startSpan(name, options, parent);

/** The id of the caller's trace; zeros outside a trace. */
export const traceId = (at: Context = context.active()): string => trace.getSpanContext(at)?.traceId ?? '0'.repeat(32);

export type Carrier = Record<string, string>;

/** The trace context as a header. */
export function inject(at: Context = context.active()): Carrier {
  const carrier: Carrier = {};
  propagation.inject(at, carrier);
  return carrier;
}

/** The trace context of a message; the present one if the message has none. */
export const extract = (carrier: Carrier): Context => propagation.extract(context.active(), carrier);

/** True if the work at hand belongs to a span. Polling does not: it would be a trace of its own at every look. */
export const isTraced = (): boolean => trace.getActiveSpan() !== undefined;

export interface Work {
  name: string;
  kind?: SpanKind;
  parent?: Context;
  attributes?: Attributes;
}

/** Runs work in its own span, which fails if the work fails. */
export const inSpan = <T>(work: Work, run: (span: Span) => Promise<T>): Promise<T> =>
  within(work, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      fail(span, typeOf(error));
      throw error;
    }
  });

/** Runs work in its own span, and leaves it to the work to say whether that has failed. */
export const within = <T>(
  { name, kind = SpanKind.INTERNAL, parent = context.active(), attributes = {} }: Work,
  run: (span: Span) => Promise<T>,
): Promise<T> =>
  tracer().startActiveSpan(name, { kind, attributes }, parent, (span) => run(span).finally(() => span.end()));

/** Marks a span as failed. The type is a short word or a code, never a text with data. */
export function fail(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/** What an error is, in a word that the code knows: data would make a new series for each value. */
export const typeOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');

export { SpanKind };
