import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unsigned } from './fixture/issuer.ts';
import { type Network, problemIn, startNetwork } from './fixture/network.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.stop());

const faultsIn = async (response: Response) =>
  (await problemIn(response)).errors.map(({ path, rule }) => `${path} ${rule}`);

describe('bad input', () => {
  const rows: [string, string, string[]][] = [
    ['a dollar key', '{"$where":"1"}', ['["$where"] unknown_field']],
    ['a dotted key', '{"child.text":"1"}', ['["child.text"] unknown_field']],
    ['__proto__', '{"__proto__":{"flag":true}}', ['["__proto__"] unknown_field']],
    ['a key twice', '{"text":"a","child":{"text":"b","text":"c"}}', ['child.text duplicate_key']],
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

  test.each(['\uFEFF{"text":"a"}', '\uFEFF'])('a body that begins with a byte order mark is read: %j', async (body) => {
    const response = await network.post('/v1/echoes', body);
    expect(response.status).toBe((await network.post('/v1/echoes', body.slice(1))).status);
    expect(response.status).toBeLessThan(300);
  });

  const bodies: [string, string | Buffer, Record<string, string>, number, string][] = [
    ['10,000 levels', `${'{"child":'.repeat(10_000)}{}${'}'.repeat(10_000)}`, {}, 400, 'body.too_deep'],
    ['broken JSON', '{"text":', {}, 400, 'body.not_json'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400, 'body.not_utf8'],
    ['another type', 'text=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'body.unsupported_type'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=euc-kr' }, 415, 'body.unsupported_type'],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 415, 'body.compressed'],
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
  ])('50 MB %s is cut off at the limit, and the caller gets the reason', async (_, announced) => {
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

test('headers and body that are wrong are told of at once', async () => {
  const response = await network.ask('/v1/notes', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': 'x', 'x-request-timeout-ms': 'soon' },
    body: '{"requestId":5}',
  });
  expect(response.status).toBe(400);
  expect(await faultsIn(response)).toEqual([
    'x-request-timeout-ms header.milliseconds',
    'if-match header.tags',
    'requestId string',
    'text string.min_len',
  ]);
});

describe('a token', () => {
  const ask = (token: string | null) =>
    fetch(
      `${network.gateway.url}/v1/echoes/e1`,
      token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
    );

  test.each<[string, () => Promise<string | null>, string]>([
    ['no token', async () => null, 'token.missing'],
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
