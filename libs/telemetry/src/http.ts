/** Requests by HTTP, on the side of the server: their span and their duration. */
import { type Span, SpanKind } from '@opentelemetry/api';
import { record, seconds } from './meter.ts';
import { QUIET } from './sampler.ts';
import { type Carrier, extract, fail, within } from './trace.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);
const FAULT_OF_SERVER = 500;

export interface Asked {
  method: string;
  scheme: string;
  carrier: Carrier;
  /** A probe comes every few seconds, and is recorded by no span. */
  isProbe: boolean;
}

export interface Answered {
  /** The template of the route; undefined if the path has none. */
  route: string | undefined;
  status: number;
}

/**
 * Answers a request in its span. The path stands in the span as the template of its route: a path has ids, and some
 * have secrets.
 */
export function inRequest(asked: Asked, work: (span: Span) => Promise<Answered>): Promise<Answered> {
  const method = METHODS.has(asked.method) ? asked.method : '_OTHER';
  const attributes = { 'http.request.method': method, 'url.scheme': asked.scheme };
  const begun = seconds();
  const quiet = asked.isProbe ? QUIET : {};
  const request = { kind: SpanKind.SERVER, parent: extract(asked.carrier), attributes: { ...attributes, ...quiet } };
  return within({ name: method, ...request }, async (span) => {
    const answered = await work(span);
    const { route, status } = answered;
    const failed = status >= FAULT_OF_SERVER;
    const about = { ...(route && { 'http.route': route }), 'http.response.status_code': status };
    span.setAttributes({ ...about, ...(route && { 'url.path': route }) });
    if (route) span.updateName(`${method} ${route}`);
    if (failed) fail(span, String(status));
    const error = failed ? { 'error.type': String(status) } : {};
    record('http.server.request.duration', seconds() - begun, { ...attributes, ...about, ...error });
    return answered;
  });
}
