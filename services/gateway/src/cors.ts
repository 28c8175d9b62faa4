/**
 * CORS for the origins of the configuration; browsers block all others. Tokens come in a header that the page sets
 * itself, so credentials are not allowed. An asterisk never stands for all origins.
 */
import type { RequestHandler } from 'express';
import { SECURITY_HEADERS } from './answer.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS =
  'authorization, content-type, accept-language, if-match, if-none-match, idempotency-key, last-event-id, x-request-id, x-request-timeout-ms, traceparent, tracestate';
const EXPOSED =
  'ETag, Location, Retry-After, Content-Language, Content-Disposition, RateLimit, RateLimit-Policy, WWW-Authenticate, X-Request-Id, X-Trace-Id';
const PREFLIGHT_S = 600;

export function crossOrigin(origins: readonly string[]): RequestHandler {
  const known = new Set(origins);
  return (request, response, next) => {
    if (known.size === 0) return next();
    response.setHeader('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !known.has(origin)) return next();
    response.setHeader('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      response.setHeader('access-control-expose-headers', EXPOSED);
      return next();
    }
    response.writeHead(204, {
      ...SECURITY_HEADERS,
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': String(PREFLIGHT_S),
    });
    response.end();
  };
}
