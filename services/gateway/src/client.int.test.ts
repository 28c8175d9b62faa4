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
import { toStatus } from '@naru/kit/rejection';
import { startTelemetry } from '@naru/telemetry/start';
import { inSpan, traceId } from '@naru/telemetry/trace';
import { openChannel, type Repeats, rawUnary } from './client.ts';
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
  startTelemetry({ service: 'test', logLevel: 'fatal' });
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

const ask = (more: { repeats?: Repeats; deadlineMs?: number; signal?: AbortSignal; metadata?: Metadata } = {}) =>
  rawUnary(channel, GET_CENTRE, Buffer.from('abc'), { deadlineMs: 2_000, ...more });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    (error: ServiceError) => error.code,
  );
const refuse = (kind: 'unavailable' | 'conflict') => toStatus(refusalAs(kind, `test.${kind}`));
/** What a connection says that breaks on the way: there are no details of a refusal. */
const broken = () => ({ code: status.UNAVAILABLE, details: 'broken', metadata: new Metadata() });
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
    expect(await codeOf(ask({ deadlineMs: 30, repeats: 'lost' }))).toBe(status.DEADLINE_EXCEEDED);
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
    answer = (call) => (calls.length < 3 ? broken() : call.request);
    expect((await ask({ repeats: 'lost' })).toString()).toBe('abc');
    expect(calls).toHaveLength(3);
  });

  test('is made once if a repeat could do something twice, or after any refusal of the service itself', async () => {
    answer = () => broken();
    expect(await codeOf(ask())).toBe(status.UNAVAILABLE);
    answer = () => refuse('unavailable');
    expect(await codeOf(ask({ repeats: 'lost' }))).toBe(status.UNAVAILABLE);
    answer = () => refuse('conflict');
    expect(await codeOf(ask({ repeats: 'lost' }))).toBe(status.ABORTED);
    expect(calls).toHaveLength(3);
  });

  test('gives up if its deadline leaves no time for another try', async () => {
    answer = () => broken();
    expect(await codeOf(ask({ repeats: 'lost', deadlineMs: 500 }))).toBe(status.UNAVAILABLE);
    expect(calls.length).toBeLessThan(6);
  });

  test('that was never sent waits until there is a connection, whatever it does', async () => {
    const first = await startServer();
    const own = openChannel(first.address);
    const act = (repeats: Repeats) => rawUnary(own, GET_CENTRE, Buffer.from('abc'), { deadlineMs: 5_000, repeats });
    await act('unsent');
    first.stop();
    expect(await codeOf(act('never'))).toBe(status.UNAVAILABLE);
    const waiting = act('unsent');
    const second = await startServer(first.port);
    expect((await waiting).toString()).toBe('abc');
    expect(calls).toHaveLength(2);
    own.close();
    second.stop();
  });

  test('that was never sent fails within three seconds if nobody comes', async () => {
    const gone = await startServer();
    const own = openChannel(gone.address);
    gone.stop();
    const begun = performance.now();
    expect(await codeOf(rawUnary(own, GET_CENTRE, Buffer.from('abc'), { deadlineMs: 10_000 }))).toBe(
      status.UNAVAILABLE,
    );
    expect(performance.now() - begun).toBeLessThan(3_000);
    own.close();
  });
});
