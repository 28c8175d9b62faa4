import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Notification } from '@naru/contracts/notification/v1/notification';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Centre, GetCentreRequest } from '@naru/contracts/registry/v1/centre';
import { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { Rejection, toStatus } from '@naru/kit/rejection';
import { createClient } from './client-typed.ts';

const GET_CENTRE = '/naru.registry.v1.RegistryService/GetCentre';
const STREAM = '/naru.notification.v1.NotificationService/StreamNotifications';
const asIs = (bytes: Buffer) => bytes;

let seen: ServerUnaryCall<Buffer, Buffer>[] = [];
let answer: (call: ServerUnaryCall<Buffer, Buffer>) => Buffer | ReturnType<typeof toStatus>;
let stream: (call: ServerWritableStream<Buffer, Buffer>) => void;

const server = new Server();
let address: string;
beforeAll(async () => {
  const unary: handleUnaryCall<Buffer, Buffer> = (call, reply) => {
    seen.push(call);
    const given = answer(call);
    if (Buffer.isBuffer(given)) reply(null, given);
    else reply(given);
  };
  const down: handleServerStreamingCall<Buffer, Buffer> = (call) => stream(call);
  server.register(GET_CENTRE, unary, asIs, asIs, 'unary');
  server.register(STREAM, down, asIs, asIs, 'serverStream');
  const port = await new Promise<number>((resolve, reject) => {
    const done = (error: Error | null, at: number) => (error ? reject(error) : resolve(at));
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), done);
  });
  address = `127.0.0.1:${port}`;
});
afterAll(() => server.forceShutdown());

const refuse = (kind: 'unavailable' | 'conflict') =>
  toStatus(new Rejection({ kind, code: `test.${kind}`, said: { ko: 'no', en: 'no' } }));

test('sends and returns plain objects, with its token', async () => {
  seen = [];
  answer = (call) =>
    Buffer.from(
      Centre.encode(Centre.fromPartial({ id: GetCentreRequest.decode(call.request).id, openingOrder: 8 })).finish(),
    );
  const client = createClient(RegistryServiceDefinition, address, { token: async () => 'abc' });
  expect(await client.getCentre({ id: 'KR-41' })).toMatchObject({ id: 'KR-41', openingOrder: 8 });
  expect(seen[0]?.metadata.get('authorization')).toEqual(['Bearer abc']);
  client.close();
});

test('throws the error that the service threw', async () => {
  answer = () => refuse('conflict');
  const client = createClient(RegistryServiceDefinition, address);
  await expect(client.getCentre({ id: 'KR-41' })).rejects.toMatchObject({
    name: 'Rejection',
    kind: 'conflict',
    code: 'test.conflict',
  });
  client.close();
});

test('reads a stream, and cancels it when the reader leaves', async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
  stream = (call) => {
    call.once('cancelled', resolve);
    for (const id of ['ntf_1', 'ntf_2'])
      call.write(Buffer.from(Notification.encode(Notification.fromPartial({ id })).finish()));
  };
  const client = createClient(NotificationServiceDefinition, address);
  const read: string[] = [];
  for await (const { id } of client.streamNotifications({})) {
    read.push(id);
    if (read.length === 2) break;
  }
  await cancelled;
  expect(read).toEqual(['ntf_1', 'ntf_2']);
  client.close();
});

test('throws the refusal of a stream', async () => {
  stream = (call) => call.emit('error', Object.assign(new Error(), refuse('unavailable')));
  const client = createClient(NotificationServiceDefinition, address);
  const read = async () => {
    for await (const _ of client.streamNotifications({}));
  };
  await expect(read()).rejects.toMatchObject({ kind: 'unavailable', code: 'test.unavailable' });
  client.close();
});
