/**
 * Clients for the definitions that ts-proto generates: plain objects in and out, Rejections for refusals. Only for
 * tests: services do not call each other, and the gateway forwards bytes.
 */
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { realAmbient } from '@naru/kit/ambient';
import { fromStatus } from '@naru/kit/rejection';
import { inject } from '@naru/telemetry/trace';
import type { Language } from '@naru/words/language';

export interface CallOptions {
  deadlineMs: number;
  /** True if a repeated call changes nothing: then the client retries while the service is not there yet. */
  idempotent?: boolean;
  signal?: AbortSignal;
}

/** The same limit as a server's limit for a call: a busy machine must not fail a test. */
const DEADLINE_MS = 30_000;
const TRY_AGAIN_MS = 100;
const TRIES_MAX = 20;

interface MethodDefinition {
  name: string;
  requestType: {
    fromPartial(partial: never): unknown;
    encode(message: never): { finish(): Uint8Array };
  };
  requestStream: boolean;
  responseType: { decode(bytes: Uint8Array): unknown };
  responseStream: boolean;
}

interface ServiceDefinition {
  fullName: string;
  methods: Readonly<Record<string, MethodDefinition>>;
}

type Asked<M extends MethodDefinition> = Parameters<M['requestType']['fromPartial']>[0];
type Answered<M extends MethodDefinition> = ReturnType<M['responseType']['decode']>;

/** The methods of a definition as functions. A field that a request omits has its default. */
export type TypedClient<D extends ServiceDefinition> = {
  [K in keyof D['methods']]: (
    request: Asked<D['methods'][K]>,
    options?: Partial<CallOptions>,
  ) => D['methods'][K]['responseStream'] extends true
    ? AsyncIterable<Answered<D['methods'][K]>>
    : Promise<Answered<D['methods'][K]>>;
};

interface Target {
  channel: Client;
  path: string;
  method: MethodDefinition;
  metadata: () => Promise<Metadata>;
}

const bytesOf = ({ requestType }: MethodDefinition, request: never): Buffer =>
  Buffer.from(requestType.encode(requestType.fromPartial(request) as never).finish());
const asIs = (bytes: Buffer): Buffer => bytes;

function once(target: Target, { bytes, metadata }: { bytes: Buffer; metadata: Metadata }, options: CallOptions) {
  const { channel, path } = target;
  return new Promise<Buffer>((resolve, reject) => {
    const deadline = Date.now() + options.deadlineMs;
    const call = channel.makeUnaryRequest(path, asIs, asIs, bytes, metadata, { deadline }, (error, reply) =>
      error ? reject(error) : resolve(reply ?? Buffer.alloc(0)),
    );
    options.signal?.addEventListener('abort', () => call.cancel(), { once: true });
  });
}

async function callUnary(target: Target, request: never, options: CallOptions) {
  const sent = { bytes: bytesOf(target.method, request), metadata: await target.metadata() };
  for (let tries = 0; ; tries += 1) {
    try {
      return target.method.responseType.decode(await once(target, sent, options));
    } catch (error) {
      const away = (error as ServiceError).code === status.UNAVAILABLE;
      if (!away || !options.idempotent || tries === TRIES_MAX) throw fromStatus(error as ServiceError);
      await realAmbient.pause(TRY_AGAIN_MS);
    }
  }
}

async function* callStream({ channel, path, method, metadata }: Target, request: never, { signal }: CallOptions) {
  const carried = await metadata();
  const call = channel.makeServerStreamRequest(path, asIs, asIs, bytesOf(method, request), carried, {});
  signal?.addEventListener('abort', () => call.cancel(), { once: true });
  try {
    for await (const bytes of call) yield method.responseType.decode(bytes);
  } catch (error) {
    throw fromStatus(error as ServiceError);
  } finally {
    call.cancel(); // A reader that stops has enough: the service should stop too.
  }
}

// Reconnects soon after a restart of the server. By default grpc-js takes up to two minutes.
const CHANNEL = {
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
};

/** A client with its own channel, which `close` closes. Each call carries the language and a token from `token`. */
export function createClient<D extends ServiceDefinition>(
  definition: D,
  address: string,
  { token, language }: { token?: () => string | Promise<string>; language?: Language } = {},
): TypedClient<D> & { close(): void } {
  const channel = new Client(address, credentials.createInsecure(), CHANNEL);
  const metadata = async () => {
    const carried = new Metadata();
    for (const [name, value] of Object.entries(inject())) carried.set(name, value);
    if (token) carried.set('authorization', `Bearer ${await token()}`);
    if (language) carried.set('accept-language', language);
    return carried;
  };
  const calls = Object.entries(definition.methods).map(([name, method]) => {
    const target = { channel, path: `/${definition.fullName}/${method.name}`, method, metadata };
    const call = method.responseStream ? callStream : callUnary;
    return [
      name,
      (request: never, options: Partial<CallOptions> = {}) =>
        call(target, request, { deadlineMs: DEADLINE_MS, ...options }),
    ];
  });
  return { ...(Object.fromEntries(calls) as TypedClient<D>), close: () => channel.close() };
}
