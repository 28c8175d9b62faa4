import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FixtureHandlers, type Network, problemIn, startFixtureService, startNetwork } from './fixture/network.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.stop());

test('a service that is away gives 503 with Retry-After, and is found again after its restart', async () => {
  const own = await startNetwork();
  own.handlers.unary.GetEcho = (call, reply) => reply(null, call.request);
  expect((await own.ask('/v1/echoes/e1')).status).toBe(200);
  own.service.stop();
  const away = await own.post('/v1/echoes', {});
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await problemIn(away)).detail).not.toContain('127.0.0.1');
  expect((await fetch(`${own.gateway.url}/readyz`)).status).toBe(503);
  const again = await startFixtureService(own.handlers, own.service.port);
  // A call waits for the channel, so nobody had to retry.
  expect((await own.post('/v1/echoes', {})).status).toBe(201);
  expect((await own.ask('/v1/echoes/e1')).status).toBe(200);
  expect(await (await fetch(`${own.gateway.url}/readyz`)).json()).toEqual({
    ready: true,
    checks: { open: true, fixture: true },
    warnings: {},
  });
  again.stop();
  await own.stop();
});

test('a call whose connection breaks is made again if it reads or has a key, and otherwise told as unknown', async () => {
  const own = await startNetwork();
  const calls: string[] = [];
  const broken = { code: status.UNAVAILABLE, details: 'broken', metadata: new Metadata() };
  const answerOnce: FixtureHandlers['unary'][string] = (call, reply) => {
    calls.push(call.getPath());
    if (calls.length === 1) reply(broken);
    else reply(null, call.request);
  };
  Object.assign(own.handlers.unary, { GetEcho: answerOnce, ActOnEcho: answerOnce });
  const asked = async (init: RequestInit, path = '/v1/echoes/e1:act') => {
    calls.length = 0;
    const answer = await own.ask(path, init);
    return [answer.status, calls.length];
  };
  const post = (headers: Record<string, string>) => ({
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(await asked({}, '/v1/echoes/e1')).toEqual([200, 2]);
  expect(await asked(post({ 'idempotency-key': 'key-1' }))).toEqual([200, 2]);
  expect(await asked(post({}))).toEqual([503, 1]);
  await own.stop();
});

test('a service learns that the caller has hung up', async () => {
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

test('calls are counted by subject, and guesses of tokens by address', async () => {
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
