/** The questions that tools such as grpcurl ask a server first: is it healthy, and which services does it have? */
import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { type FileDescriptorProto, FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HealthCheckRequest, HealthCheckResponse } from '@naru/contracts/grpc/health/v1/health';
import { ServerReflectionRequest, ServerReflectionResponse } from '@naru/contracts/grpc/reflection/v1/reflection';
import { OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import { realAmbient } from './ambient.ts';
import { createGrpcServer, implement } from './serve.ts';

const CALENDAR = 'naru.program.v1.CalendarService';
const OPS = 'naru.ops.v1.OpsService';

const never = async (): Promise<never> => {
  throw new Error('nobody calls it here');
};
const idle = (definition: typeof OpsServiceDefinition | typeof CalendarServiceDefinition) =>
  implement(definition, Object.fromEntries(Object.keys(definition.methods).map((name) => [name, never])) as never);

let server: ReturnType<typeof createGrpcServer>;
let client: Client;

beforeAll(async () => {
  server = createGrpcServer({
    implementations: [idle(CalendarServiceDefinition), idle(OpsServiceDefinition)],
    verify: never,
    objects: {},
    names: { venture: never, investor: never, centre: never },
    ambient: realAmbient,
  });
  client = new Client(`127.0.0.1:${await server.listen('127.0.0.1:0')}`, credentials.createInsecure());
});
afterAll(async () => {
  client?.close();
  await server?.stop(1_000);
});

type Asked = NonNullable<ServerReflectionRequest['messageRequest']>;
type Told = NonNullable<ServerReflectionResponse['messageResponse']>;

/** Sends the questions one after the other in one stream, as tools do, and without a token. */
async function reflect(version: string, ...asked: Asked[]): Promise<Told[]> {
  const call = client.makeBidiStreamRequest(
    `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
    (request: ServerReflectionRequest) => Buffer.from(ServerReflectionRequest.encode(request).finish()),
    (bytes: Buffer) => ServerReflectionResponse.decode(bytes),
  );
  for (const messageRequest of asked) call.write({ host: 'here', messageRequest });
  call.end();
  const told: Told[] = [];
  for await (const { messageResponse } of call as AsyncIterable<ServerReflectionResponse>)
    if (messageResponse) told.push(messageResponse);
  return told;
}

function filesIn(told: Told | undefined) {
  if (told?.$case !== 'fileDescriptorResponse') throw new Error(`no files but ${JSON.stringify(told)}`);
  return told.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
}

/** A file after all its imports. @throws if an import was not sent */
function ordered(files: readonly FileDescriptorProto[], name: string): FileDescriptorProto[] {
  const file = files.find((one) => one.name === name);
  if (!file) throw new Error(`${name} was not told`);
  return [...new Set([...file.dependency.flatMap((one) => ordered(files, one)), file])];
}

const check = (service: string): Promise<HealthCheckResponse> =>
  new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      (request: HealthCheckRequest) => Buffer.from(HealthCheckRequest.encode(request).finish()),
      (bytes: Buffer) => HealthCheckResponse.decode(bytes),
      { service },
      (error, reply) => (error || !reply ? reject(error) : resolve(reply)),
    );
  });

test.each(['v1', 'v1alpha'])('%s lists the services of this server, and no others', async (version) => {
  const [list] = await reflect(version, { $case: 'listServices', value: '' });
  const names = [CALENDAR, OPS, 'grpc.health.v1.Health'];
  expect(list).toEqual({ $case: 'listServicesResponse', value: { service: names.map((name) => ({ name })) } });
});

test('one file comes with all its imports, so that a client can be made from it; options are kept', async () => {
  const [told] = await reflect('v1', { $case: 'fileContainingSymbol', value: CALENDAR });
  const files = filesIn(told);
  const [first] = files;
  if (!first) throw new Error('no file');
  expect(first.name).toBe('naru/program/v1/calendar_service.proto');
  const imported = createFileRegistry(create(FileDescriptorSetSchema, { file: ordered(files, first.name) }));
  const method = imported.getService(CALENDAR)?.methods.find(({ name }) => name === 'ReadCalendarFeed');
  expect(method?.input.fields.map(({ name }) => name)).toEqual(['token']);
  expect(method?.output.typeName).toBe('google.api.HttpBody');
  expect(method?.proto.options?.$unknown?.map(({ no }) => no)).toContain(72_295_728);
});

test('a file, a member and an extension are found by name and number', async () => {
  const told = await reflect(
    'v1',
    { $case: 'fileByFilename', value: 'google/api/http.proto' },
    { $case: 'fileContainingSymbol', value: `${CALENDAR}.ReadCalendarFeed` },
    { $case: 'fileContainingSymbol', value: 'google.rpc.ErrorInfo' },
    { $case: 'fileContainingSymbol', value: 'grpc.health.v1.HealthCheckResponse.ServingStatus' },
    {
      $case: 'fileContainingExtension',
      value: { containingType: 'google.protobuf.MethodOptions', extensionNumber: 72_295_728 },
    },
    { $case: 'allExtensionNumbersOfType', value: 'google.protobuf.MethodOptions' },
  );
  expect(told.slice(0, 5).map((one) => filesIn(one)[0]?.name)).toEqual([
    'google/api/http.proto',
    'naru/program/v1/calendar_service.proto',
    'google/rpc/status.proto',
    'grpc/health/v1/health.proto',
    'google/api/annotations.proto',
  ]);
  expect(told[5]).toMatchObject({ value: { extensionNumber: expect.arrayContaining([72_295_728, 50_101]) } });
});

test('other contexts are not shown', async () => {
  const foreign = ['naru.registry.v1.RegistryService', 'naru.registry.v1.Venture'];
  const told = await reflect('v1', ...foreign.map((value) => ({ $case: 'fileContainingSymbol' as const, value })), {
    $case: 'fileByFilename',
    value: 'naru/registry/v1/venture.proto',
  });
  expect(told.map((one) => one.$case === 'errorResponse' && one.value.errorCode)).toEqual(
    Array.from({ length: 3 }, () => status.NOT_FOUND),
  );
});

test.each(['', CALENDAR, OPS])('health answers by the name of the service: %j', async (name) => {
  expect(await check(name)).toEqual({ status: 'SERVING' });
});

test('health of an unknown service is not found', async () => {
  const refusal = await check('naru.registry.v1.RegistryService').catch((error: ServiceError) => error);
  expect(refusal).toMatchObject({ code: status.NOT_FOUND });
});
