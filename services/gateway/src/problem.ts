/** Refusals over HTTP: RFC 9457 problems. In the code they are Rejections; only this file adds the fields of HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ServiceError, status } from '@grpc/grpc-js';
import { kit } from '@naru/kit/kit-texts';
import { ERROR_KINDS, fromStatus, Rejection, toldOf } from '@naru/kit/rejection';
import { log } from '@naru/telemetry/log';
import { traceId } from '@naru/telemetry/trace';
import type { Language } from '@naru/words/language';
import { asStrings } from '@naru/words/text';
import { answer } from './answer.ts';
import { isRefusal } from './client.ts';
import { HTTP_STATUS, refuse, TITLES } from './texts.ts';

/** A refusal with its HTTP status and its headers. */
export class Problem extends Error {
  readonly refusal: Rejection;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** @param more another status that HTTP has for it, or headers about more than the refusal */
  constructor(refusal: Rejection, more: { status?: number; headers?: Readonly<Record<string, string>> } = {}) {
    super(refusal.message);
    this.refusal = refusal;
    this.status = more.status ?? HTTP_STATUS[refusal.code] ?? ERROR_KINDS[refusal.kind].http;
    this.headers = more.headers ?? headersOf(refusal);
  }
}

/** The caller has hung up: nobody can receive an answer. */
export class CallerGone extends Error {}

/** The refusals that grpc-js itself makes: the connection failed, was too slow, or a message was too large. */
const ON_THE_WAY = ['unavailable', 'timeout', 'exhausted'] as const;

/** Turns a service's refusal, or a failure of its connection, into a refusal for the HTTP caller. */
export function refusalOf(error: ServiceError, path: string): Error {
  if (error.code === status.CANCELLED) return new CallerGone();
  const rejection = fromStatus(error);
  if (isRefusal(error)) return rejection;
  const kind = ON_THE_WAY.find((one) => one === rejection.kind);
  if (!kind) return error;
  log.warn({ path, grpc: error.code, details: error.details }, 'a call failed on its way');
  return refuse(kind);
}

/** The resource has another version than the one that the request wants to change. */
export const isStale = (error: unknown): error is Rejection =>
  error instanceof Rejection && error.code === 'etag.stale';

/** The same refusal if the version came in If-Match, for which RFC 9110 has its own status. */
export const staleByHeader = (stale: Rejection): Problem =>
  new Problem(stale.renaming('etag', 'if-match'), { status: 412 });

/** Makes a problem from any error. An unexpected error is logged in full and shown as one line without details. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection && error.kind !== 'bug') return new Problem(error);
  if (error instanceof URIError) return new Problem(refuse('path.malformed'));
  log.error({ err: error }, 'a request failed');
  return new Problem(kit.refuse('internal', { trace: undefined }));
}

function headersOf({ kind, code }: Rejection): Record<string, string> {
  if (kind === 'unavailable' || kind === 'exhausted') return { 'retry-after': '1' };
  if (kind !== 'anonymous') return {};
  return {
    'www-authenticate': code === 'token.missing' ? 'Bearer realm="naru"' : 'Bearer realm="naru", error="invalid_token"',
  };
}

/** The id of the request that a response answers. */
export const requestIdOf = (response: ServerResponse): string => String(response.getHeader('x-request-id') ?? '');

/** The body of a problem, in one language. */
export function problemBody({ status: code, refusal }: Problem, requestId: string, language: Language) {
  const { code: name, said, params } = refusal;
  const { told, left } = toldOf(refusal, language);
  return {
    type: `urn:naru:problem:${name}`,
    title: TITLES[code]?.[language] ?? '',
    status: code,
    detail: said[language],
    code: name,
    params: asStrings(params),
    requestId,
    traceId: traceId(),
    errors: told.map((fault) => ({ path: fault.path, rule: fault.rule, message: fault.said[language] })),
    ...(left > 0 ? { errorsLeft: left } : {}),
  };
}

/** Answers with a problem. Once an answer has begun, only a broken connection can show that it is incomplete. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  { error, language }: { error: unknown; language: Language },
): void {
  if (error instanceof CallerGone || response.headersSent) {
    response.destroy();
    return;
  }
  const problem = problemOf(error);
  const headers = {
    'content-type': 'application/problem+json',
    'content-language': language,
    vary: 'Accept-Language',
    ...problem.headers,
  };
  const body = JSON.stringify(problemBody(problem, requestIdOf(response), language));
  answer(request, response, { status: problem.status, headers, body });
}
