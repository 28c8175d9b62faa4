/** The first checks of every call: its id, its trace, the caller's token, and the rate limit. */

import { bearer, type Caller, type Verifier } from '@naru/kit/identity';
import { inRequest } from '@naru/telemetry/http';
import { seconds } from '@naru/telemetry/meter';
import { traceId } from '@naru/telemetry/trace';
import { type Language, languageOf } from '@naru/words/language';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { tellAccess } from './access.ts';
import { Problem } from './problem.ts';
import { refuse } from './texts.ts';

/** The values that this middleware sets for the later ones. */
export interface Admitted extends Record<string, unknown> {
  requestId: string;
  /** The language for Naru's own texts to this caller. */
  language: Language;
  /** The template of the route, if the path has one. Spans and logs have it, never the path, because the path has ids. */
  route: string | undefined;
  caller: Caller | null;
  /** Why there is no caller. It is thrown only after the rate limit, so that guessing of tokens is limited. */
  refusal: unknown;
}

export type AdmittedResponse = Response<unknown, Admitted>;
type Middleware = RequestHandler<Record<string, string>, unknown, unknown, unknown, Admitted>;

const REQUEST_ID = /^[\w.:-]{1,100}$/;
const MINUTE_MS = 60_000;
/** The pages that load balancers ask every few seconds. */
const PROBES = new Set(['/livez', '/readyz']);
/** The status of a request whose caller has hung up before the answer: nobody has received one. */
const GONE = 499;

/** Gives the request its language and its id (the caller's, if sent), and runs the rest inside its span. */
export function identified(newId: () => string): Middleware {
  return (request, response, next) => {
    const given = request.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : newId();
    response.locals.requestId = requestId;
    response.locals.language = languageOf(request.get('accept-language'));
    response.setHeader('x-request-id', requestId);
    const { method, protocol: scheme, path } = request;
    const carrier = { traceparent: request.get('traceparent') ?? '', tracestate: request.get('tracestate') ?? '' };
    void inRequest({ method, scheme, carrier, isProbe: PROBES.has(path) }, async () => {
      response.setHeader('x-trace-id', traceId());
      const begun = seconds();
      await finished(response, next);
      const answered = { route: response.locals.route, status: statusOf(response) };
      tellAccess({ method, ...answered, seconds: seconds() - begun, subject: response.locals.caller?.subject });
      return answered;
    });
  };
}

const statusOf = ({ headersSent, statusCode }: AdmittedResponse): number => (headersSent ? statusCode : GONE);

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

const BY_USER = 'subject ';

export interface Limiter {
  middleware: Middleware;
  stop(): void;
}

/** Counts calls in windows of a minute: by subject if the token is valid, otherwise by address. */
export const limited = (perMinute: number): Limiter =>
  perMinuteBy(perMinute, (request, { caller }) => (caller ? `${BY_USER}${caller.subject}` : addressOf(request)));

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
    handler: (request, response, next) => {
      const byUser = keyOf(request, response.locals as Admitted).startsWith(BY_USER);
      next(new Problem(refuse('rate.exceeded', { perMinute, byUser }), { headers: {} })); // The limiter has set Retry-After.
    },
  });
  return { middleware: middleware as Middleware, stop: () => store.shutdown() };
}
