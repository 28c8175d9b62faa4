/** Calls to other services, with a deadline and the trace. Only calls whose repeat changes nothing are retried. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ChannelOptions,
  Client,
  type ClientReadableStream,
  type ClientWritableStream,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { inject, inSpan, SpanKind } from '@naru/kit/telemetry';

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

// Together slightly longer than the longest reconnect backoff, so that a read survives a restart.
const RETRY_DELAYS_MS = [50, 100, 200, 400, 800];

export interface CallOptions {
  deadlineMs: number;
  metadata?: Metadata;
  /** True if a repeat changes nothing. Only then is the call retried when the service cannot be reached. */
  idempotent?: boolean;
  /** An abort also cancels the call at the service. */
  signal?: AbortSignal | undefined;
}

/**
 * A channel to one service. It connects at the first use and finds a restarted server by itself. Close it at the end.
 */
export const openChannel = (address: string): Client =>
  new Client(address, credentials.createInsecure(), CHANNEL_OPTIONS);

/** Views the bytes as the Buffer that grpc-js needs, without a copy. */
const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asIs = (bytes: Buffer): Buffer => bytes;

function traced(metadata: Metadata = new Metadata()): Metadata {
  const carrier = inject();
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
  return inSpan({ name: path, kind: SpanKind.CLIENT }, () => {
    const call = { channel, path, bytes: toBuffer(bytes), metadata: traced(options.metadata), signal: options.signal };
    const deadline = Date.now() + options.deadlineMs;
    return options.idempotent ? retried(call, deadline) : once(call, deadline);
  });
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

async function retried(attempt: Attempt, deadline: number): Promise<Buffer> {
  for (const delayMs of RETRY_DELAYS_MS) {
    try {
      return await once(attempt, deadline);
    } catch (error) {
      if (!isUnavailable(error) || attempt.signal?.aborted || Date.now() + delayMs >= deadline) throw error;
      await delay(delayMs);
    }
  }
  return once(attempt, deadline);
}

const isUnavailable = (error: unknown) => (error as ServiceError).code === status.UNAVAILABLE;

/** One request, many replies. The stream lives until either side or the signal ends it. */
export function rawStream(
  channel: Client,
  path: string,
  bytes: Uint8Array,
  { metadata, signal }: Pick<CallOptions, 'metadata' | 'signal'>,
): ClientReadableStream<Buffer> {
  const call = channel.makeServerStreamRequest(path, asIs, asIs, toBuffer(bytes), traced(metadata), {});
  call.once('status', follow(signal, call));
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
  const call = channel.makeClientStreamRequest(path, toBuffer, asIs, traced(metadata), options, (error, reply) => {
    unfollow();
    if (error) reject(error);
    else resolve(reply ?? Buffer.alloc(0));
  });
  const unfollow = follow(signal, call);
  return { call, reply: promise };
}
