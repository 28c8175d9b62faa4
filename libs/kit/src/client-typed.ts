/** Clients from the definitions that ts-proto generates: plain objects in and out, Rejections for refusals. */
import { type Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type CallOptions, openChannel, rawStream, rawUnary } from './client.ts';
import { fromStatus } from './rejection.ts';

const DEADLINE_MS = 10_000;

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

/** The methods of a definition as functions; what a request leaves out is at its default. */
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

const bytesOf = ({ requestType }: MethodDefinition, request: never): Uint8Array =>
  requestType.encode(requestType.fromPartial(request) as never).finish();

async function callUnary({ channel, path, method, metadata }: Target, request: never, options: Partial<CallOptions>) {
  const bytes = bytesOf(method, request);
  const call = { deadlineMs: DEADLINE_MS, metadata: await metadata(), ...options };
  try {
    return method.responseType.decode(await rawUnary(channel, path, bytes, call));
  } catch (error) {
    throw fromStatus(error as ServiceError);
  }
}

async function* callStream({ channel, path, method, metadata }: Target, request: never, options: Partial<CallOptions>) {
  const call = rawStream(channel, path, bytesOf(method, request), { metadata: await metadata(), ...options });
  try {
    for await (const bytes of call) yield method.responseType.decode(bytes);
  } catch (error) {
    throw fromStatus(error as ServiceError);
  } finally {
    call.cancel(); // Whoever stops reading has had enough: the service should stop as well.
  }
}

/** A client with a channel of its own, closed by `close`. Every call carries the token that `token` gives then. */
export function createClient<D extends ServiceDefinition>(
  definition: D,
  address: string,
  { token }: { token?: () => string | Promise<string> } = {},
): TypedClient<D> & { close(): void } {
  const channel = openChannel(address);
  const metadata = async () => {
    const carried = new Metadata();
    if (token) carried.set('authorization', `Bearer ${await token()}`);
    return carried;
  };
  const calls = Object.entries(definition.methods).map(([name, method]) => {
    const target = { channel, path: `/${definition.fullName}/${method.name}`, method, metadata };
    const call = method.responseStream ? callStream : callUnary;
    return [name, (request: never, options: Partial<CallOptions> = {}) => call(target, request, options)];
  });
  return { ...(Object.fromEntries(calls) as TypedClient<D>), close: () => channel.close() };
}
