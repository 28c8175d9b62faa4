/** The steps of one call: bytes → identity → the contract's rules → access → ids → handler → bytes, and how the call ends. */
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
import { inServerCall } from '@naru/telemetry/rpc';
import { languageOf } from '@naru/words/language';
import { checkAccess, isByLink, type Objects } from './access.ts';
import type { Ambient } from './ambient.ts';
import { affiliationsOf, bearer, type Caller, LINK_HOLDER, type Verifier } from './identity.ts';
import { kit } from './kit-texts.ts';
import type { LookingUp } from './lookup.ts';
import { databaseAway, isTransient } from './mongo.ts';
import { type NameOf, type Names, type Naming, namesFor } from './names.ts';
import type { Cause } from './outbox.ts';
import type { Pulse } from './pulse.ts';
import type { Reach } from './reach.ts';
import { toStatus } from './rejection.ts';
import { isCounted, type Shares } from './share.ts';
import { checkMessage } from './validate.ts';

/** One call: the caller, the time, and what a change needs to know of both. */
export interface Call extends Cause {
  /** The caller's identity. Only the reach says what the call may show and change. */
  caller: Pick<Caller, 'subject'>;
  reach: Reach;
  /** Every centre and organisation of the caller. Use it only to refuse, where people must not judge themselves. */
  affiliations: readonly string[];
  /** What the token says of the caller. Use it only to show it to the caller. */
  claims: Pick<Caller, 'grants' | 'expiresAt'>;
  signal: AbortSignal;
  /** Finds the names for ids in a text, as far as the caller may see them. Each id belongs to one of the nouns. */
  namesOf(nouns: readonly string[], ids: readonly string[]): Promise<NameOf>;
}

export interface MessageCodec<M> {
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** A stream from the client. Its first message is checked like any request; the others carry only the data. */
export interface Upload<M> {
  first: M;
  /** All messages, including the first. They are read only as fast as the handler asks for them. */
  pieces: AsyncIterable<M>;
}

/** One method, with all that is needed to answer it. */
export interface Way {
  method: ContractMethod;
  request: MessageCodec<object>;
  response: MessageCodec<unknown>;
  handler: (request: never, call: Call) => unknown;
  /** Puts names beside the ids of an answer; null if the answer has no ids with names. */
  naming: Naming | null;
  /** Checks the code of a refusal. A code that the method does not declare is logged, or is a bug. */
  declared: (error: unknown) => unknown;
  /** Looks up the ids of a request; null if nothing in it is looked up. */
  lookingUp: LookingUp | null;
  /** Removes names from a request; null if the request has no field for any. */
  nameless: ((request: object) => object) | null;
}

/** State that the calls of one server share. */
export interface Room {
  verify: Verifier;
  objects: Objects;
  names: Names;
  ambient: Pick<Ambient, 'now' | 'newId' | 'after' | 'pause' | 'elapsedMs'>;
  /** The operation that an earlier try of the same request has started. */
  repeated(cause: Cause): Promise<object | null>;
  /** The streams that each subject has open. */
  streams: Shares;
  /** Waits with the caller for work, but not for a database that hangs. */
  patient: Pulse['await'];
  /** A stream does not end by itself. A server that stops aborts it, and the reader connects to another replica. */
  draining: AbortSignal;
}

const CALL_MS_MAX = 30_000;

/** Everything between the wire and the handler. */
async function open(
  { verify, objects, names, ambient }: Room,
  { method, request: codec, naming, lookingUp, nameless }: Way,
  rpc: { request: Buffer; metadata: Metadata },
  signal: AbortSignal,
) {
  const token = bearer(String(rpc.metadata.get('authorization')[0] ?? ''));
  const caller = isByLink(method.access) ? LINK_HOLDER : await verify(token);
  const message = checkMessage(method.input, rpc.request);
  const decoded = codec.decode(rpc.request);
  const request = nameless ? nameless(decoded) : decoded;
  const access = () => checkAccess({ rule: method.access, caller, request, objects });
  const reach = lookingUp ? await lookingUp(message, { caller, signal, access }) : await access();
  const requestId = (request as { requestId?: string }).requestId;
  const call: Call = {
    caller: { subject: caller.subject },
    reach,
    affiliations: affiliationsOf(caller),
    claims: { grants: caller.grants, expiresAt: caller.expiresAt },
    signal,
    namesOf: (nouns, ids) => namesFor(names, { nouns, ids, caller }),
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
  return { request, call, named, caller };
}

/** The one place where a handler gets a message whose type only its definition knows. */
const answer = ({ handler }: Way, request: object, call: Call): unknown => handler(request as never, call);

const encoded = ({ response }: Way, message: unknown): Buffer => Buffer.from(response.encode(message).finish());

export const unary =
  (room: Room, way: Way): handleUnaryCall<Buffer, Buffer> =>
  (rpc, reply) => {
    const { signal, over } = signalOf(room, rpc, CALL_MS_MAX);
    const work = async () => {
      const { request, call, named } = await open(room, way, rpc, signal);
      // The first try may have made the etag old or the rules false. A repeat still gets its operation.
      const earlier = way.method.kind === 'operation' ? await room.repeated(call) : null;
      return encoded(way, await named(earlier ?? (await answer(way, request, call))));
    };
    void inCall(way, rpc.metadata, () => room.patient(work()))
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
      const opened = await open(room, way, { request: first, metadata: rpc.metadata }, signal);
      const { request, call, named, caller } = opened;
      const arrived = atExpiry(room, caller, (expired) => rpc.destroy(expired));
      const pieces = async function* () {
        yield request;
        for await (const bytes of rest) yield way.request.decode(bytes);
        arrived(); // What follows is our own work.
      };
      const upload: Upload<object> = { first: request, pieces: pieces() };
      try {
        return encoded(way, await named(await answer(way, upload, call)));
      } finally {
        arrived();
      }
    };
    void inCall(way, rpc.metadata, () => room.patient(work()))
      .finally(over)
      .then(
        (bytes) => reply(null, bytes),
        (refusal: Error) => reply(refusal),
      );
  };

type Streamed = Parameters<handleServerStreamingCall<Buffer, Buffer>>[0];

export const streaming =
  (room: Room, way: Way): handleServerStreamingCall<Buffer, Buffer> =>
  (rpc) => {
    const { signal, over } = signalOf(room, rpc);
    const expiry = new AbortController();
    const work = async () => {
      const ended = AbortSignal.any([signal, room.draining, expiry.signal]);
      const { caller, ...opened } = await open(room, way, rpc, ended);
      const giveBack = isCounted(way.method) ? room.streams.take(caller.subject) : () => undefined;
      const callOff = atExpiry(room, caller, (expired) => expiry.abort(expired));
      try {
        await pour(rpc, way, { ...opened, expired: expiry.signal });
      } finally {
        callOff();
        giveBack();
      }
    };
    // A stream for as long as the caller likes may have nothing to read; a file is read at once.
    const waits = isCounted(way.method) ? work : () => room.patient(work());
    void inCall(way, rpc.metadata, waits)
      .finally(over)
      .then(
        () => rpc.end(),
        // A destroyed stream would never send its status. An emitted error ends the stream with its status.
        (refusal: Error) => rpc.emit('error', refusal),
      );
  };

/** Sends the messages of a handler as fast as they are read. @throws the reason of `expired` when that aborts */
async function pour(
  rpc: Streamed,
  way: Way,
  { request, call, named, expired }: Omit<Awaited<ReturnType<typeof open>>, 'caller'> & { expired: AbortSignal },
): Promise<void> {
  // Tells the client that the stream is open. The first message may take long.
  rpc.sendMetadata(new Metadata());
  for await (const message of answer(way, request, call) as AsyncIterable<unknown>) {
    if (rpc.cancelled || expired.aborted) break;
    const hasRoom = rpc.write(encoded(way, await named(message)));
    if (!hasRoom) await drained(rpc, expired);
  }
  expired.throwIfAborted();
}

function drained(rpc: Streamed, expired: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      expired.removeEventListener('abort', settle);
      resolve();
    };
    rpc.once('drain', settle).once('cancelled', settle);
    expired.addEventListener('abort', settle);
    if (expired.aborted) settle();
  });
}

// A timer fires at once for any longer time. Whoever reads by a link has no token that could expire.
const TIMER_MS_MAX = 2 ** 31 - 1;

/** A stream may live longer than the token that opened it: calls when that expires. @returns a function that calls it off */
function atExpiry({ ambient }: Room, { expiresAt }: Caller, end: (expired: Error) => void): () => void {
  const leftMs = expiresAt.getTime() - ambient.now().getTime();
  if (leftMs > TIMER_MS_MAX) return () => undefined;
  return ambient.after(Math.max(0, Math.ceil(leftMs)), () => end(kit.refuse('token.expired')));
}

/** The first message of a client's stream, and the stream of the others. */
async function beginning(
  rpc: ServerReadableStream<Buffer, Buffer>,
): Promise<{ first: Buffer; rest: AsyncIterable<Buffer> }> {
  const rest = (rpc as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const { value, done } = await rest.next();
  return { first: done ? Buffer.alloc(0) : value, rest: { [Symbol.asyncIterator]: () => rest } };
}

/** A database that is away is not a bug of the handler. */
const statusOf = (error: unknown, metadata: Metadata) =>
  toStatus(isTransient(error) ? databaseAway() : error, languageIn(metadata));

/** A direct gRPC caller chooses the language by metadata, as HTTP does: `accept-language: ko`. */
const languageIn = (metadata: Metadata) => languageOf(String(metadata.get('accept-language')[0] ?? ''));

/**
 * Runs a call in its span. The text of a refusal is also made there, so that it and the log of a bug name the trace.
 */
const inCall = <T>({ method, declared }: Way, metadata: Metadata, work: () => Promise<T>): Promise<T> =>
  inServerCall(method.path, { traceparent: String(metadata.get('traceparent')[0] ?? '') }, () =>
    work().catch((error: unknown) => Promise.reject(refusalOf(declared(error), metadata))),
  );

/** The status that grpc-js sends: an error with the fields of a status. */
const refusalOf = (error: unknown, metadata: Metadata): Error => {
  const name = error instanceof Error ? error.name : 'Error';
  return Object.assign(new Error('refused'), statusOf(error, metadata), { name });
};

/**
 * Aborts when the caller leaves, at the caller's deadline, or at our own limit. Call `over` when the call has ended.
 */
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
