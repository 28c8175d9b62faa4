/** The contract as data: every method with its route and access rule, and every event of the catalogue. */
import { readFileSync } from 'node:fs';
import {
  type AnyDesc,
  createFileRegistry,
  type DescEnum,
  type DescMessage,
  type DescMethod,
  fromBinary,
  getExtension,
  getOption,
  hasOption,
  type Message,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { type AccessOption, type AccessRule, ruleOf } from './access.ts';
import { commentsOf } from './docs.ts';
import { type Label, labelReader } from './labels.ts';
import { lookupReader } from './lookups.ts';
import { nameReader } from './names.ts';
import { type Ask, type EventRule, extension, type Told } from './options.ts';
import { ordersReader } from './orders.ts';
import { updateReader } from './update.ts';

export { type AccessRule, ROLES, type Role, ruleOf, SCOPES, type Scope, TOKEN_ROLES } from './access.ts';
export type { Label } from './labels.ts';
export type { LookupRule } from './lookups.ts';
export type { NameRule } from './names.ts';
export type { Ask, EventRule, Told } from './options.ts';
export { type Order, orderAsked, orderFrom, orderValues } from './orders.ts';
export { hasParts, type MaskFault, maskFault, type Update } from './update.ts';

const readImage = (name: string) =>
  fromBinary(FileDescriptorSetSchema, readFileSync(new URL(`../${name}`, import.meta.url)));

const image = readImage('image.binpb');
let comments: Map<string, string> | undefined;

/** All files of the contract, for messages, options and JSON by the proto3 mapping. */
export const registry = createFileRegistry(image);

/** The rules of a field, in the form of `buf.validate`. */
export const fieldRules = extension<Message>(registry, 'buf.validate.field');

/** The parts of an update request; null for any other request. */
export const updateOf = updateReader(registry);

/** The orders in which a request can ask for its list, the default first. */
export const ordersOf = ordersReader(registry);

/** The label of a value of an enum. */
export const labelOfValue = labelReader(registry);

/** The values of an enum that can be chosen, with their Korean labels. The zero value means that nothing was chosen. */
export function choicesOf({ values }: DescEnum): { values: string[]; labels: string[] } {
  const chosen = values.filter(({ number }) => number !== 0);
  return { values: chosen.map(({ name }) => name), labels: chosen.map((value) => labelOfValue(value).ko) };
}

/**
 * The label of a value by the name of its enum: `labelOf('naru.program.v1.Round.State', 'OPEN')`.
 * @throws if the contract has no such value: a programming error
 */
export function labelOf(typeName: string, value: string): Label {
  const found = registry.getEnum(typeName)?.values.find(({ name }) => name === value);
  if (!found) throw new Error(`${typeName} has no value ${value}`);
  return labelOfValue(found);
}

/** The fields of a message that hold the name for an id beside them. */
export const namesIn = nameReader(registry);

/** The ids of a message that are looked up before a call does anything. */
export const lookupsIn = lookupReader(registry);

/** The comment above a message, field, enum, value or method in the contract; empty if there is none. */
export function docOf(desc: AnyDesc): string {
  comments ??= commentsOf(readImage('comments.binpb'));
  return comments.get(nameOf(desc)) ?? '';
}

const nameOf = (desc: AnyDesc): string =>
  'typeName' in desc ? desc.typeName : 'parent' in desc && desc.parent ? `${desc.parent.typeName}.${desc.name}` : '';

export interface ContractMethod {
  /** The package: naru.registry.v1 */
  package: string;
  /** The context, which names the stream, the chain and the address: registry. */
  context: string;
  service: string;
  name: string;
  /** The gRPC path, /naru.registry.v1.RegistryService/GetCentre */
  path: string;
  desc: DescMethod;
  input: DescMessage;
  output: DescMessage;
  serverStreaming: boolean;
  clientStreaming: boolean;
  http: HttpRoute | null;
  access: AccessRule;
  kind: MethodKind;
  /** The codes of its own rules with which it refuses. */
  refuses: readonly string[];
  /** Its comment in the contract. */
  doc: string;
}

/** The kind of the method. It decides its behaviour over HTTP: 201, 202, Idempotency-Key, If-Match. */
export const METHOD_KINDS = ['read', 'create', 'change', 'verb', 'operation'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

export interface HttpRoute {
  verb: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  /** "*" for the whole request, the name of the body's field, or "" for no body. */
  body: string;
}

export interface ContractEvent {
  /** The CloudEvents type and root of the subject: naru.registry.venture.published.v1 */
  type: string;
  context: string;
  /** What has happened, in one line. */
  summary: { ko: string; en: string };
  audience: EventRule['audience'];
  /** True if it hides its aggregate. */
  hides: boolean;
  /** Who is told of it; undefined in a contract that does not say so, which the architecture test refuses. */
  told: Told | undefined;
  asks: Ask | undefined;
  message: DescMessage;
}

const contextOf = (typeName: string) => typeName.split('.')[1] ?? '';
const accessExtension = extension<AccessOption>(registry, 'naru.access.v1.access');
const refusesExtension = extension<string[]>(registry, 'naru.api.v1.refuses');
const kindExtension = extension<number>(registry, 'naru.api.v1.kind');
const eventExtension = extension<EventRule>(registry, 'naru.common.v1.event');
const httpExtension = extension<{ pattern: { case: HttpRoute['verb']; value: string }; body: string }>(
  registry,
  'google.api.http',
);

function httpOf(method: DescMethod): HttpRoute | null {
  if (!hasOption(method, httpExtension)) return null;
  const { pattern, body } = getOption(method, httpExtension);
  return { verb: pattern.case, path: pattern.value, body };
}

/** The kind by its number in naru.api.v1.MethodRule.Kind. @throws if a method does not state its kind */
export function kindOf(number: number, method: string): MethodKind {
  const kind = METHOD_KINDS[number - 1];
  if (!kind) throw new Error(`${method} has no kind: give it option (naru.api.v1.kind)`);
  return kind;
}

function methodOf(desc: DescMethod): ContractMethod {
  const kind = desc.methodKind;
  const plain = {
    package: desc.parent.file.proto.package,
    context: contextOf(desc.parent.typeName),
    service: desc.parent.name,
    name: desc.name,
    path: `/${desc.parent.typeName}/${desc.name}`,
    desc,
    input: desc.input,
    output: desc.output,
    serverStreaming: kind === 'server_streaming' || kind === 'bidi_streaming',
    clientStreaming: kind === 'client_streaming' || kind === 'bidi_streaming',
  };
  return readLate(plain, {
    http: () => httpOf(desc),
    access: () => ruleOf(getOption(desc, accessExtension)),
    kind: () => kindOf(getOption(desc, kindExtension), desc.name),
    refuses: () => getOption(desc, refusesExtension),
    doc: () => docOf(desc),
  });
}

/** Options are read at the first request for them: a service asks for those of its own methods alone. */
function readLate<T extends object, L extends object>(plain: T, late: { [K in keyof L]: () => L[K] }): T & L {
  for (const key of Object.keys(late) as (keyof L)[])
    Object.defineProperty(plain, key, {
      get() {
        const value = late[key]();
        Object.defineProperty(plain, key, { value, enumerable: true });
        return value;
      },
      enumerable: true,
      configurable: true,
    });
  return plain as T & L;
}

/** Every method of every service of Naru. */
export const methods: ContractMethod[] = [...registry]
  .filter((desc) => desc.kind === 'service')
  .filter((service) => service.typeName.startsWith('naru.'))
  .flatMap((service) => service.methods.map(methodOf));

const methodByName = new Map(methods.map((method) => [method.name, method]));

/** The rule that decides who sees an object of a noun (mentoring_session): that of its Get, else of its List. */
export function sightOf(noun: string): AccessRule | undefined {
  const name = noun.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return (methodByName.get(`Get${name}`) ?? methodByName.get(`List${name}s`))?.access;
}

/** Every event of the catalogue. */
export const events: ContractEvent[] = [...registry]
  .filter((desc) => desc.kind === 'message')
  .filter((message) => hasOption(message, eventExtension))
  .map((message) => {
    const rule = getExtension(message.proto.options ?? fail(message), eventExtension);
    const { type, summary: en, summaryKo: ko, audience, hides, told, asks } = rule;
    return { type, context: contextOf(message.typeName), summary: { ko, en }, audience, hides, told, asks, message };
  });

/** The contexts that own events. */
export const contexts: readonly string[] = [...new Set(events.map(({ context }) => context))];

const eventByMessage = new Map(events.map((event) => [event.message.typeName, event]));
const eventByType = new Map(events.map((event) => [event.type, event]));

/** The catalogue's entry of a generated message. @throws if the message is no event: a programming error */
export function eventOf(codec: { $type: string }): ContractEvent {
  const event = eventByMessage.get(codec.$type);
  if (!event) throw new Error(`${codec.$type} has no (naru.common.v1.event) option: add one in events.proto`);
  return event;
}

export const eventOfType = (type: string): ContractEvent | undefined => eventByType.get(type);

function fail(message: DescMessage): never {
  throw new Error(`${message.typeName} lost its options`);
}
