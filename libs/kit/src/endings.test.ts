/** How calls end: the caller leaves, the deadline passes, or the server stops. */
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Operation, OpsServiceDefinition as Ops } from '@naru/contracts/ops/v1/service';
import { log } from '@naru/telemetry/log';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type HandAmbient, handAmbient } from '@naru/testing/hand-ambient';
import { type Call, createGrpcServer, type Handlers, implement } from './serve.ts';

const operation: Operation = {
  id: 'op_1',
  kind: 'x',
  state: 'UNRECOGNIZED',
  done: 0,
  total: 0,
  createTime: undefined,
  updateTime: undefined,
  result: {},
  error: undefined,
  errorCode: '',
  path: '',
};

interface Served {
  ambient: HandAmbient;
  client: TypedClient<typeof Ops> & { close(): void };
  stop(withinMs: number): Promise<void>;
}

const open: Served[] = [];
beforeAll(() => {
  log.level = 'silent';
});
afterEach(async () => {
  for (const { client, stop, ambient } of open.splice(0)) {
    client.close();
    const stopped = stop(1);
    ambient.advance(1);
    await stopped;
  }
});

async function serve(handlers: Partial<Handlers<typeof Ops>>): Promise<Served> {
  // gRPC measures the caller's deadline by the real clock, so this test drives only our own limit.
  const ambient = handAmbient(new Date());
  const refuse = () => Promise.reject(new Error('not asked for'));
  const all = Object.fromEntries(Object.keys(Ops.methods).map((name) => [name, refuse]));
  const server = createGrpcServer({
    implementations: [implement(Ops, { ...all, ...handlers } as Handlers<typeof Ops>)],
    verify: async () => ({
      subject: 'admin',
      grants: [{ role: 'network_admin' }],
      expiresAt: new Date(8.64e15),
      token: '',
    }),
    objects: { operation: () => ({ open: true }) },
    ambient,
  });
  const client = createClient(Ops, `127.0.0.1:${await server.listen('127.0.0.1:0')}`);
  const served = { ambient, client, stop: server.stop };
  open.push(served);
  return served;
}

/** Resolves when the call is aborted. */
const untilAborted = ({ signal }: Call) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('a handler learns that its caller has left', async () => {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { client } = await serve({
    sendSnapshots: async (_, call) => {
      begin();
      await untilAborted(call);
      resolve();
      return operation;
    },
  });
  const caller = new AbortController();
  const asked = client.sendSnapshots({ service: 'registry' }, { signal: caller.signal });
  await begun;
  caller.abort();
  await expect(asked).rejects.toMatchObject({ name: 'Rejection' });
  await left;
});

test('a handler is aborted after exactly thirty seconds, however long its caller allows', async () => {
  let aborted = false;
  const { ambient, client } = await serve({
    sendSnapshots: async (_, call) => {
      await untilAborted(call);
      aborted = true;
      return operation;
    },
  });
  const asked = client.sendSnapshots({ service: 'registry' }, { deadlineMs: 3_600_000 });
  await ambient.resting();
  expect(ambient.waitingMs()).toEqual([30_000]);
  ambient.advance(29_999);
  await new Promise((next) => setImmediate(next));
  expect(aborted).toBe(false);
  ambient.advance(1);
  expect(await asked).toMatchObject({ id: 'op_1' });
});

test('a call that has ended leaves no timer behind', async () => {
  const { ambient, client } = await serve({ sendSnapshots: async () => operation });
  await client.sendSnapshots({ service: 'registry' });
  expect(ambient.waitingMs()).toEqual([]);
});

test('a reader that stops reading ends the stream at the service', async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { client } = await serve({
    watchOperation: async function* (_, call) {
      yield operation;
      await untilAborted(call);
      resolve();
    },
  });
  for await (const _ of client.watchOperation({ id: 'op_1', service: 'registry' })) break;
  await ended;
});

test('a server that stops ends its streams, and lets running calls finish', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: work, resolve: finish } = Promise.withResolvers<void>();
  const { client, stop, ambient } = await serve({
    watchOperation: async function* (_, call) {
      yield operation;
      await untilAborted(call);
    },
    sendSnapshots: async () => {
      begin();
      await work;
      return operation;
    },
  });
  const seen: string[] = [];
  const read = async () => {
    for await (const { id } of client.watchOperation({ id: 'op_1', service: 'registry' })) seen.push(id);
  };
  const [reading, asked] = [read(), client.sendSnapshots({ service: 'registry' })];
  await begun;
  await eventually(() => seen.length === 1);
  const stopped = stop(5_000);
  await reading; // It ended without an error.
  finish();
  expect(await asked).toMatchObject({ id: 'op_1' });
  await stopped;
  expect(ambient.waitingMs()).toEqual([]);
});

test('a call that does not end in time is cut off', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { client, stop, ambient } = await serve({
    sendSnapshots: () => {
      begin();
      return new Promise(() => {});
    },
  });
  const asked = client.sendSnapshots({ service: 'registry' });
  asked.catch(() => {});
  await begun;
  const stopped = stop(5_000);
  expect(ambient.waitingMs()).toContain(5_000);
  ambient.advance(5_000);
  await stopped;
  await expect(asked).rejects.toMatchObject({ name: 'Rejection' });
});
