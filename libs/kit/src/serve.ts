/**
 * A gRPC server whose every call goes the same way: bytes → identity → the contract's rules → access → handler → bytes.
 * Handlers throw Rejections; everything else is logged as a bug and shown as one opaque line.
 */
import { createHash } from 'node:crypto';
import {
  type handleClientStreamingCall,
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { type ContractMethod, methods as contract } from '@naru/contracts';
import { checkAccess, isByLink, type OwnershipOf } from './access.ts';
import type { Ambient } from './ambient.ts';
import { bearer, type Caller, LINK_HOLDER, type Verifier } from './identity.ts';
import { databaseAway, isTransient } from './mongo.ts';
import type { Cause } from './outbox.ts';
import { toStatus } from './rejection.ts';
import { addStandardServices } from './standard.ts';
import { extract, inSpan, SpanKind } from './telemetry.ts';
import { checkMessage } from './validate.ts';

/** One call: who, when, and the means to be part of a change. */
export interface Call extends Cause {
  caller: Caller;
  signal: AbortSignal;
}

interface MessageCodec<M> {
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** The shape of ts-proto's generic service definitions. */
export interface Definition {
  name: string;
  fullName: string;
  methods: Record<
    string,
    { name: string; requestType: unknown; responseType: unknown; requestStream: boolean; responseStream: boolean }
  >;
}

/** A stream up: its first message says what it is about and is checked as any request; the others only bring more. */
export interface Upload<M> {
  first: M;
  /** All messages, the first one too, no faster than they are asked for. */
  pieces: AsyncIterable<M>;
}

type MessageOf<C> = C extends MessageCodec<infer M> ? M : never;

export type Handlers<D extends Definition> = {
  [K in keyof D['methods']]: D['methods'][K]['requestStream'] extends true
    ? (
        upload: Upload<MessageOf<D['methods'][K]['requestType']>>,
        call: Call,
      ) => Promise<MessageOf<D['methods'][K]['responseType']>>
    : D['methods'][K]['responseStream'] extends true
      ? (
          request: MessageOf<D['methods'][K]['requestType']>,
          call: Call,
        ) => AsyncIterable<MessageOf<D['methods'][K]['responseType']>>
      : (
          request: MessageOf<D['methods'][K]['requestType']>,
          call: Call,
        ) => Promise<MessageOf<D['methods'][K]['responseType']>>;
};

export interface Implementation {
  definition: Definition;
  handlers: Record<string, (request: never, call: Call) => unknown>;
}

/** Ties a service definition to its handlers; the compiler asks for one per RPC. */
export const implement = <D extends Definition>(definition: D, handlers: Handlers<D>): Implementation => ({
  definition,
  handlers: handlers as Implementation['handlers'],
});

/** One method with what it takes to answer it. */
interface Way {
  method: ContractMethod;
  request: MessageCodec<object>;
  response: MessageCodec<unknown>;
  handler: (request: never, call: Call) => unknown;
}

const MESSAGE_MAX = 4 * 1024 * 1024;
const CALL_MS_MAX = 30_000;
const byPath = new Map(contract.map((method) => [method.path, method]));

export function createGrpcServer({
  implementations,
  verify,
  objects,
  ambient,
}: {
  implementations: readonly Implementation[];
  verify: Verifier;
  objects: Readonly<Record<string, OwnershipOf>>;
  ambient: Pick<Ambient, 'now' | 'newId'>;
}): { listen(address: string): Promise<number>; stop(withinMs: number): Promise<void> } {
  const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_MAX });
  const standard = addStandardServices(
    server,
    implementations.map(({ definition }) => definition.fullName),
  );
  // Streams have no end of their own: a server that stops ends them, and their readers come back to another one.
  const draining = new AbortController();

  /** Everything between the wire and the handler. */
  async function open(
    { method, request: codec }: Way,
    rpc: { request: Buffer; metadata: Metadata },
    signal: AbortSignal,
  ) {
    const token = bearer(String(rpc.metadata.get('authorization')[0] ?? ''));
    const caller = isByLink(method.access) ? LINK_HOLDER : await verify(token);
    checkMessage(method.input, rpc.request);
    const request = codec.decode(rpc.request);
    await checkAccess({ rule: method.access, caller, request, objects });
    const requestId = (request as { requestId?: string }).requestId;
    const call: Call = {
      caller,
      signal,
      actor: caller.subject,
      now: ambient.now(),
      newId: ambient.newId,
      request: requestId
        ? {
            key: `${caller.subject}:${method.name}:${requestId}`,
            digest: createHash('sha256').update(rpc.request).digest('hex'),
          }
        : undefined,
    };
    return { request, call };
  }

  const unary =
    (way: Way): handleUnaryCall<Buffer, Buffer> =>
    (rpc, reply) => {
      void inCall(way, rpc.metadata, async () => {
        const { request, call } = await open(way, rpc, signalOf(rpc));
        return Buffer.from(way.response.encode(await way.handler(request as never, call)).finish());
      }).then(
        (bytes) => reply(null, bytes),
        (refusal: Error) => reply(refusal),
      );
    };

  const uploading =
    (way: Way): handleClientStreamingCall<Buffer, Buffer> =>
    (rpc, reply) => {
      void inCall(way, rpc.metadata, async () => {
        const { first, rest } = await beginning(rpc);
        const { request, call } = await open(way, { request: first, metadata: rpc.metadata }, signalOf(rpc, null));
        const pieces = async function* () {
          yield request;
          for await (const bytes of rest) yield way.request.decode(bytes);
        };
        const upload: Upload<object> = { first: request, pieces: pieces() };
        return Buffer.from(way.response.encode(await way.handler(upload as never, call)).finish());
      }).then(
        (bytes) => reply(null, bytes),
        (refusal: Error) => reply(refusal),
      );
    };

  const streaming = (way: Way) => (rpc: ServerWritableStream<Buffer, Buffer>) => {
    void inCall(way, rpc.metadata, async () => {
      const signal = AbortSignal.any([signalOf(rpc, null), draining.signal]);
      const { request, call } = await open(way, rpc, signal);
      // Says that the stream is open before the first message, which may be long in coming.
      rpc.sendMetadata(new Metadata());
      for await (const message of way.handler(request as never, call) as AsyncIterable<unknown>) {
        if (rpc.cancelled) return;
        const room = rpc.write(Buffer.from(way.response.encode(message).finish()));
        if (!room) await new Promise((resolve) => rpc.once('drain', resolve).once('cancelled', resolve));
      }
    }).then(
      () => rpc.end(),
      // A destroyed stream would never send its status: emitted, the error ends it with one.
      (refusal: Error) => rpc.emit('error', refusal),
    );
  };

  for (const { definition, handlers } of implementations) {
    const ways: UntypedServiceImplementation = {};
    const service: Record<string, object> = {};
    for (const [key, rpc] of Object.entries(definition.methods)) {
      const path = `/${definition.fullName}/${rpc.name}`;
      const method = byPath.get(path);
      const handler = handlers[key];
      if (!method || !handler) throw new Error(`${path} is not in the contract image, or has no handler`);
      const way = {
        method,
        handler,
        request: rpc.requestType as MessageCodec<object>,
        response: rpc.responseType as MessageCodec<unknown>,
      };
      const same = (bytes: Buffer) => bytes;
      service[key] = {
        path,
        requestStream: rpc.requestStream,
        responseStream: rpc.responseStream,
        requestSerialize: same,
        requestDeserialize: same,
        responseSerialize: same,
        responseDeserialize: same,
      };
      ways[key] = (rpc.requestStream ? uploading : rpc.responseStream ? streaming : unary)(way) as never;
    }
    server.addService(service as never, ways);
  }

  return {
    listen: (address) =>
      new Promise((resolve, reject) => {
        server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
          error ? reject(error) : resolve(port),
        );
      }),
    stop: async (withinMs) => {
      standard.draining();
      draining.abort();
      const force = setTimeout(() => server.forceShutdown(), withinMs);
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
      clearTimeout(force);
    },
  };
}

/** The first message of a stream up, and the stream of the others. */
async function beginning(
  rpc: ServerReadableStream<Buffer, Buffer>,
): Promise<{ first: Buffer; rest: AsyncIterable<Buffer> }> {
  const rest = (rpc as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const { value, done } = await rest.next();
  return { first: done ? Buffer.alloc(0) : value, rest: { [Symbol.asyncIterator]: () => rest } };
}

/** A database that is away is no bug of the handler that met it. */
const statusOf = (error: unknown) => toStatus(isTransient(error) ? databaseAway() : error);

/** Runs a call in its span. A refusal is put in words there too: they, and the log of a bug, name the trace. */
const inCall = <T>({ method }: Way, metadata: Metadata, work: () => Promise<T>): Promise<T> =>
  inSpan(
    {
      name: method.path.slice(1),
      kind: SpanKind.SERVER,
      parent: extract({ traceparent: String(metadata.get('traceparent')[0] ?? '') }),
      attributes: {
        'rpc.system': 'grpc',
        'rpc.service': `${method.package}.${method.service}`,
        'rpc.method': method.name,
      },
    },
    () => work().catch((error: unknown) => Promise.reject(refusalOf(error))),
  );

/** What grpc-js sends as a status: an error that carries one. */
const refusalOf = (error: unknown): Error => {
  const name = error instanceof Error ? error.name : 'Error';
  return Object.assign(new Error('refused'), statusOf(error), { name });
};

/** Aborts when the caller leaves, at the caller's deadline, or at ours. */
function signalOf(
  rpc: Pick<ServerUnaryCall<Buffer, Buffer>, 'getDeadline'> & NodeJS.EventEmitter,
  maxMs: number | null = CALL_MS_MAX,
): AbortSignal {
  const gone = new AbortController();
  rpc.once('cancelled', () => gone.abort());
  const deadline = Number(rpc.getDeadline());
  const ms = Math.min(maxMs ?? Number.POSITIVE_INFINITY, deadline - Date.now());
  return Number.isFinite(ms)
    ? AbortSignal.any([gone.signal, AbortSignal.timeout(Math.max(0, Math.round(ms)))])
    : gone.signal;
}
