/** Refusals as HTTP tells them: RFC 9457 problems. Inside they are Rejections; only what HTTP alone knows is added. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { type ServiceError, status } from '@grpc/grpc-js';
import { ERROR_KINDS, type Fault, fromStatus, Rejection } from '@naru/kit/rejection';
import { log, traceId } from '@naru/kit/telemetry';
import { answer } from './answer.ts';

/** A refusal with its HTTP status and the headers that belong to it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    detail: string,
    more: { faults?: readonly Fault[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.faults = more.faults ?? [];
    this.headers = more.headers ?? {};
  }
}

/** The caller has hung up: there is nobody to answer. */
export class CallerGone extends Error {}

const DETAILS = 'grpc-status-details-bin';

// What grpc-js says itself names addresses and protocols of the inside; these say what a caller can do.
const TRANSPORT_MESSAGES: Record<string, string> = {
  unavailable: 'the service behind this path cannot be reached now; try again',
  timeout: 'the service behind this path did not answer in time',
  exhausted: 'the reply is larger than the gateway passes on; ask for less at once',
};

/** What a service's refusal, or a failure on the way to it, means to an HTTP caller. */
export function refusalOf(error: ServiceError, path: string): Error {
  if (error.code === status.CANCELLED) return new CallerGone();
  const rejection = fromStatus(error);
  if (error.metadata?.get(DETAILS).length) return rejection;
  const message = TRANSPORT_MESSAGES[rejection.kind];
  if (!message) return error;
  log.warn({ path, grpc: error.code, details: error.details }, 'a call failed on its way');
  return new Rejection({ kind: rejection.kind, code: rejection.code, message });
}

/** The resource has another version than the request wants to change. */
export const isStale = (error: unknown): error is Rejection =>
  error instanceof Rejection && error.code === 'etag.stale';

/** The same refusal where the version came in If-Match: RFC 9110 has a status of its own for it. */
export const staleByHeader = ({ code, message }: Rejection): Problem =>
  new Problem(412, code, message.replace(/^etag: /, 'if-match: '));

/** Every error as a problem. What nobody expected is logged whole and shown as one opaque line. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection && error.kind !== 'bug') {
    const { kind, code, message, faults } = error;
    return new Problem(ERROR_KINDS[kind].http, code, message, { faults, headers: headersOf(error) });
  }
  if (error instanceof URIError)
    return new Problem(400, 'path.malformed', 'the percent-encoding of the path is broken');
  log.error({ err: error }, 'a request failed');
  return new Problem(500, 'internal', 'internal error');
}

function headersOf({ kind, code }: Rejection): Record<string, string> {
  if (kind === 'unavailable' || kind === 'exhausted') return { 'retry-after': '1' };
  if (kind !== 'anonymous') return {};
  return {
    'www-authenticate': code === 'token.missing' ? 'Bearer realm="naru"' : 'Bearer realm="naru", error="invalid_token"',
  };
}

/** The body of a problem. */
export const problemBody = ({ status: code, code: name, message, faults }: Problem, response: ServerResponse) => ({
  type: `urn:naru:problem:${name}`,
  title: STATUS_CODES[code] ?? 'Error',
  status: code,
  detail: message,
  code: name,
  requestId: String(response.getHeader('x-request-id') ?? ''),
  traceId: traceId(),
  errors: faults.map(({ path, rule, said }) => ({ path, rule, message: said.en })),
});

/** Answers with a problem; once an answer has begun, only a broken connection tells that it is not whole. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (error instanceof CallerGone || response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(error);
  const headers = { 'content-type': 'application/problem+json', ...problem.headers };
  answer(request, response, { status: problem.status, headers, body: JSON.stringify(problemBody(problem, response)) });
}
