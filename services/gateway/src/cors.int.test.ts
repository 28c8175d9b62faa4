/** CORS, and the Location of created objects: the headers that a page in a browser needs. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Network, rawAnswer, startNetwork } from './fixture/network.ts';
import { encode } from './fixture/streams.ts';

const PORTAL = 'https://portal.example.org';

let network: Network;
beforeAll(async () => {
  network = await startNetwork({ corsOrigins: [PORTAL] });
  network.handlers.unary.GetNote = (_call, reply) => reply(null, encode('Note', { id: 'n1', etag: '7', text: 'x' }));
});
afterAll(() => network?.stop());

describe('pages of other origins', () => {
  const from = (origin: string, method = 'GET', more: Record<string, string> = {}) =>
    rawAnswer(network, '/v1/notes/n1', { headers: { origin, ...more }, method });

  test('may call if they are named, and may read the headers that they need', async () => {
    const { headers } = await from(PORTAL);
    expect(headers['access-control-allow-origin']).toBe(PORTAL);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of ['ETag', 'Location', 'Retry-After', 'Content-Language'])
      expect(headers['access-control-expose-headers']?.split(', ')).toContain(name);
  });

  test('get the answer to a preflight without a token', async () => {
    const wish = { authorization: '', 'access-control-request-method': 'PATCH' };
    const { status: code, headers } = await from(PORTAL, 'OPTIONS', wish);
    expect([code, headers['access-control-allow-origin'], headers.vary]).toEqual([204, PORTAL, 'Origin']);
    expect(headers['access-control-allow-methods']?.split(', ')).toContain('PATCH');
    expect(headers['access-control-allow-headers']?.split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'if-match', 'idempotency-key']),
    );
  });

  test('may read refusals too', async () => {
    const { status: code, headers } = await from(PORTAL, 'GET', { authorization: 'Bearer x' });
    expect([code, headers['access-control-allow-origin']]).toEqual([401, PORTAL]);
  });

  test.each(['https://elsewhere.example.org', 'null', `${PORTAL}.evil.example`, 'http://portal.example.org'])(
    'are refused from %s',
    async (origin) => {
      expect((await from(origin)).headers['access-control-allow-origin']).toBeUndefined();
      const preflight = await from(origin, 'OPTIONS', { 'access-control-request-method': 'GET' });
      expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([405, undefined]);
    },
  );
});

describe('a creation or a started operation', () => {
  test('is 201 with its address', async () => {
    network.handlers.unary.CreateNote = (_call, reply) => reply(null, encode('Note', { id: 'n:1', text: 'x' }));
    const response = await network.post('/v1/notes', { text: 'x' });
    expect([response.status, response.headers.get('location')]).toEqual([201, '/v1/notes/n%3A1']);
  });

  test('is 202 with the address of its operation at the service that runs it', async () => {
    network.handlers.unary.StartWork = (_call, reply) => reply(null, Buffer.from('\x0a\x05opr_1'));
    const response = await network.post('/v1/work:start', {});
    expect([response.status, response.headers.get('location')]).toEqual([202, '/v1/services/fixture/operations/opr_1']);
  });
});
