import { Client, connectivityState, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TOKEN_ROLES } from '@naru/contracts';
import { OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import { log } from '@naru/telemetry/log';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { MongoNetworkError } from 'mongodb';
import { realAmbient } from './ambient.ts';
import { LINK_HOLDER } from './identity.ts';
import { Rejection } from './rejection.ts';
import { createGrpcServer, type Implementation, implement } from './serve.ts';

let failure: Error;
const fail = async (): Promise<never> => {
  throw failure;
};
const caller = { subject: 'operator', grants: [{ role: 'network_admin' }], token: '' };
const handlers = Object.fromEntries(Object.keys(OpsServiceDefinition.methods).map((name) => [name, fail]));

let server: ReturnType<typeof createGrpcServer>;
let client: TypedClient<typeof OpsServiceDefinition> & { close(): void };

beforeAll(async () => {
  log.level = 'silent';
  const implementation: Implementation = implement(OpsServiceDefinition, handlers as never);
  server = createGrpcServer({
    implementations: [implementation],
    verify: async () => caller as never,
    objects: {},
    ambient: realAmbient,
  });
  const port = await server.listen('127.0.0.1:0');
  client = createClient(OpsServiceDefinition, `127.0.0.1:${port}`, { token: async () => 'any' });
});
afterAll(async () => {
  client?.close();
  await server?.stop(1_000);
});

const refusal = () => client.listParkedEvents({ service: 'registry' }).catch((error: unknown) => error);

test('a database that does not answer is reported as unavailable, which callers retry', async () => {
  failure = new MongoNetworkError('the connection broke');
  expect(await refusal()).toMatchObject({ kind: 'unavailable', code: 'database.unavailable' });
});

test('any other failure is a bug, and no detail of it is sent', async () => {
  failure = new TypeError('a secret of the inside');
  const told = await refusal();
  expect(told).toMatchObject({ kind: 'bug' });
  expect(String(told)).not.toContain('secret');
});

test('a method by link asks for no token and knows no caller; the other methods of its service still ask; no token gives its rights', async () => {
  const seen: unknown[] = [];
  const linked = createGrpcServer({
    implementations: [
      implement(CalendarServiceDefinition, {
        ...Object.fromEntries(Object.keys(CalendarServiceDefinition.methods).map((name) => [name, fail])),
        readCalendarFeed: async function* ({ token }: { token: string }, call: unknown) {
          seen.push((call as { caller: unknown }).caller);
          yield { contentType: 'text/plain', data: Buffer.from(token), extensions: [] };
        },
      } as never),
    ],
    verify: async () => {
      throw new Rejection({
        kind: 'anonymous',
        code: 'token.missing',
        said: { ko: 'give a token', en: 'give a token' },
      });
    },
    objects: {},
    names: { venture: fail, investor: fail, centre: fail },
    ambient: realAmbient,
  });
  const port = await linked.listen('127.0.0.1:0');
  const stranger = createClient(CalendarServiceDefinition, `127.0.0.1:${port}`, { token: async () => 'forged' });
  const pieces: string[] = [];
  for await (const { data } of stranger.readCalendarFeed({ token: 'secret' }))
    pieces.push(Buffer.from(data).toString());
  expect(pieces).toEqual(['secret']);
  expect(seen).toEqual([{ subject: LINK_HOLDER.subject }]);
  await expect(stranger.listCalendarFeeds({})).rejects.toMatchObject({ kind: 'anonymous' });
  await expect(stranger.revokeCalendarFeed({ id: 'x' })).rejects.toMatchObject({ kind: 'anonymous' });
  expect([...TOKEN_ROLES]).not.toContain('link');
  stranger.close();
  await linked.stop(1_000);
});

test('an old connection is replaced, so that a new replica gets its share; a call on it goes on', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const slow = { ...handlers, listParkedEvents: () => released.then(() => ({ parkedEvents: [], nextPageToken: '' })) };
  const aging = createGrpcServer({
    implementations: [implement(OpsServiceDefinition, slow as never)],
    verify: async () => caller as never,
    objects: {},
    connectionAgeMs: 200,
    ambient: realAmbient,
  });
  const port = await aging.listen('127.0.0.1:0');
  const old = createClient(OpsServiceDefinition, `127.0.0.1:${port}`, { token: async () => 'any' });
  const raw = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const { READY } = connectivityState;
  const asked = old.listParkedEvents({ service: 'registry' });
  await new Promise((resolve) => raw.waitForReady(Date.now() + 10_000, resolve));
  // It is ready no longer once the server has asked it to connect anew.
  await new Promise((resolve) => raw.getChannel().watchConnectivityState(READY, Date.now() + 10_000, resolve));
  expect(raw.getChannel().getConnectivityState(false)).not.toBe(READY);
  release();
  expect(await asked).toMatchObject({ parkedEvents: [] });
  raw.close();
  old.close();
  await aging.stop(1_000);
});
