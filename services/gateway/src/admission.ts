/** The first checks of every call: its id, its trace, the caller's token, and the rate limit. */

import { bearer, type Caller, type Verifier } from '@naru/kit/identity';
import { extract, inSpan, SpanKind, traceId } from '@naru/kit/telemetry';
import { type Language, languageOf } from '@naru/words/language';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';
import { refuse } from './texts.ts';

/** The values that this middleware sets for the later ones. */
export interface Admitted extends Record<string, unknown> {
  requestId: string;
  /** The language for Naru's own texts to this caller. */
  language: Language;
  /** The template of the route, once it is known. Spans have this name, never the path, because the path has ids. */
  route: string;
  caller: Caller | null;
  /** Why there is no caller. It is thrown only after the rate limit, so that guessing of tokens is limited. */
  refusal: unknown;
}

export type AdmittedResponse = Response<unknown, Admitted>;
type Middleware = RequestHandler<Record<string, string>, unknown, unknown, unknown, Admitted>;

const REQUEST_ID = /^[\w.:-]{1,100}$/;
const MINUTE_MS = 60_000;

/** Gives the request its language and its id (the caller's, if sent), and runs the rest inside its span. */
export function identified(newId: () => string): Middleware {
  return (request, response, next) => {
    const given = request.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : newId();
    response.locals.requestId = requestId;
    response.locals.language = languageOf(request.get('accept-language'));
    response.setHeader('x-request-id', requestId);
    return inSpan({ name: request.method, kind: SpanKind.SERVER, parent: parentOf(request) }, async (span) => {
      response.setHeader('x-trace-id', traceId());
      await finished(response, next);
      const { route } = response.locals;
      span.updateName(`${request.method} ${route ?? 'unknown'}`);
      span.setAttribute('http.response.status_code', response.statusCode);
    });
  };
}

const parentOf = (request: Request<Record<string, string>, unknown, unknown, unknown, Admitted>) =>
  extract({ traceparent: request.get('traceparent') ?? '', tracestate: request.get('tracestate') ?? '' });

const finished = (response: AdmittedResponse, next: NextFunction): Promise<void> =>
  new Promise((resolve) => {
    response.once('close', resolve);
    next();
  });

export function authenticated(verify: Verifier): Middleware {
  return async (request, response, next) => {
    response.locals.caller = null;
    try {
      response.locals.caller = await verify(bearer(request.headers.authorization));
    } catch (error) {
      response.locals.refusal = error;
    }
    next();
  };
}

export interface Limiter {
  middleware: Middleware;
  stop(): void;
}

/** Counts calls in windows of a minute: by subject if the token is valid, otherwise by address. */
export const limited = (perMinute: number): Limiter =>
  perMinuteBy(perMinute, (request, { caller }) => (caller ? `subject ${caller.subject}` : addressOf(request)));

/**
 * Counts the calls of a page by address, each page for itself: whoever reads one too often is still told by a probe that the gateway
 * is ready.
 */
export const pagesLimited = (perMinute: number): Limiter =>
  perMinuteBy(perMinute, (request) => `${request.baseUrl} ${addressOf(request)}`);

const addressOf = ({ ip = '' }: Pick<Request, 'ip'>) => `address ${ipKeyGenerator(ip)}`;

function perMinuteBy(perMinute: number, keyOf: (request: Request, locals: Admitted) => string): Limiter {
  const store = new MemoryStore();
  const middleware = rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    store,
    validate: false,
    keyGenerator: (request, response) => keyOf(request, response.locals as Admitted),
    handler: (_request, _response, next) => {
      next(new Problem(refuse('rate.exceeded', { perMinute }), { headers: {} })); // The limiter has set Retry-After.
    },
  });
  return { middleware: middleware as Middleware, stop: () => store.shutdown() };
}
