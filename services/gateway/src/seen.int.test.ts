/** What the gateway lets its operators see: a line for each request, and what is wrong although it works. */
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { listenToLog } from '@naru/testing/log-lines';
import { type Network, startNetwork } from './fixture/network.ts';
import { refusal, tick } from './fixture/streams.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.stop());

let log: ReturnType<typeof listenToLog>;
beforeEach(() => {
  log = listenToLog();
  network.handlers.unary = { GetEcho: (call, reply) => reply(null, call.request) };
});
afterEach(() => {
  log.end();
  network.handlers.down = {};
});

const requests = () => log.lines.filter(({ text }) => text === 'request').map(({ facts }) => facts);
const lineOf = () => eventually(() => requests()[0] ?? null);

test('a request leaves one line: its method, route, status, time and the hash of its subject, and no text of the caller', async () => {
  await network.ask('/v1/echoes/secret-id?text=secret-query');
  const line = await lineOf();
  expect(line).toEqual({
    method: 'GET',
    route: expect.stringMatching(/^\/v1\/echoes\/\{/),
    status: expect.any(Number),
    ms: expect.any(Number),
    subject: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(JSON.stringify(line)).not.toContain('secret');
  expect(requests()).toHaveLength(1);
});

test.each([
  ['/v1/nowhere/secret', undefined, 404],
  ['/livez', '/livez', 200],
  ['/LiveZ', '/livez', 200],
])('%s has the route %s and the status %d', async (path, route, code) => {
  await network.ask(path);
  expect(await lineOf()).toMatchObject({ route, status: code });
});

test('a refused token leaves a line without a subject', async () => {
  await network.ask('/v1/echoes/e1', { headers: { authorization: 'Bearer wrong' } });
  expect(await lineOf()).toMatchObject({ status: 401, subject: undefined });
});

test('a stream is shown while it is open, and its line comes at its end', async () => {
  network.handlers.down.WatchTicks = (call) => call.write(tick(1));
  const hangUp = new AbortController();
  await network.ask('/v1/ticks:watch', { signal: hangUp.signal });
  expect(network.gateway.streams()).toEqual([{ value: 1, labels: { 'http.route': '/v1/ticks:watch' } }]);
  expect(requests()).toEqual([]);
  hangUp.abort();
  expect(await lineOf()).toMatchObject({ route: '/v1/ticks:watch', status: 200 });
  expect(network.gateway.streams()).toEqual([{ value: 0, labels: { 'http.route': '/v1/ticks:watch' } }]);
});

test('a read that a service itself refuses as unavailable is not tried again, and says when to come back', async () => {
  let calls = 0;
  network.handlers.unary.GetEcho = (_call, reply) => {
    calls += 1;
    reply({ ...refusal(), code: status.UNAVAILABLE });
  };
  const response = await network.ask('/v1/echoes/e1');
  expect([response.status, response.headers.get('retry-after'), calls]).toEqual([503, '1', 1]);
});

test('an issuer whose keys cannot be read stands in /readyz, and the gateway is as ready as before', async () => {
  const jwksUrl = 'http://127.0.0.1:1/keys.json';
  const other = await startNetwork({ identity: { issuer: 'urn:x', audience: 'naru', jwksUrl } });
  const body = await eventually(async () => {
    const response = await other.ask('/readyz');
    const answer = (await response.json()) as { ready: boolean; warnings: Record<string, string> };
    return answer.warnings.issuer ? answer : null;
  });
  expect(body).toMatchObject({ ready: true, warnings: { issuer: expect.stringContaining(jwksUrl) } });
  await other.stop();
});
