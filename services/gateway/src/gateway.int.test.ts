import { once } from 'node:events';
import { connect } from 'node:net';
import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toStatus } from '@naru/kit/rejection';
import { type Network, problemIn, startNetwork } from './fixture/network.ts';
import { faultAs, refusalAs } from './fixture/refusal.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.stop());

describe('a call', () => {
  test('goes to the service as protobuf and returns as JSON with every default', async () => {
    const response = await network.post('/v1/echoes', {
      text: '한강',
      large: '9007199254740991',
      children: [{ flag: true }],
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      text: '한강',
      large: '9007199254740991',
      small: 0,
      words: [],
      children: [{ flag: true, text: '' }],
    });
  });

  test('carries token, request id and trace to the service', async () => {
    let seen = new Metadata();
    network.handlers.unary.GetEcho = (call, reply) => {
      seen = call.metadata;
      reply(null, call.request);
    };
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const response = await network.ask('/v1/echoes/e1', { headers: { 'x-request-id': 'mine', traceparent } });
    expect(response.headers.get('x-request-id')).toBe('mine');
    expect(seen.get('x-request-id')).toEqual(['mine']);
    expect(String(seen.get('traceparent')[0])).toContain('a'.repeat(32));
    expect(String(seen.get('authorization')[0])).toMatch(/^Bearer ey/);
  });

  test('needs no body if the request has no fields', async () => {
    network.handlers.unary.ActOnEcho = (call, reply) => reply(null, call.request);
    const response = await network.ask('/v1/echoes/e1:act', {
      method: 'POST',
      headers: { 'idempotency-key': '"k-1"' },
    });
    expect(await response.json()).toEqual({ id: 'e1', requestId: 'k-1', reason: '', etag: '' });
  });

  test('answers HEAD like GET without the body', async () => {
    network.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
    const response = await network.ask('/v1/echoes/e1', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('a refusal', () => {
  test('of the service is a problem with its code and with JSON paths', async () => {
    const path = 'child.excluded_by_rule["a_b"]';
    const faults = [faultAs(path, 'string.max_len', 'too long')];
    const words = 'child.excludedByRule["a_b"]: too long';
    const refusal = refusalAs('rule', 'venture.consent_missing', words, faults);
    network.handlers.unary.ActOnEcho = (_call, reply) => reply(toStatus(refusal));
    const response = await network.post('/v1/echoes/e1:act', {});
    expect(response.status).toBe(422);
    expect(await problemIn(response)).toEqual({
      type: 'urn:naru:problem:venture.consent_missing',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'child.excludedByRule["a_b"]: too long',
      code: 'venture.consent_missing',
      params: {},
      requestId: response.headers.get('x-request-id'),
      traceId: response.headers.get('x-trace-id'),
      errors: [{ path: 'child.excludedByRule["a_b"]', rule: 'string.max_len', message: 'too long' }],
    });
  });

  test.each([
    ['a bug of the service', toStatus(new TypeError('secret')), 500, 'internal'],
    ['an error that no service of ours sends', { code: status.INTERNAL, details: 'secret' }, 500, 'internal'],
    ['an unknown code', { code: status.DATA_LOSS, details: 'secret' }, 500, 'internal'],
    ['a full service', toStatus(refusalAs('exhausted', 'outbox.full')), 429, 'outbox.full'],
    ['an object that is not there', toStatus(refusalAs('not_found', 'x.not_found')), 404, 'x.not_found'],
  ])('%s shows no internal detail', async (_, error, httpStatus, code) => {
    network.handlers.unary.ActOnEcho = (_call, reply) => reply(error);
    const response = await network.post('/v1/echoes/e1:act', {});
    expect(response.status).toBe(httpStatus);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code });
  });

  test('a service that is too slow gives 504, at the deadline of the caller', async () => {
    network.handlers.unary.ActOnEcho = () => undefined;
    const response = await network.ask('/v1/echoes/e1:act', {
      method: 'POST',
      headers: { 'x-request-timeout-ms': '30' },
    });
    expect([response.status, (await problemIn(response)).code]).toEqual([504, 'timeout']);
  });

  test('an invalid deadline is refused', async () => {
    for (const text of ['soon', '0', '-1', '1.5', '1e3', '01', '9'.repeat(10)]) {
      const response = await network.ask('/v1/echoes/e1', { headers: { 'x-request-timeout-ms': text } });
      expect(await problemIn(response)).toMatchObject({ status: 400, code: 'header.invalid' });
    }
    expect((await network.ask('/v1/echoes/e1', { headers: { 'x-request-timeout-ms': '9'.repeat(9) } })).status).toBe(
      200,
    );
  });

  test('unknown paths, methods and services are not found', async () => {
    const nowhere = await network.ask('/v1/nowhere');
    expect([nowhere.status, (await problemIn(nowhere)).code]).toEqual([404, 'path.unknown']);
    const wrongMethod = await network.ask('/v1/echoes/e1', { method: 'DELETE' });
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH']);
    const service = await network.ask('/v1/services/treasury/things/t1');
    expect(await problemIn(service)).toMatchObject({
      status: 404,
      code: 'service.unknown',
      detail: 'service: must be one of fixture',
    });
    for (const [path, code] of [
      ['/v1/echoes/%ff', 'path.malformed'],
      ['/v1/echoes/e1?tags=%ff', 'query.malformed'],
    ] as const)
      expect(await problemIn(await network.ask(path))).toMatchObject({ status: 400, code });
  });
});

test('the pages need no token and load nothing from other hosts', async () => {
  const get = (path: string) => fetch(network.gateway.url + path);
  expect((await get('/livez')).status).toBe(200);
  expect(await (await get('/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
  expect(await (await get('/events.json')).json()).toMatchObject({ events: expect.any(Array) });
  const docs = await get('/docs/');
  const html = await docs.text();
  expect(docs.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(html).not.toMatch(/<script(?! src=)|<script[^>]*>\s*[^<\s]/);
  for (const [, asset] of html.matchAll(/(?:src|href)="(\.\/[^"]+)"/g))
    expect((await get(`/docs/${asset}`)).status).toBe(200);
});

/** What comes back on a connection of its own: status, headers and body of the one answer. */
async function answerTo(...parts: string[]) {
  const socket = connect(Number(new URL(network.gateway.url).port), '127.0.0.1');
  for (const part of parts) socket.write(part);
  let text = '';
  for await (const chunk of socket) text += chunk;
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head, problem: JSON.parse(body) as unknown };
}

test.each([
  ['headers beyond 16 KiB', 'GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ', 431, 'headers.too_large'],
  ['an address beyond 16 KiB', 'GET /livez?query=', 431, 'headers.too_large'],
  ['what is not HTTP', 'EHLO naru\r\n', 400, 'request.unreadable'],
])('%s get a whole answer, although more is on its way', async (_what, begin, status, code) => {
  // More than a system keeps for a connection: without reading on, the answer would be lost with the rest.
  const rest = Array.from({ length: 50 }, () => 'a'.repeat(100_000));
  const { head, problem } = await answerTo(begin, ...rest);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(problem).toMatchObject({ status, code, requestId: expect.stringMatching(/./) });
});

test('a stop waits for calls, but not for idle connections', async () => {
  const own = await startNetwork();
  const unused = connect(Number(new URL(own.gateway.url).port), '127.0.0.1');
  await once(unused, 'connect');
  const { promise: called, resolve: onCall } = Promise.withResolvers<() => void>();
  own.handlers.unary.GetEcho = (call, reply) => onCall(() => reply(null, call.request));
  const asked = own.ask('/v1/echoes/e1');
  const reply = await called;
  const stopped = own.gateway.stop();
  await once(unused, 'close');
  reply();
  expect((await asked).status).toBe(200);
  await stopped;
  await expect(own.ask('/v1/echoes/e1')).rejects.toThrow();
  own.service.stop();
  own.issuer.stop();
});

test('a stop says first that the gateway is not ready, and goes on accepting until a balancer has noticed', async () => {
  const own = await startNetwork({ limits: { closingMs: 1_000 } });
  own.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
  const readyz = async () => {
    const response = await fetch(`${own.gateway.url}/readyz`);
    return { status: response.status, ...((await response.json()) as { checks: object }) };
  };
  expect(await readyz()).toMatchObject({ status: 200, checks: { open: true } });
  const begun = performance.now();
  const stopped = own.gateway.stop();
  expect(await readyz()).toMatchObject({ status: 503, checks: { open: false } });
  expect((await fetch(`${own.gateway.url}/livez`)).status).toBe(503);
  expect(await Promise.resolve(own.gateway.checks.open?.())).toBe(false);
  const late = await own.ask('/v1/echoes/e1');
  expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
  await stopped;
  expect(performance.now() - begun).toBeGreaterThanOrEqual(999);
  await expect(own.ask('/v1/echoes/e1')).rejects.toThrow();
  own.service.stop();
  own.issuer.stop();
});
