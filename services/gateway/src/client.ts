/** Calls to other services, with a deadline and the trace. A call whose repeat could do something twice is sent once. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ChannelOptions,
  Client,
  type ClientReadableStream,
  type ClientWritableStream,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { channelCredentials } from '@naru/kit/tls';
import { beginClientCall } from '@naru/telemetry/rpc';
import type { Carrier } from '@naru/telemetry/trace';

const CHANNEL_OPTIONS: ChannelOptions = {
  // Detects a peer that was stopped or cut off within seconds, long before TCP gives up.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 3_000,
  // A service that restarts is back in seconds, much sooner than the default backoff of two minutes would end.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.dns_min_time_between_resolutions_ms': 1_000,
  'grpc.service_config_disable_resolution': 1,
  // Round robin gives every replica behind the name its share, and reconnects before the next call.
  'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
};

/**
 * How long a call waits for a service that cannot be reached: a service that restarts alone is back by then. Callers are told within
 * three seconds that their service is away.
 */
const PATIENCE_MS = 2_500;
const PAUSE = { firstMs: 50, maxMs: 400 };

/**
 * When a call is made again: never; if it was never sent, since there was no connection; or also if its connection was lost, which
 * asks for a call whose repeat changes nothing.
 */
export type Repeats = 'never' | 'unsent' | 'lost';

export interface CallOptions {
  deadlineMs: number;
  metadata?: Metadata;
  repeats?: Repeats;
  /** An abort also cancels the call at the service. */
  signal?: AbortSignal | undefined;
}

/**
 * A channel to one service. It connects at the first use and finds a restarted server by itself. Close it at the end.
 */
export const openChannel = (address: string, caFile?: string): Client =>
  new Client(address, channelCredentials(caFile), CHANNEL_OPTIONS);

/** Views the bytes as the Buffer that grpc-js needs, without a copy. */
const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asIs = (bytes: Buffer): Buffer => bytes;

function traced(carrier: Carrier, metadata: Metadata = new Metadata()): Metadata {
  for (const name in carrier) metadata.set(name, carrier[name] ?? '');
  return metadata;
}

interface Call {
  cancel(): void;
}

/** Connects a call with a signal. @returns a function that disconnects them, because a signal may outlive many calls */
function follow(signal: AbortSignal | undefined, call: Call): () => void {
  if (!signal) return () => undefined;
  const cancel = () => call.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}

/** One request, one reply, both as bytes. @throws ServiceError of grpc-js; `fromStatus` makes a refusal of it */
export function rawUnary(channel: Client, path: string, bytes: Uint8Array, options: CallOptions): Promise<Buffer> {
  const { carrier, end } = beginClientCall(path);
  const metadata = traced(carrier, options.metadata);
  const attempt = { channel, path, bytes: toBuffer(bytes), metadata, signal: options.signal };
  const deadline = Date.now() + options.deadlineMs;
  const reply = repeated(attempt, deadline, options.repeats ?? 'unsent');
  reply.then(
    () => end(status.OK),
    (error: ServiceError) => end(error.code),
  );
  return reply;
}

interface Attempt {
  channel: Client;
  path: string;
  bytes: Buffer;
  metadata: Metadata;
  signal: AbortSignal | undefined;
}

function once({ channel, path, bytes, metadata, signal }: Attempt, deadline: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const call = channel.makeUnaryRequest(path, asIs, asIs, bytes, metadata, { deadline }, (error, reply) => {
      unfollow();
      if (error) reject(error);
      else resolve(reply ?? Buffer.alloc(0));
    });
    const unfollow = follow(signal, call);
  });
}

async function repeated(attempt: Attempt, deadline: number, repeats: Repeats): Promise<Buffer> {
  const until = Math.min(deadline, Date.now() + PATIENCE_MS);
  for (let pauseMs = PAUSE.firstMs; ; pauseMs = Math.min(2 * pauseMs, PAUSE.maxMs)) {
    try {
      return await once(attempt, deadline);
    } catch (error) {
      const late = Date.now() + pauseMs >= until;
      if (late || attempt.signal?.aborted || !mayRepeat(error as ServiceError, repeats)) throw error;
      await delay(pauseMs);
    }
  }
}

const mayRepeat = (error: ServiceError, repeats: Repeats): boolean =>
  repeats === 'lost' ? isLost(error) : repeats === 'unsent' && isUnsent(error);

const DETAILS = 'grpc-status-details-bin';

/** A refusal of the service itself has details, and says when to try again; without them the call did not get there. */
export const isRefusal = ({ metadata }: ServiceError): boolean => (metadata?.get(DETAILS).length ?? 0) > 0;
/** The connection broke, so nobody knows whether the service has done it; or there was no connection. */
export const isLost = (error: ServiceError): boolean => error.code === status.UNAVAILABLE && !isRefusal(error);

// grpc-js tells it in words alone. A stream that a closing service did not take is sent again by grpc-js itself.
const NO_CONNECTION = /No connection established|Name resolution failed/;
const isUnsent = (error: ServiceError): boolean => isLost(error) && NO_CONNECTION.test(error.details);

/** Waits until there is a connection, before a stream that cannot be sent twice; without one, the stream will fail. */
export const connected = (channel: Client): Promise<void> =>
  new Promise((resolve) => channel.waitForReady(Date.now() + PATIENCE_MS, () => resolve()));

/** One request, many replies. The stream lives until either side or the signal ends it. */
export function rawStream(
  channel: Client,
  path: string,
  bytes: Uint8Array,
  { metadata, signal }: Pick<CallOptions, 'metadata' | 'signal'>,
): ClientReadableStream<Buffer> {
  const { carrier, end } = beginClientCall(path);
  const call = channel.makeServerStreamRequest(path, asIs, asIs, toBuffer(bytes), traced(carrier, metadata), {});
  call.once('status', follow(signal, call)).once('status', ({ code }) => end(code));
  return call;
}

/** Many requests, one reply: write to `call`, end it, and await `reply`, which may also fail before the end. */
export function rawUpload(
  channel: Client,
  path: string,
  { deadlineMs, metadata, signal }: CallOptions,
): { call: ClientWritableStream<Uint8Array>; reply: Promise<Buffer> } {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { deadline: Date.now() + deadlineMs };
  const { carrier, end } = beginClientCall(path);
  const sent = traced(carrier, metadata);
  const call = channel.makeClientStreamRequest(path, toBuffer, asIs, sent, options, (error, reply) => {
    unfollow();
    end(error?.code ?? status.OK);
    if (error) reject(error);
    else resolve(reply ?? Buffer.alloc(0));
  });
  const unfollow = follow(signal, call);
  return { call, reply: promise };
}
