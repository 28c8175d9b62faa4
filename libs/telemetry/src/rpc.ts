/** Calls by gRPC, on both sides: their spans and their durations. */
import { context, SpanKind, trace } from '@opentelemetry/api';
import { record, seconds } from './meter.ts';
import { type Carrier, extract, fail, inject, isTraced, startSpan, within } from './trace.ts';

/** The names of the codes, by their numbers. */
const CODES = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED'],
  ...['INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
];
const UNKNOWN = 2;
/** With the other codes a server says that the caller is at fault, and its span has not failed. */
const FAULTS_OF_SERVER = new Set([
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

const nameOf = (code: number): string => CODES[code] ?? 'UNKNOWN';

/** @param path /package.Service/Method */
const attributesOf = (path: string) => ({ 'rpc.system.name': 'grpc', 'rpc.method': path.slice(1) });

/** The code of an error of gRPC. */
const codeOf = (error: unknown): number => Number((error as { code?: unknown }).code ?? UNKNOWN);

/** Answers a call in its span. The error that `work` throws has the code of its status. */
export function inServerCall<T>(path: string, carrier: Carrier, work: () => Promise<T>): Promise<T> {
  const attributes = attributesOf(path);
  const begun = seconds();
  const call = { name: attributes['rpc.method'], kind: SpanKind.SERVER, parent: extract(carrier), attributes };
  return within(call, async (span) => {
    let code = 'OK';
    try {
      return await work();
    } catch (error) {
      code = nameOf(codeOf(error));
      if (FAULTS_OF_SERVER.has(code)) fail(span, code);
      throw error;
    } finally {
      span.setAttribute('rpc.response.status_code', code);
      record('rpc.server.call.duration', seconds() - begun, labelsOf(attributes, code, FAULTS_OF_SERVER.has(code)));
    }
  });
}

const labelsOf = (attributes: ReturnType<typeof attributesOf>, code: string, failed: boolean) => ({
  ...attributes,
  'rpc.response.status_code': code,
  ...(failed && { 'error.type': code }),
});

/** A call to another service that has begun. */
export interface ClientCall {
  /** The trace context, for the metadata. */
  carrier: Carrier;
  /** Takes the code of the status. */
  end(code: number): void;
}

/** Begins a call to another service. One that is made outside a span, such as a probe, gets no span. */
export function beginClientCall(path: string): ClientCall {
  const attributes = attributesOf(path);
  const begun = seconds();
  const span = isTraced() ? startSpan(attributes['rpc.method'], { kind: SpanKind.CLIENT, attributes }) : undefined;
  let ended = false;
  return {
    carrier: span ? inject(trace.setSpan(context.active(), span)) : inject(),
    end: (number) => {
      if (ended) return;
      ended = true;
      const code = nameOf(number);
      span?.setAttribute('rpc.response.status_code', code);
      if (span && number !== 0) fail(span, code);
      span?.end();
      record('rpc.client.call.duration', seconds() - begun, labelsOf(attributes, code, number !== 0));
    },
  };
}
