/** Streams over gRPC: how long they live, and how many one subject may have. */
import { setImmediate as turn } from 'node:timers/promises';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Operation, OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { UploadApplicationFileRequest } from '@naru/contracts/program/v1/application';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type HandAmbient, handAmbient } from '@naru/testing/hand-ambient';
import { NO_LOOKUPS } from './lookup.ts';
import { fromStatus } from './rejection.ts';
import { createGrpcServer, implement } from './serve.ts';

const TTL_MS = 60_000;

let ambient: HandAmbient;
let server: ReturnType<typeof createGrpcServer>;
let address = '';
let client: TypedClient<typeof OpsServiceDefinition> & { close(): void };
/** How many handlers are at work. */
let open = 0;

async function* watching(_: unknown, { signal }: { signal: AbortSignal }): AsyncGenerator<Operation> {
  open += 1;
  yield Operation.fromPartial({ id: 'op_1' });
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  open -= 1;
}

const handled = (definition: { methods: object }, own: object) =>
  ({
    ...Object.fromEntries(Object.keys(definition.methods).map((name) => [name, async () => ({})])),
    ...own,
  }) as never;

beforeEach(async () => {
  ambient = handAmbient();
  open = 0;
  const upload = async ({ pieces }: { pieces: AsyncIterable<unknown> }) => {
    open += 1;
    for await (const _ of pieces) await turn();
    return {};
  };
  const owner = async () => ({ open: true });
  const grants = [{ role: 'network_admin' }];
  server = createGrpcServer({
    implementations: [
      implement(OpsServiceDefinition, handled(OpsServiceDefinition, { watchOperation: watching })),
      implement(ProgramServiceDefinition, handled(ProgramServiceDefinition, { uploadApplicationFile: upload })),
    ],
    // The token is the subject.
    verify: async (token = '') => ({
      subject: token,
      grants,
      expiresAt: new Date(ambient.now().getTime() + TTL_MS),
      token,
    }),
    objects: { operation: owner, application: owner },
    names: {
      venture: async () => new Map(),
      centre: async () => new Map(),
      organisation: async () => new Map(),
    } as never,
    lookups: {
      ...NO_LOOKUPS,
      lookups: Object.fromEntries(
        ['venture', 'centre', 'organisation'].map((noun) => [noun, { find: async () => new Map() }]),
      ),
    },
    streamsMax: 2,
    ambient,
  });
  address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`;
  client = createClient(OpsServiceDefinition, address, { token: () => 'kim' });
});
afterEach(async () => {
  client.close();
  await server.stop(1_000);
});

async function watch(of = client) {
  const stream = of.watchOperation({ id: 'op_1' })[Symbol.asyncIterator]();
  expect((await stream.next()).value).toMatchObject({ id: 'op_1' });
  return stream;
}

test('a stream ends with the token that opened it, and so does its handler', async () => {
  const stream = await watch();
  ambient.advance(TTL_MS - 1);
  expect(open).toBe(1);
  ambient.advance(1);
  await expect(stream.next()).rejects.toMatchObject({ kind: 'anonymous', code: 'token.expired' });
  expect(open).toBe(0);
});

test('an upload ends with the token that opened it', async () => {
  const channel = new Client(address, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', 'Bearer kim');
  const asIs = (bytes: Buffer) => bytes;
  const { promise, reject, resolve } = Promise.withResolvers<Buffer | undefined>();
  const path = '/naru.program.v1.ProgramService/UploadApplicationFile';
  const call = channel.makeClientStreamRequest(path, asIs, asIs, metadata, (error, reply) =>
    error ? reject(fromStatus(error as ServiceError)) : resolve(reply),
  );
  const first = UploadApplicationFileRequest.fromPartial({ id: 'app_1', fieldId: 'deck', name: 'deck.pdf' });
  call.write(Buffer.from(UploadApplicationFileRequest.encode(first).finish()));
  await eventually(() => open === 1);
  ambient.advance(TTL_MS);
  await expect(promise).rejects.toMatchObject({ kind: 'anonymous', code: 'token.expired' });
  channel.close();
});

test('one subject has as many streams as the configuration says, and a closed one makes room', async () => {
  const [first] = [await watch(), await watch()];
  await expect(watch()).rejects.toMatchObject({ kind: 'exhausted', code: 'stream.limit' });
  const other = createClient(OpsServiceDefinition, address, { token: () => 'lee' });
  await watch(other);
  await first?.return?.(undefined);
  await eventually(() => open === 2);
  await watch();
  other.close();
});
