/** Calls any method with its example, as bytes, and returns the result and the whole refusal, for comparison. */
import { fromBinary, fromJson, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type ContractMethod, registry } from '@naru/contracts';
import { exampleOf } from '@naru/contracts/examples';
import { ERROR_KINDS, fromStatus, type Rejection } from '@naru/kit/rejection';
import { checkMessage } from '@naru/kit/validate';
import type { Outcome } from './expected.ts';
import { OWN } from './owners.ts';

const DEADLINE_MS = 30_000;
const NOTHING = Buffer.alloc(0);

export interface Answer {
  outcome: Outcome | 'bug';
  /** The HTTP status that the gateway would give to the refusal; 0 if nothing is refused. */
  status: number;
  /** The whole refusal except the requested id and the trace. */
  refusal: string;
  bytes: Buffer;
}

/** The name in JSON of a field. */
export const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The method's example about an object. @throws if it breaks the contract, since it would not reach access */
export function requestOf(method: ContractMethod, id: string | undefined, changes: object = {}): Uint8Array {
  const [field = ''] = method.access.objectField.split('|');
  return requestWith(method, { ...changes, ...(field && id !== undefined ? { [camel(field)]: id } : {}) });
}

/** The method's example with some fields changed. */
export function requestWith(method: ContractMethod, changes: Readonly<Record<string, unknown>>): Uint8Array {
  const example: Record<string, unknown> = { ...exampleOf(method) };
  if ('investorId' in example) example.investorId = OWN.investor;
  Object.assign(example, changes);
  const bytes = toBinary(method.input, fromJson(method.input, example as JsonValue, { registry }));
  checkMessage(method.input, bytes);
  return bytes;
}

export async function ask(
  channel: Client,
  method: ContractMethod,
  { bytes, id, token }: { bytes: Uint8Array; id: string | undefined; token: string },
): Promise<Answer> {
  const metadata = new Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  try {
    const reply = await replyOf(channel, method, { bytes, metadata });
    return { outcome: 'passes', status: 0, refusal: '', bytes: reply };
  } catch (error) {
    const refused = fromStatus(error as ServiceError);
    const whole = JSON.stringify([refused.kind, refused.code, refused.message, refused.faults]);
    const refusal = id ? whole.replaceAll(id, '{id}') : whole;
    return { outcome: outcomeOf(refused, method, id), status: ERROR_KINDS[refused.kind].http, refusal, bytes: NOTHING };
  }
}

/** The domain refuses after the access check, so the call has passed. */
function outcomeOf({ kind, code, message }: Rejection, { access }: ContractMethod, id?: string): Answer['outcome'] {
  if (['bug', 'anonymous', 'unavailable', 'timeout'].includes(kind)) return 'bug';
  if (kind === 'forbidden' && code.startsWith('access.')) return 'forbidden';
  const [noun] = access.objectKind.split('.');
  const ofObject = code === `${noun}.not_found` && id !== undefined && message.includes(id);
  return kind === 'not_found' && ofObject ? 'not_found' : 'passes';
}

export const openChannel = (address: string): Client => new Client(address, credentials.createInsecure());

const asIs = (bytes: Buffer): Buffer => bytes;

function replyOf(
  channel: Client,
  { path, serverStreaming, clientStreaming }: ContractMethod,
  { bytes, metadata }: { bytes: Uint8Array; metadata: Metadata },
): Promise<Buffer> {
  const request = Buffer.from(bytes);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { deadline: Date.now() + DEADLINE_MS };
  const replied = (error: ServiceError | null, reply?: Buffer) => (error ? reject(error) : resolve(reply ?? NOTHING));
  if (clientStreaming) {
    channel.makeClientStreamRequest(path, asIs, asIs, metadata, options, replied).end(request);
  } else if (!serverStreaming) {
    channel.makeUnaryRequest(path, asIs, asIs, request, metadata, options, replied);
  } else {
    const call = channel.makeServerStreamRequest(path, asIs, asIs, request, metadata, options);
    // An open stream has passed; a refused one sends nothing before its status.
    const passed = () => {
      resolve(NOTHING);
      call.cancel();
    };
    call.on('error', reject).once('metadata', passed).once('end', passed).resume();
  }
  return promise;
}

/** The ids in the answer of a list, by the field that its Get uses. */
export function listedIds({ output }: ContractMethod, bytes: Buffer, key: string): string[] {
  const answer = toJson(output, fromBinary(output, bytes), { registry }) as Record<string, unknown>;
  const list = Object.values(answer).find((value) => Array.isArray(value)) as Record<string, string>[] | undefined;
  return (list ?? []).map((item) => item[camel(key)] ?? '');
}
