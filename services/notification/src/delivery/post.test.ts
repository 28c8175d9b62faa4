import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import { poster, type Resolve, waitOf } from './post.ts';
import { tell } from './texts.ts';

let server: Server;
let port: number;
let calls: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    calls.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  calls = [];
  answer = (_, response) => response.writeHead(204).end();
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const never = new AbortController().signal;
const letter = (url: string) => ({ url, headers: { 'x-mine': '1' }, body: '{"a":"나루"}' });
const here = poster({ ambient: realAmbient, embedded: true, timeoutMs: 300 });
const post = (path = '/', signal = never) => here(letter(`http://127.0.0.1:${port}${path}`), signal);
const at = (resolve: Resolve, embedded = true) => poster({ ambient: realAmbient, embedded, timeoutMs: 300, resolve });
const named =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const REFUSED = { failure: tell('not_public') };

describe('a post', () => {
  test('sends headers and body, and returns the status', async () => {
    const { promise: got, resolve } = Promise.withResolvers<unknown>();
    answer = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      resolve([request.method, request.headers['x-mine'], Buffer.concat(chunks).toString('utf8')]);
      response.writeHead(202).end('thanks');
    };
    expect(await post()).toEqual({ status: 202, answer: 'thanks' });
    expect(await got).toEqual(['POST', '1', '{"a":"나루"}']);
  });

  test('tells how long the address wishes to be left alone, in seconds or until a date', async () => {
    for (const [header, waitMs] of [
      ['7', 7_000],
      ['soon', undefined],
    ] as const) {
      answer = (_, response) => response.writeHead(503, { 'retry-after': header }).end('나중에');
      expect(await post()).toEqual({ status: 503, answer: '나중에', ...(waitMs && { waitMs }) });
    }
    const now = new Date(Date.UTC(2026, 10, 30));
    expect(waitOf('Mon, 30 Nov 2026 00:00:09 GMT', now)).toBe(9_000);
    expect(waitOf('Sun, 29 Nov 2026 00:00:00 GMT', now)).toBe(0);
  });

  test('does not follow a redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await post('/moved')).toEqual({ status: 302 });
    expect(calls).toEqual(['/moved']);
  });

  test('does not wait for ever', async () => {
    answer = () => undefined;
    expect(await post()).toEqual({ failure: tell('no_answer', { seconds: 0.3 }) });
  });

  test('does not read an endless answer', async () => {
    let written = 0;
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    answer = (_, response) => {
      const chunk = Buffer.alloc(16 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
      };
      response.on('drain', more).on('close', resolve);
      response.writeHead(200);
      more();
    };
    expect(await post()).toEqual({ status: 200 });
    await closed;
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test('reports that nobody listens', async () => {
    const refused = await at(named('127.0.0.1'))(letter('http://localhost:1/'), never);
    expect(refused).toEqual({ failure: tell('no_connection', { error: 'ECONNREFUSED' }) });
  });

  test('reports that the name does not exist', async () => {
    const unknown: Resolve = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await at(unknown)(letter('https://partner.example/'), never)).toEqual({
      failure: tell('no_connection', { error: 'ENOTFOUND' }),
    });
  });

  test('ends when it is told to', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(post('/', stop.signal)).rejects.toThrow();
  });
});

describe('a name with private addresses', () => {
  test('gets no connection', async () => {
    expect(await at(named('127.0.0.1'), false)(letter(`https://partner.example:${port}/`), never)).toEqual(REFUSED);
    expect(await at(named('10.0.0.1'))(letter('https://partner.example/'), never)).toEqual(REFUSED);
    expect(await at(named('169.254.169.254'))(letter('https://partner.example/'), never)).toEqual(REFUSED);
    expect(await at(named('::1'), false)(letter(`https://partner.example:${port}/`), never)).toEqual(REFUSED);
    expect(calls).toEqual([]);
  });

  test('is refused as a whole if one of its addresses is private', async () => {
    expect(await at(named('8.8.8.8', '10.0.0.1'))(letter('https://partner.example/'), never)).toEqual(REFUSED);
  });

  test('is refused if it has no address', async () => {
    expect(await at(named())(letter('https://partner.example/'), never)).toEqual(REFUSED);
  });

  test('is resolved once for a connection, which goes to the checked address', async () => {
    let asked = 0;
    // Loopback first, private afterwards: a second look-up would give the private address.
    const turning: Resolve = async (host) => named(asked++ === 0 ? '127.0.0.1' : '10.0.0.1')(host);
    expect(await at(turning)(letter(`http://localhost:${port}/`), never)).toEqual({ status: 204 });
    expect(asked).toBe(1);
  });

  test('is not the only case: a literal address is checked as well', async () => {
    const open = poster({ ambient: realAmbient, embedded: false, timeoutMs: 300 });
    expect(await open(letter(`http://127.0.0.1:${port}/`), never)).toEqual(REFUSED);
    expect(await open(letter(`https://[::ffff:127.0.0.1]:${port}/`), never)).toEqual(REFUSED);
    expect(await open(letter('https://10.0.0.1/'), never)).toEqual(REFUSED);
    expect(calls).toEqual([]);
  });
});
