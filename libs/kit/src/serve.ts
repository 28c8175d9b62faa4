/**
 * A gRPC server. Every call takes the same steps: bytes → identity → the contract's rules → access → ids → handler → bytes.
 * Handlers throw Rejections; any other error is logged as a bug and sent as one opaque line.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type MethodDefinition, Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { methods as contract } from '@naru/contracts';
import type { Objects } from './access.ts';
import {
  type Call,
  type MessageCodec,
  type Room,
  streaming,
  type Upload,
  unary,
  uploading,
  type Way,
} from './calls.ts';
import { wrong } from './config-error.ts';
import type { Verifier } from './identity.ts';
import { type LookupRoom, lookingUp, NO_LOOKUPS } from './lookup.ts';
import { type Names, namesInto, withoutNames } from './names.ts';
import { type AtUndeclared, declaring } from './refuses.ts';
import { streamShares } from './share.ts';
import { addStandardServices } from './standard.ts';

export type { Call, Upload } from './calls.ts';

/** The shape of ts-proto's generic service definitions. */
export interface Definition {
  name: string;
  fullName: string;
  methods: Record<
    string,
    { name: string; requestType: unknown; responseType: unknown; requestStream: boolean; responseStream: boolean }
  >;
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

/** Joins a service definition with its handlers. The compiler requires one handler for each RPC. */
export const implement = <D extends Definition>(definition: D, handlers: Handlers<D>): Implementation => ({
  definition,
  handlers: handlers as Implementation['handlers'],
});

const MESSAGE_MAX = 4 * 1024 * 1024;
const STREAMS_MAX = 10;
const CONNECTION_AGE_MS = 60_000;
const byPath = new Map(contract.map((method) => [method.path, method]));

export interface GrpcServer {
  listen(address: string): Promise<number>;
  /** What the health service answers from now on. */
  healthy(is: boolean): void;
  stop(withinMs: number): Promise<void>;
}

interface GrpcServerOptions {
  implementations: readonly Implementation[];
  verify: Verifier;
  objects: Objects;
  names?: Names;
  /** Required if a request has ids that are looked up. */
  lookups?: LookupRoom;
  /** Required if a method starts an operation. */
  repeated?: Room['repeated'];
  /** What to do with codes that a method does not declare. */
  undeclared?: AtUndeclared;
  /** How many streams of messages one subject may have open. */
  streamsMax?: number;
  /** Waits with callers; by default, for as long as the work takes. */
  patient?: Room['patient'];
  /** By default it speaks without TLS. */
  credentials?: ServerCredentials;
  /** After it a client has to connect anew: it asks for the addresses of the replicas again. Calls on the old connection go on. */
  connectionAgeMs?: number;
  ambient: Room['ambient'];
}

export function createGrpcServer({
  implementations,
  verify,
  objects,
  names = {},
  lookups = NO_LOOKUPS,
  repeated = async () => null,
  undeclared = 'count',
  streamsMax = STREAMS_MAX,
  patient = (work) => work,
  credentials = ServerCredentials.createInsecure(),
  connectionAgeMs = CONNECTION_AGE_MS,
  ambient,
}: GrpcServerOptions): GrpcServer {
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_MAX,
    'grpc.max_connection_age_ms': connectionAgeMs,
  });
  const standard = addStandardServices(
    server,
    implementations.map(({ definition }) => definition.fullName),
  );
  const draining = new AbortController();
  const streams = streamShares(streamsMax);
  const room: Room = { verify, objects, names, ambient, repeated, streams, patient, draining: draining.signal };
  for (const implementation of implementations) addTo(server, { room, undeclared, lookups }, implementation);
  return {
    listen: (address) =>
      new Promise((resolve, reject) => {
        server.bindAsync(address, credentials, (error, port) =>
          error ? reject(wrong('GRPC_HOST, GRPC_PORT', error.message)) : resolve(port),
        );
      }),
    healthy: standard.healthy,
    stop: async (withinMs) => {
      standard.draining();
      draining.abort();
      const callOff = ambient.after(withinMs, () => server.forceShutdown());
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
      callOff();
    },
  };
}

const same = (bytes: Buffer) => bytes;

function addTo(
  server: Server,
  { room, undeclared, lookups }: { room: Room; undeclared: AtUndeclared; lookups: LookupRoom },
  { definition, handlers }: Implementation,
): void {
  const ways: UntypedServiceImplementation = {};
  const service: Record<string, MethodDefinition<Buffer, Buffer>> = {};
  for (const [key, { name, requestType, responseType, requestStream, responseStream }] of Object.entries(
    definition.methods,
  )) {
    const path = `/${definition.fullName}/${name}`;
    const method = byPath.get(path);
    const handler = handlers[key];
    if (!method || !handler) throw new Error(`${path} is not in the contract image, or has no handler`);
    const codecs = { request: requestType as MessageCodec<object>, response: responseType as MessageCodec<unknown> };
    const naming = namesInto(method.output, room.names);
    const declared = declaring(method, undeclared);
    const request = {
      lookingUp: lookingUp(method, lookups, room.ambient),
      nameless: withoutNames(method.input),
    };
    const way: Way = { method, handler, ...codecs, naming, declared, ...request };
    service[key] = {
      path,
      requestStream,
      responseStream,
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    };
    const answer = requestStream ? uploading(room, way) : responseStream ? streaming(room, way) : unary(room, way);
    // What a call does is the work of this service, also where its process runs others too.
    ways[key] = AsyncLocalStorage.bind(answer);
  }
  server.addService(service, ways);
}
