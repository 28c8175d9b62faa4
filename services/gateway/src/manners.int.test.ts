/** Standard HTTP behaviour: conditions, caching, compression, HEAD and security headers. */

import { gunzipSync } from 'node:zlib';
import { fromBinary } from '@bufbuild/protobuf';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toStatus } from '@naru/kit/rejection';
import { fixtureMessage } from './fixture/contract.ts';
import { type Network, problemIn, rawAnswer, startNetwork } from './fixture/network.ts';
import { faultAs, refusalAs } from './fixture/refusal.ts';
import { encode, httpBody, tick } from './fixture/streams.ts';

const PORTAL = 'https://portal.example.org';
const LONG = '나루 '.repeat(400);

let network: Network;
let note = { id: 'n1', etag: '7', text: 'short' };
/** The etags that the service received, in order. */
let asked: string[] = [];

const stale = refusalAs('conflict', 'etag.stale', 'etag: note n1 has changed', [
  faultAs('etag', 'etag.stale', 'read it again'),
]);

beforeAll(async () => {
  network = await startNetwork({ corsOrigins: [PORTAL] });
  network.handlers.unary.GetNote = (_call, reply) => reply(null, encode('Note', note));
  network.handlers.unary.ActOnEcho = (call, reply) => {
    const { etag } = fromBinary(fixtureMessage('ActOnEchoRequest'), call.request) as unknown as { etag: string };
    asked.push(etag);
    if (etag === '' || etag === note.etag) reply(null, call.request);
    else reply(toStatus(stale));
  };
});
afterAll(() => network?.stop());

const raw = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  rawAnswer(network, path, { headers, method });

describe('a read', () => {
  test('has a tag of version and digest, and only its caller may cache it', async () => {
    const { headers } = await raw('/v1/notes/n1');
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"7-[\w-]{27}"$/),
      'cache-control': 'private, no-cache',
      vary: 'Origin, Authorization, Accept-Language, Accept-Encoding',
    });
  });

  test('that the caller already has is 304 without a body, and with the headers that renew the copy', async () => {
    const { headers } = await raw('/v1/notes/n1');
    const again = await raw('/v1/notes/n1', { 'if-none-match': `"1-x", W/${headers.etag}` });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(again.headers['cache-control']).toBe('private, no-cache');
    expect(again.headers['content-type']).toBeUndefined();
    note = { ...note, text: 'other' };
    expect((await raw('/v1/notes/n1', { 'if-none-match': headers.etag ?? '' })).status).toBe(200);
  });

  test.each([
    ['"7"', 200],
    ['"6-x", "7-y"', 200],
    ['*', 200],
    ['"6-x"', 412],
    ['W/"7-x"', 412],
  ])('with If-Match: %s is %i', async (condition, code) => {
    expect((await raw('/v1/notes/n1', { 'if-match': condition })).status).toBe(code);
  });

  test('of a list has a tag without a version', async () => {
    network.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
    expect((await raw('/v1/echoes/e1')).headers.etag).toMatch(/^"-[\w-]{27}"$/);
  });

  test('that is refused is not cached', async () => {
    const { status: code, headers } = await raw('/v1/nowhere');
    expect([code, headers['cache-control'], headers.etag]).toEqual([404, 'no-store', undefined]);
  });
});

describe('a change', () => {
  const act = (condition: string | undefined, body: object = {}) => {
    asked = [];
    const headers = { 'content-type': 'application/json', ...(condition ? { 'if-match': condition } : {}) };
    return network.ask('/v1/echoes/e1:act', { method: 'POST', headers, body: JSON.stringify(body) });
  };

  test.each([
    ['the present version', '"7-x"', {}, 200, ['7']],
    ['an older version', '"6-x"', {}, 412, ['6']],
    ['several versions, one of them present', '"6-x", "7-y", "8-z"', {}, 200, ['6', '7']],
    ['several versions, none of them present', '"5-x", "6-y"', {}, 412, ['5', '6']],
    ['a weak tag', 'W/"7-x"', {}, 412, ['-']],
    ['an asterisk', '*', {}, 200, ['']],
    ['the version of the body as well', '"7-x"', { etag: '7' }, 200, ['7']],
    ['nothing, but an old version in the body', undefined, { etag: '6' }, 409, ['6']],
    ['nothing at all', undefined, {}, 200, ['']],
  ] as [string, string | undefined, object, number, string[]][])('with %s', async (_, condition, body, code, etags) => {
    const response = await act(condition, body);
    expect([response.status, asked]).toEqual([code, etags]);
  });

  test('that is stale by its header names the header, not a field of the body', async () => {
    const problem = await problemIn(await act('"6-x"'));
    expect(problem).toMatchObject({ status: 412, code: 'etag.stale', errors: [{ path: 'if-match' }] });
    expect(problem.detail).toBe('if-match: note n1 has changed');
  });

  test.each([
    ['another version than the body', '"6-x"', { etag: '7' }],
    ['no tag', '7', {}],
  ])('with %s in If-Match is refused', async (_, condition, body) => {
    const response = await act(condition, body);
    expect([response.status, (await problemIn(response)).code, asked]).toEqual([400, 'header.invalid', []]);
  });

  test('of a method without versions refuses conditions', async () => {
    for (const name of ['if-match', 'if-none-match']) {
      const headers = { 'content-type': 'application/json', [name]: '"7"' };
      const response = await network.ask('/v1/echoes', { method: 'POST', headers, body: '{}' });
      expect([response.status, (await problemIn(response)).code]).toEqual([400, 'header.invalid']);
    }
  });
});

describe('gzip', () => {
  test('packs an answer of 1 kB or more, under its own tag, which is recognised later', async () => {
    note = { id: 'n1', etag: '7', text: LONG };
    const plain = await raw('/v1/notes/n1');
    const packed = await raw('/v1/notes/n1', { 'accept-encoding': 'br, gzip;q=0.5' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': String(packed.body.length),
      etag: plain.headers.etag?.replace(/"$/, '-gzip"'),
    });
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    for (const etag of [plain.headers.etag, packed.headers.etag]) {
      const again = await raw('/v1/notes/n1', { 'accept-encoding': 'gzip', 'if-none-match': etag ?? '' });
      expect(again.status).toBe(304);
    }
    expect((await raw('/v1/notes/n1', { 'if-match': packed.headers.etag ?? '' })).status).toBe(200);
  });

  test.each(['', 'identity', 'gzip;q=0', '*;q=0', 'gzip;q=0, *', 'br'])('is not used for %j', async (wish) => {
    const { headers } = await raw('/v1/notes/n1', { 'accept-encoding': wish });
    expect(headers['content-encoding']).toBeUndefined();
  });

  test('is not used below 1 kB', async () => {
    note = { id: 'n1', etag: '7', text: 'x'.repeat(900) };
    const { headers, body } = await raw('/v1/notes/n1', { 'accept-encoding': 'gzip' });
    expect([headers['content-encoding'], body.length < 1024]).toEqual([undefined, true]);
  });

  test('is not used in streams', async () => {
    network.handlers.down.WatchTicks = (call) => {
      for (let number = 0; number < 200; number++) call.write(tick(number));
      call.end();
    };
    const { headers, body } = await raw('/v1/ticks:watch', { 'accept-encoding': 'gzip' });
    expect([headers['content-encoding'], body.length > 1024]).toEqual([undefined, true]);
  });
});

describe('a download', () => {
  const file = (pieces: number, etag = '') => {
    network.handlers.down.DownloadFile = (call) => {
      call.write(httpBody({ contentType: 'text/csv', data: Buffer.alloc(64 * 1024, 0x61), name: '표.csv', etag }));
      for (let piece = 1; piece < pieces; piece++) call.write(httpBody({ data: Buffer.alloc(64 * 1024, 0x61) }));
      call.end();
    };
  };

  test('of a small file has its name, a tag of its bytes and gzip, and is 304 if the caller has it', async () => {
    file(1);
    const { headers, body } = await raw('/v1/files/f1', { 'accept-encoding': 'gzip' });
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename="_.csv"; filename*=UTF-8''%ED%91%9C.csv`,
      'content-encoding': 'gzip',
      etag: expect.stringMatching(/^"-[\w-]{27}-gzip"$/),
      'cache-control': 'private, no-cache',
    });
    expect(gunzipSync(body)).toHaveLength(64 * 1024);
    const again = await raw('/v1/files/f1', { 'if-none-match': headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test('of a large file streams, and is 304 by the tag from its service', async () => {
    file(40, 'fil_1');
    const { headers, body } = await raw('/v1/files/f1', { 'accept-encoding': 'gzip' });
    expect([headers.etag, headers['content-encoding'], body.length]).toEqual(['"-fil_1"', undefined, 40 * 64 * 1024]);
    const again = await raw('/v1/files/f1', { 'if-none-match': '"-fil_1"' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test('that a link opens does not depend on a token', async () => {
    network.handlers.down.ReadByLink = (call) => {
      call.write(httpBody({ contentType: 'text/calendar', data: Buffer.from('BEGIN:VCALENDAR') }));
      call.end();
    };
    const { headers } = await raw('/v1/links/secret');
    expect([headers['cache-control'], headers.vary]).toEqual(['private, no-cache', 'Origin, Accept-Encoding']);
    expect((await raw('/v1/links/secret', { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
  });
});

describe('HEAD', () => {
  test('is GET without the body, with its length', async () => {
    note = { id: 'n1', etag: '7', text: LONG };
    const [get, head] = [await raw('/v1/notes/n1'), await raw('/v1/notes/n1', {}, 'HEAD')];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['etag', 'content-length', 'content-type']) expect(head.headers[name]).toBe(get.headers[name]);
  });

  test.each([1, 40])('of a download of %i pieces reads no more than it needs', async (pieces) => {
    network.handlers.down.DownloadFile = (call) => {
      for (let piece = 0; piece < pieces; piece++)
        call.write(httpBody({ contentType: 'text/csv', data: Buffer.alloc(64 * 1024) }));
      call.end();
    };
    const { status: code, headers, body } = await raw('/v1/files/f1', {}, 'HEAD');
    expect([code, headers['content-type'], body.length]).toEqual([200, 'text/csv', 0]);
  });

  test('of a stream ends after the headers, and the service learns of it', async () => {
    const { promise: cancelled, resolve } = Promise.withResolvers<void>();
    network.handlers.down.WatchTicks = (call) => {
      call.once('cancelled', resolve);
      call.write(tick(1));
    };
    const { status: code, headers, body } = await raw('/v1/ticks:watch', {}, 'HEAD');
    expect([code, headers['content-type'], body.length]).toEqual([200, 'text/event-stream', 0]);
    await cancelled;
  });

  test('of a refused request is the refusal', async () => {
    network.handlers.unary.GetEcho = (_call, reply) => reply({ code: status.UNIMPLEMENTED });
    expect((await raw('/v1/nowhere', {}, 'HEAD')).status).toBe(404);
    expect((await raw('/v1/echoes/e1', { authorization: 'Bearer x' }, 'HEAD')).status).toBe(401);
  });
});

test('a call can be found by its id and its trace, in the headers and in the problem', async () => {
  const { headers } = await raw('/v1/notes/n1', { 'x-request-id': 'mine-1' });
  expect([headers['x-request-id'], headers['x-trace-id']]).toEqual(['mine-1', expect.stringMatching(/^[0-9a-f]{32}$/)]);
  const refused = await network.ask('/v1/nowhere', { headers: { 'x-request-id': 'not well formed' } });
  const problem = await problemIn(refused);
  expect(problem.requestId).toMatch(/^request-\d+$/);
  expect([refused.headers.get('x-request-id'), refused.headers.get('x-trace-id')]).toEqual([
    problem.requestId,
    problem.traceId,
  ]);
});

test('the reference pages carry a tag, and are 304 if unchanged', async () => {
  for (const path of ['/openapi.json', '/events.json']) {
    const { headers } = await raw(path);
    expect(headers['cache-control']).toBe('no-cache');
    expect((await raw(path, { 'if-none-match': headers.etag ?? '' })).status).toBe(304);
  }
});

test('every answer tells the browser not to guess types, to stay with HTTPS, and to run nothing', async () => {
  for (const path of ['/v1/notes/n1', '/v1/nothing']) {
    const { headers } = await raw(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'; sandbox$/),
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
    });
  }
});
