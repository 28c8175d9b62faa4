import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { type ErrorKind, type Rejection, toStatus } from '@naru/kit/rejection';
import { log } from '@naru/telemetry/log';
import { faultAs, refusalAs } from './fixture/refusal.ts';
import { CallerGone, isStale, Problem, problemOf, refusalOf, staleByHeader } from './problem.ts';

log.level = 'silent';
const refused = (rejection: Rejection) => refusalOf(toStatus(rejection) as unknown as ServiceError, '/v1/ventures');
const onItsWay = (code: status, details = 'connect ECONNREFUSED 10.0.0.7:50051') =>
  refusalOf({ code, details, metadata: new Metadata() } as unknown as ServiceError, '/v1/ventures');

test("a service's refusal keeps its text and its fields", () => {
  const faults = [faultAs('profile.excluded_countries[2]', 'country', 'must be a country')];
  const message = 'profile.excludedCountries[2]: must be a country';
  expect(refused(refusalAs('invalid', 'request.invalid', message, faults))).toMatchObject({
    ...{ kind: 'invalid', code: 'request.invalid', message },
    faults: [{ path: 'profile.excludedCountries[2]', rule: 'country', said: { en: 'must be a country' } }],
  });
});

test.each([
  [status.UNAVAILABLE, 503, /cannot be reached now/],
  [status.DEADLINE_EXCEEDED, 504, /did not answer in time/],
  [status.RESOURCE_EXHAUSTED, 429, /too large to be passed on/],
])('an error of the connection (%d) shows no internal detail', (code, http, words) => {
  const problem = problemOf(onItsWay(code));
  expect(problem).toMatchObject({ status: http, message: expect.stringMatching(words) });
  expect(problem.message).not.toContain('10.0.0.7');
});

test('a caller who has left gets nothing, and an unexpected error is one opaque line', () => {
  expect(onItsWay(status.CANCELLED)).toBeInstanceOf(CallerGone);
  const bugs = [onItsWay(status.INTERNAL), refusalAs('bug', 'x', 'secret'), new Error('s')];
  for (const bug of bugs)
    expect(problemOf(bug)).toMatchObject({
      status: 500,
      refusal: { code: 'internal' },
      message: 'internal error; tell the operator of this service',
    });
});

test("a path with broken encoding is the caller's fault, and a problem stays unchanged", () => {
  expect(problemOf(new URIError('malformed'))).toMatchObject({ status: 400, refusal: { code: 'path.malformed' } });
  const problem = new Problem(refusalAs('rule', 'method'), { status: 405, headers: { allow: 'GET' } });
  expect(problemOf(problem)).toBe(problem);
});

test.each<[ErrorKind, string, Record<string, string>]>([
  ['unavailable', 'x', { 'retry-after': '1' }],
  ['exhausted', 'x', { 'retry-after': '1' }],
  ['anonymous', 'token.missing', { 'www-authenticate': 'Bearer realm="naru"' }],
  ['anonymous', 'token.expired', { 'www-authenticate': 'Bearer realm="naru", error="invalid_token"' }],
  ['forbidden', 'access.role', {}],
  ['rule', 'x', {}],
])('%s (%s) carries %j', (kind, code, headers) => {
  expect(problemOf(refusalAs(kind, code)).headers).toEqual(headers);
});

test('a version that came in a header is named as that header, with the status that HTTP has for it', () => {
  const stale = refusalAs('conflict', 'etag.stale', 'etag: it has changed, etag: again');
  const others = [refusalAs('conflict', 'x'), Object.assign(new Error(), { code: 'etag.stale' })];
  expect([stale, ...others].map(isStale)).toEqual([true, false, false]);
  expect(staleByHeader(stale)).toMatchObject({
    status: 412,
    refusal: { code: 'etag.stale' },
    message: 'if-match: it has changed, etag: again',
  });
});
