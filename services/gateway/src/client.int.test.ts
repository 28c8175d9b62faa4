import {
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import { toStatus } from '@naru/kit/rejection';
import { inSpan, startTelemetry, traceId } from '@naru/kit/telemetry';
import { openChannel, rawUnary } from './client.ts';
import { refusalAs } from './fixture/refusal.ts';

type Answer = (call: ServerUnaryCall<Buffer, Buffer>) => Buffer | ReturnType<typeof toStatus> | Promise<never>;

const GET_CENTRE = '/naru.registry.v1.RegistryService/GetCentre';
const asIs = (bytes: Buffer) => bytes;

let calls: ServerUnaryCall<Buffer, Buffer>[] = [];
let answer: Answer;

async function startServer(port = 0) {
  const server = new Server();
  const unary: handleUnaryCall<Buffer, Buffer> = async (call, reply) => {
    calls.push(call);
    const given = await answer(call);
    if (Buffer.isBuffer(given)) reply(null, given);
    else reply(given);
  };
  server.register(GET_CENTRE, unary, asIs, asIs, 'unary');
  const bound = await new Promise<number>((resolve, reject) => {
    const done = (error: Error | null, at: number) => (error ? reject(error) : resolve(at));
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), done);
  });
  return { port: bound, address: `127.0.0.1:${bound}`, stop: () => server.forceShutdown() };
}

let server: Awaited<ReturnType<typeof startServer>>;
let channel: ReturnType<typeof openChannel>;
beforeAll(async () => {
  startTelemetry({ service: 'test', logLevel: 'fatal', ambient: realAmbient });
  server = await startServer();
  channel = openChannel(server.address);
});
beforeEach(() => {
  calls = [];
  answer = (call) => call.request;
});
afterAll(() => {
  channel.close();
  server.stop();
});

const ask = (more: { idempotent?: boolean; deadlineMs?: number; signal?: AbortSignal; metadata?: Metadata } = {}) =>
  rawUnary(channel, GET_CENTRE, Buffer.from('abc'), { deadlineMs: 2_000, ...more });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    (error: ServiceError) => error.code,
  );
const refuse = (kind: 'unavailable' | 'conflict') => toStatus(refusalAs(kind, `test.${kind}`));
const never = () => new Promise<never>(() => undefined);

describe('a raw call', () => {
  test("passes bytes both ways, with the caller's metadata and trace", async () => {
    const metadata = new Metadata();
    metadata.set('x-mine', '1');
    const trace = await inSpan({ name: 'test' }, async () => {
      expect((await ask({ metadata })).toString()).toBe('abc');
      return traceId();
    });
    expect(calls[0]?.metadata.get('x-mine')).toEqual(['1']);
    expect(String(calls[0]?.metadata.get('traceparent')[0])).toContain(trace);
  });

  test('ends at its deadline', async () => {
    answer = never;
    expect(await codeOf(ask({ deadlineMs: 30, idempotent: true }))).toBe(status.DEADLINE_EXCEEDED);
  });

  test('is cancelled at the service by its signal', async () => {
    const stop = new AbortController();
    const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
    answer = (call) => {
      call.once('cancelled', resolve);
      stop.abort();
      return never();
    };
    expect(await codeOf(ask({ signal: stop.signal }))).toBe(status.CANCELLED);
    await cancelled;
  });

  test('returns at once if its signal has aborted', async () => {
    expect(await codeOf(ask({ signal: AbortSignal.abort() }))).toBe(status.CANCELLED);
  });

  test('is retried while the service is unavailable, if a repeat changes nothing', async () => {
    answer = (call) => (calls.length < 3 ? refuse('unavailable') : call.request);
    expect((await ask({ idempotent: true })).toString()).toBe('abc');
    expect(calls).toHaveLength(3);
  });

  test('is made once if a repeat could do something twice, or after any other refusal', async () => {
    answer = () => refuse('unavailable');
    expect(await codeOf(ask())).toBe(status.UNAVAILABLE);
    answer = () => refuse('conflict');
    expect(await codeOf(ask({ idempotent: true }))).toBe(status.ABORTED);
    expect(calls).toHaveLength(2);
  });

  test('gives up if its deadline leaves no time for another try', async () => {
    answer = () => refuse('unavailable');
    // The last pause, 800 ms, would end after the deadline. On a busy machine the five tries may take that long too.
    expect(await codeOf(ask({ idempotent: true, deadlineMs: 1_500 }))).toBe(status.UNAVAILABLE);
    expect(calls.length).toBeLessThan(6);
  });

  test('finds a server that is back', async () => {
    const first = await startServer();
    const own = openChannel(first.address);
    const get = (idempotent: boolean) =>
      rawUnary(own, GET_CENTRE, Buffer.from('abc'), { deadlineMs: 5_000, idempotent });
    await get(false);
    first.stop();
    expect(await codeOf(get(false))).toBe(status.UNAVAILABLE);
    const second = await startServer(first.port);
    expect((await get(true)).toString()).toBe('abc');
    own.close();
    second.stop();
  });
});
