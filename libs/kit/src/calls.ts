/** The way of one call: bytes → identity → the contract's rules → access → handler → bytes, and how it ends. */
import { createHash } from 'node:crypto';
import {
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type ServerReadableStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import type { ContractMethod } from '@naru/contracts';
import { languageOf } from '@naru/words/language';
import { checkAccess, isByLink, type Objects } from './access.ts';
import type { Ambient } from './ambient.ts';
import { affiliationsOf, bearer, type Caller, LINK_HOLDER, type Verifier } from './identity.ts';
import { databaseAway, isTransient } from './mongo.ts';
import type { Naming } from './names.ts';
import type { Cause } from './outbox.ts';
import type { Reach } from './reach.ts';
import { toStatus } from './rejection.ts';
import { extract, inSpan, SpanKind } from './telemetry.ts';
import { checkMessage } from './validate.ts';

/** One call: who, when, and the means to be part of a change. */
export interface Call extends Cause {
  /** Who calls. What the call may show and change is said by the reach alone. */
  caller: Pick<Caller, 'subject'>;
  reach: Reach;
  /** All that the caller has to do with: to refuse by, where nobody may judge their own, and never to open anything. */
  affiliations: readonly string[];
  signal: AbortSignal;
}

export interface MessageCodec<M> {
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** A stream up: its first message says what it is about and is checked as any request; the others only bring more. */
export interface Upload<M> {
  first: M;
  /** All messages, the first one too, no faster than they are asked for. */
  pieces: AsyncIterable<M>;
}

/** One method with what it takes to answer it. */
export interface Way {
  method: ContractMethod;
  request: MessageCodec<object>;
  response: MessageCodec<unknown>;
  handler: (request: never, call: Call) => unknown;
  /** Puts names beside the ids of an answer; null where it holds none. */
  naming: Naming | null;
  /** Looks at the code of a refusal: one that the method does not declare is noted, or is a bug. */
  declared: (error: unknown) => unknown;
  /** Takes names out of a request; null where it has no place for any. */
  nameless: ((request: object) => object) | null;
}

/** What the calls of one server share. */
export interface Room {
  verify: Verifier;
  objects: Objects;
  ambient: Pick<Ambient, 'now' | 'newId' | 'after'>;
  /** The operation that an earlier try of the same request has started. */
  repeated(cause: Cause): Promise<object | null>;
  /** Streams have no end of their own: a server that stops ends them, and their readers come back to another one. */
  draining: AbortSignal;
}

const CALL_MS_MAX = 30_000;

/** Everything between the wire and the handler. */
async function open(
  { verify, objects, ambient }: Room,
  { method, request: codec, naming, nameless }: Way,
  rpc: { request: Buffer; metadata: Metadata },
  signal: AbortSignal,
) {
  const token = bearer(String(rpc.metadata.get('authorization')[0] ?? ''));
  const caller = isByLink(method.access) ? LINK_HOLDER : await verify(token);
  checkMessage(method.input, rpc.request);
  const decoded = codec.decode(rpc.request);
  const request = nameless ? nameless(decoded) : decoded;
  const reach = await checkAccess({ rule: method.access, caller, request, objects });
  const requestId = (request as { requestId?: string }).requestId;
  const call: Call = {
    caller: { subject: caller.subject },
    reach,
    affiliations: affiliationsOf(caller),
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
  const named = (message: unknown) => (naming ? naming(message, caller) : message);
  return { request, call, named };
}

/** The one place where a handler meets a message whose type only its definition knows. */
const answer = ({ handler }: Way, request: object, call: Call): unknown => handler(request as never, call);

const encoded = ({ response }: Way, message: unknown): Buffer => Buffer.from(response.encode(message).finish());

export const unary =
  (room: Room, way: Way): handleUnaryCall<Buffer, Buffer> =>
  (rpc, reply) => {
    const { signal, over } = signalOf(room, rpc, CALL_MS_MAX);
    const work = async () => {
      const { request, call, named } = await open(room, way, rpc, signal);
      // The work of a first try may have made its etag old and its rules untrue: a repeat gets its operation all the same.
      const earlier = way.method.kind === 'operation' ? await room.repeated(call) : null;
      return encoded(way, await named(earlier ?? (await answer(way, request, call))));
    };
    void inCall(way, rpc.metadata, work)
      .finally(over)
      .then(
        (bytes) => reply(null, bytes),
        (refusal: Error) => reply(refusal),
      );
  };

export const uploading =
  (room: Room, way: Way): handleClientStreamingCall<Buffer, Buffer> =>
  (rpc, reply) => {
    const { signal, over } = signalOf(room, rpc);
    const work = async () => {
      const { first, rest } = await beginning(rpc);
      const { request, call, named } = await open(room, way, { request: first, metadata: rpc.metadata }, signal);
      const pieces = async function* () {
        yield request;
        for await (const bytes of rest) yield way.request.decode(bytes);
      };
      const upload: Upload<object> = { first: request, pieces: pieces() };
      return encoded(way, await named(await answer(way, upload, call)));
    };
    void inCall(way, rpc.metadata, work)
      .finally(over)
      .then(
        (bytes) => reply(null, bytes),
        (refusal: Error) => reply(refusal),
      );
  };

export const streaming =
  (room: Room, way: Way): handleServerStreamingCall<Buffer, Buffer> =>
  (rpc) => {
    const { signal, over } = signalOf(room, rpc);
    const work = async () => {
      const { request, call, named } = await open(room, way, rpc, AbortSignal.any([signal, room.draining]));
      // Says that the stream is open before the first message, which may be long in coming.
      rpc.sendMetadata(new Metadata());
      for await (const message of answer(way, request, call) as AsyncIterable<unknown>) {
        if (rpc.cancelled) return;
        const hasRoom = rpc.write(encoded(way, await named(message)));
        if (!hasRoom) await new Promise((resolve) => rpc.once('drain', resolve).once('cancelled', resolve));
      }
    };
    void inCall(way, rpc.metadata, work)
      .finally(over)
      .then(
        () => rpc.end(),
        // A destroyed stream would never send its status: emitted, the error ends it with one.
        (refusal: Error) => rpc.emit('error', refusal),
      );
  };

/** The first message of a stream up, and the stream of the others. */
async function beginning(
  rpc: ServerReadableStream<Buffer, Buffer>,
): Promise<{ first: Buffer; rest: AsyncIterable<Buffer> }> {
  const rest = (rpc as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const { value, done } = await rest.next();
  return { first: done ? Buffer.alloc(0) : value, rest: { [Symbol.asyncIterator]: () => rest } };
}

/** A database that is away is no bug of the handler that met it. */
const statusOf = (error: unknown, metadata: Metadata) =>
  toStatus(isTransient(error) ? databaseAway() : error, languageIn(metadata));

/** A direct caller says it as HTTP does: `accept-language: ko`. */
const languageIn = (metadata: Metadata) => languageOf(String(metadata.get('accept-language')[0] ?? ''));

/** Runs a call in its span. A refusal is put in words there too: they, and the log of a bug, name the trace. */
const inCall = <T>({ method, declared }: Way, metadata: Metadata, work: () => Promise<T>): Promise<T> =>
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
    () => work().catch((error: unknown) => Promise.reject(refusalOf(declared(error), metadata))),
  );

/** What grpc-js sends as a status: an error that carries one. */
const refusalOf = (error: unknown, metadata: Metadata): Error => {
  const name = error instanceof Error ? error.name : 'Error';
  return Object.assign(new Error('refused'), statusOf(error, metadata), { name });
};

/** Aborts when the caller leaves, at the caller's deadline, or at ours. `over` is called when there is no more to abort. */
function signalOf(
  { ambient }: Room,
  rpc: Pick<ServerUnaryCall<Buffer, Buffer>, 'getDeadline'> & NodeJS.EventEmitter,
  maxMs = Number.POSITIVE_INFINITY,
): { signal: AbortSignal; over: () => void } {
  const gone = new AbortController();
  const abort = () => gone.abort();
  rpc.once('cancelled', abort);
  const ms = Math.min(maxMs, Number(rpc.getDeadline()) - ambient.now().getTime());
  const over = Number.isFinite(ms) ? ambient.after(Math.max(0, Math.round(ms)), abort) : () => {};
  return { signal: gone.signal, over };
}
