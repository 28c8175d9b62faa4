import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Rejection, toStatus } from '@naru/kit/rejection';
import { unsigned } from './fixture/issuer.ts';
import { type Network, problemIn, startFixtureService, startNetwork } from './fixture/network.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.stop());

const faultsIn = async (response: Response) =>
  (await problemIn(response)).errors.map(({ path, rule }) => `${path} ${rule}`);

describe('a call', () => {
  test('goes to the service as protobuf and comes back as JSON with every default', async () => {
    const response = await network.post('/v1/echoes', {
      text: '한강',
      large: '9007199254740991',
      children: [{ flag: true }],
    });
    expect(response.status).toBe(200);
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

  test('needs no body where nothing is to be said', async () => {
    network.handlers.unary.ActOnEcho = (call, reply) => reply(null, call.request);
    const response = await network.ask('/v1/echoes/e1:act', {
      method: 'POST',
      headers: { 'idempotency-key': '"k-1"' },
    });
    expect(await response.json()).toEqual({ id: 'e1', requestId: 'k-1', reason: '' });
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
    const faults = [{ path, rule: 'string.max_len', message: 'too long' }];
    const refusal = new Rejection({
      kind: 'rule',
      code: 'venture.consent_missing',
      message: `${path}: too long`,
      faults,
    });
    network.handlers.unary.ActOnEcho = (_call, reply) => reply(toStatus(refusal));
    const response = await network.post('/v1/echoes/e1:act', {});
    expect(response.status).toBe(422);
    expect(await problemIn(response)).toEqual({
      type: 'urn:naru:problem:venture.consent_missing',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'child.excludedByRule["a_b"]: too long',
      code: 'venture.consent_missing',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      errors: [{ path: 'child.excludedByRule["a_b"]', rule: 'string.max_len', message: 'too long' }],
    });
  });

  test.each([
    ['a bug of the service', toStatus(new TypeError('secret')), 500, 'internal'],
    ['what no service of ours says', { code: status.INTERNAL, details: 'secret' }, 500, 'internal'],
    ['an unknown code', { code: status.DATA_LOSS, details: 'secret' }, 500, 'internal'],
    [
      'a full service',
      toStatus(new Rejection({ kind: 'exhausted', code: 'outbox.full', message: 'later' })),
      429,
      'outbox.full',
    ],
    [
      'an object that is not there',
      toStatus(new Rejection({ kind: 'not_found', code: 'x.not_found', message: 'no x' })),
      404,
      'x.not_found',
    ],
  ])('%s shows nothing of the inside', async (_, error, httpStatus, code) => {
    network.handlers.unary.ActOnEcho = (_call, reply) => reply(error);
    const response = await network.post('/v1/echoes/e1:act', {});
    expect(response.status).toBe(httpStatus);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code });
  });

  test('a service that is too slow is 504, by the deadline the caller asked for', async () => {
    network.handlers.unary.ActOnEcho = () => undefined;
    const response = await network.ask('/v1/echoes/e1:act', {
      method: 'POST',
      headers: { 'x-request-timeout-ms': '30' },
    });
    expect([response.status, (await problemIn(response)).code]).toEqual([504, 'timeout']);
  });

  test('a deadline that is none is refused', async () => {
    const response = await network.ask('/v1/echoes/e1', { headers: { 'x-request-timeout-ms': 'soon' } });
    expect((await problemIn(response)).code).toBe('header.invalid');
  });

  test('unknown paths, methods and services say so', async () => {
    const nowhere = await network.ask('/v1/nowhere');
    expect([nowhere.status, (await problemIn(nowhere)).code]).toEqual([404, 'path.unknown']);
    const wrongMethod = await network.ask('/v1/echoes/e1', { method: 'DELETE' });
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, PATCH']);
    const service = await network.ask('/v1/services/treasury/things/t1');
    expect(await problemIn(service)).toMatchObject({
      status: 404,
      code: 'service.unknown',
      detail: 'service: must be one of fixture',
    });
    expect((await problemIn(await network.ask('/v1/echoes/%ff'))).code).toBe('path.malformed');
    expect((await problemIn(await network.ask('/v1/echoes/e1?tags=%ff'))).code).toBe('query.malformed');
  });
});

describe('bad input', () => {
  const rows: [string, string, string[]][] = [
    ['a dollar key', '{"$where":"1"}', ['["$where"] unknown_field']],
    ['a dotted key', '{"child.text":"1"}', ['["child.text"] unknown_field']],
    ['__proto__', '{"__proto__":{"flag":true}}', ['__proto__ unknown_field']],
    ['half a surrogate pair', '{"text":"\\ud800"}', ['text unicode']],
    ['2^53+1 won, unquoted', '{"large":9007199254740993}', ['large int64']],
    ['2^53+1 won, quoted', '{"large":"9007199254740993"}', ['large int64']],
    ['unknown enum names', '{"colours":["RED","GREEN"],"colour":"red"}', ['colours[1] enum', 'colour enum']],
  ];
  test.each(rows)('%s is 400 with its path and rule', async (_, body, faults) => {
    const response = await network.post('/v1/echoes', body);
    expect(response.status).toBe(400);
    expect(await faultsIn(response)).toEqual(faults);
  });

  const bodies: [string, string | Buffer, Record<string, string>, number, string][] = [
    ['10,000 levels', `${'{"child":'.repeat(10_000)}{}${'}'.repeat(10_000)}`, {}, 400, 'body.too_deep'],
    ['broken JSON', '{"text":', {}, 400, 'body.not_json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400, 'body.not_utf8'],
    ['another type', 'text=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'body.unsupported_type'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=euc-kr' }, 415, 'body.unsupported_type'],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 415, 'body.unsupported_type'],
    ['a body one byte too large', '{}'.padStart(1024 * 1024 + 1), {}, 413, 'body.too_large'],
  ];
  test.each(bodies)('%s', async (_, body, headers, httpStatus, code) => {
    const response = await network.ask('/v1/echoes', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect([response.status, (await problemIn(response)).code]).toEqual([httpStatus, code]);
  });

  test.each([
    ['with its length announced', true],
    ['without', false],
  ])('50 MB %s is cut off at the limit, and the caller sees why', async (_, announced) => {
    const size = 50 * 1024 * 1024;
    const headers = {
      authorization: `Bearer ${await network.issuer.token()}`,
      'content-type': 'application/json',
      ...(announced ? { 'content-length': size } : {}),
    };
    const request = httpRequest(`${network.gateway.url}/v1/echoes`, { method: 'POST', headers });
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    let sent = 0;
    const body = function* () {
      for (; sent < size; sent += chunk.length) yield chunk;
    };
    Readable.from(body()).pipe(request);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(sent).toBeLessThan(size / 2);
    let text = '';
    for await (const part of response) text += part;
    expect([response.statusCode, JSON.parse(text).code]).toEqual([413, 'body.too_large']);
    request.destroy();
  });
});

describe('a token', () => {
  const ask = (token: string | null) =>
    fetch(
      `${network.gateway.url}/v1/echoes/e1`,
      token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
    );

  test.each<[string, () => Promise<string | null>, string]>([
    ['none at all', async () => null, 'token.missing'],
    ['no JWT', async () => 'abc', 'token.invalid'],
    ['alg none', async () => unsigned(await network.issuer.token()), 'token.invalid'],
    ['forged', () => network.issuer.token({ forged: true }), 'token.invalid'],
    ['for another audience', () => network.issuer.token({ audience: 'other' }), 'token.invalid'],
    ['of another issuer', () => network.issuer.token({ issuer: 'http://elsewhere' }), 'token.invalid'],
    ['expired', () => network.issuer.token({ expiresAt: new Date(0) }), 'token.expired'],
  ])('%s is 401', async (_, token, code) => {
    const response = await ask(await token());
    expect([response.status, (await problemIn(response)).code]).toEqual([401, code]);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });
});

describe('the service behind', () => {
  test('is found again after a restart, and is 503 with Retry-After while it is away', async () => {
    const own = await startNetwork();
    own.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
    expect((await own.ask('/v1/echoes/e1')).status).toBe(200);
    own.service.stop();
    const away = await own.post('/v1/echoes', {});
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await problemIn(away)).detail).not.toContain('127.0.0.1');
    expect((await fetch(`${own.gateway.url}/readyz`)).status).toBe(503);
    const again = await startFixtureService(own.handlers, own.service.port);
    expect((await own.ask('/v1/echoes/e1')).status).toBe(200); // A read waits for the channel; nobody had to retry.
    expect((await own.post('/v1/echoes', {})).status).toBe(200);
    expect(await (await fetch(`${own.gateway.url}/readyz`)).json()).toEqual({ ready: true, checks: { fixture: true } });
    again.stop();
    await own.stop();
  });

  test('hears when the caller hangs up', async () => {
    const { promise: called, resolve: onCall } = Promise.withResolvers<void>();
    const cancelled = new Promise<void>((resolve) => {
      network.handlers.unary.ActOnEcho = (call) => {
        call.once('cancelled', resolve);
        onCall();
      };
    });
    const hangUp = new AbortController();
    const asked = network.ask('/v1/echoes/e1:act', { method: 'POST', signal: hangUp.signal }).catch(() => 'hung up');
    await called;
    hangUp.abort();
    await cancelled;
    expect(await asked).toBe('hung up');
  });
});

test('calls are counted by subject, and the guessing of tokens by address', async () => {
  const own = await startNetwork({ ratePerMinute: 2 });
  own.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
  const statuses = async (headers: Record<string, string>) => {
    const answers: Response[] = [];
    for (let call = 0; call < 3; call++) answers.push(await own.ask('/v1/echoes/e1', { headers }));
    return answers;
  };
  const mine = await statuses({});
  expect(mine.map(({ status: code }) => code)).toEqual([200, 200, 429]);
  expect(mine[0]?.headers.get('ratelimit')).toBe('limit=2, remaining=1, reset=60');
  expect(Number(mine[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  const other = await own.issuer.token({ subject: 'officer-2' });
  expect((await statuses({ authorization: `Bearer ${other}` })).map(({ status: code }) => code)).toEqual([
    200, 200, 429,
  ]);
  expect((await statuses({ authorization: 'Bearer x' })).map(({ status: code }) => code)).toEqual([401, 401, 429]);
  await own.stop();
});

test('the pages need no token and load nothing from elsewhere', async () => {
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

test('headers beyond 16 KiB are cut off', async () => {
  const { port } = new URL(network.gateway.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET /livez HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect(text).toMatch(/^HTTP\/1\.1 431/);
});
