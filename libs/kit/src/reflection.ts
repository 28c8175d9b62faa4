/**
 * gRPC server reflection from the contract image. It returns the descriptors unchanged, with all their imports. It
 * requires no token, so it shows only the services of this server and no other context.
 */
import { type AnyDesc, type DescFile, toBinary } from '@bufbuild/protobuf';
import { nestedTypes } from '@bufbuild/protobuf/reflect';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { type Server, type ServerDuplexStream, status } from '@grpc/grpc-js';
import { registry } from '@naru/contracts';
import { ServerReflectionRequest, ServerReflectionResponse } from '@naru/contracts/grpc/reflection/v1/reflection';

type Asked = NonNullable<ServerReflectionRequest['messageRequest']>;
type Told = NonNullable<ServerReflectionResponse['messageResponse']>;

// Some tools ask for the older version first, others last. Both versions have the same messages.
const VERSIONS = ['v1', 'v1alpha'];

// No file imports the types that travel as an Any: the details of refusals, and the extensions of a download.
const PACKED = ['google/rpc/status.proto', 'naru/common/v1/file.proto'];

/** @param services the full names of the services of this server, all from the contract */
export function addReflection(server: Server, services: readonly string[]): void {
  const answer = reflectionOf(services);
  const info = (call: ServerDuplexStream<ServerReflectionRequest, ServerReflectionResponse>) => {
    call.on('data', (request: ServerReflectionRequest) => {
      const messageResponse = request.messageRequest ? answer(request.messageRequest) : notFound('nothing');
      call.write({ validHost: request.host, originalRequest: request, messageResponse });
    });
    call.once('end', () => call.end());
  };
  for (const version of VERSIONS)
    server.register(
      `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
      info,
      (response: ServerReflectionResponse) => Buffer.from(ServerReflectionResponse.encode(response).finish()),
      (bytes: Buffer) => ServerReflectionRequest.decode(bytes),
      'bidi',
    );
}

function reflectionOf(services: readonly string[]): (asked: Asked) => Told {
  const { files, symbols, extensions } = indexOf(services);
  return ({ $case, value }) => {
    switch ($case) {
      case 'listServices':
        return { $case: 'listServicesResponse', value: { service: services.map((name) => ({ name })) } };
      case 'fileByFilename':
        return withImports(files.get(value), value);
      case 'fileContainingSymbol':
        return withImports(symbols.get(value), value);
      case 'fileContainingExtension':
        return withImports(extensions.get(value.containingType)?.get(value.extensionNumber), value.containingType);
      case 'allExtensionNumbersOfType': {
        const extensionNumber = [...(extensions.get(value)?.keys() ?? [])];
        return { $case: 'allExtensionNumbersResponse', value: { baseTypeName: value, extensionNumber } };
      }
    }
  };
}

function withImports(file: DescFile | undefined, asked: string): Told {
  if (!file) return notFound(asked);
  const all = [...reachable([file])].map(({ proto }) => Buffer.from(toBinary(FileDescriptorProtoSchema, proto)));
  return { $case: 'fileDescriptorResponse', value: { fileDescriptorProto: all } };
}

const notFound = (asked: string): Told => ({
  $case: 'errorResponse',
  value: { errorCode: status.NOT_FOUND, errorMessage: `this server does not know ${asked}` },
});

/** The files and all their imports; the requested ones come first. */
function reachable(from: readonly DescFile[], met = new Set<DescFile>()): Set<DescFile> {
  for (const file of from) {
    if (met.has(file)) continue;
    met.add(file);
    reachable(file.dependencies, met);
  }
  return met;
}

function indexOf(services: readonly string[]) {
  const own = services.map((name) => registry.getService(name)?.file ?? missing(name));
  const packed = PACKED.map((name) => registry.getFile(name) ?? missing(name));
  const all = [...reachable([...own, ...packed])];
  const symbols = new Map<string, DescFile>();
  const extensions = new Map<string, Map<number, DescFile>>();
  for (const file of all)
    for (const desc of nestedTypes(file)) {
      for (const name of namesOf(desc)) symbols.set(name, file);
      if (desc.kind !== 'extension') continue;
      const ofType = extensions.get(desc.extendee.typeName) ?? new Map<number, DescFile>();
      extensions.set(desc.extendee.typeName, ofType.set(desc.number, file));
    }
  return { files: new Map(all.map((file) => [file.proto.name, file])), symbols, extensions };
}

/** A type and its members, by full name. */
function namesOf(desc: Exclude<AnyDesc, { kind: 'file' | 'field' | 'oneof' | 'enum_value' | 'rpc' }>): string[] {
  const members: readonly { name: string }[] =
    desc.kind === 'service'
      ? desc.methods
      : desc.kind === 'message'
        ? [...desc.fields, ...desc.oneofs]
        : desc.kind === 'enum'
          ? desc.values
          : [];
  return [desc.typeName, ...members.map(({ name }) => `${desc.typeName}.${name}`)];
}

function missing(name: string): never {
  throw new Error(`${name} is not in the contract image: run the generator`);
}
