/** The plan of a method, compiled once at start from the contract. A request only follows it. */
import { type DescField, type DescMessage, fromJson, type Message, ScalarType } from '@bufbuild/protobuf';
import type { ContractMethod } from '@naru/contracts';
import { kit } from '@naru/kit/kit-texts';
import type { Fault } from '@naru/kit/rejection';
import { log } from '@naru/telemetry/log';
import { checkMessage } from './check/message.ts';
import { ruleFaults } from './check/rules.ts';
import { isObject, type Json, type JsonObject, Walk } from './check/walk.ts';
import { compileQuery, parentOf, type QueryField, queryFields } from './query.ts';
import { parseTemplate, type Template } from './template.ts';
import { refusedFor } from './texts.ts';
import { fillUpdate } from './update.ts';

/** The shapes of request and reply: JSON both ways, a stream of messages down, raw bytes down, raw bytes up. */
export type Shape = 'unary' | 'events' | 'download' | 'upload';

export interface Plan {
  method: ContractMethod;
  /** The HTTP method, in capitals. */
  httpMethod: string;
  template: Template;
  shape: Shape;
  /** Its query parameters. */
  parameters: readonly QueryField[];
  /** True if the request has a JSON body. */
  hasBody: boolean;
  /** The request field that the whole body fills; undefined if the body is the request itself. */
  bodyField: DescField | null;
  /** The request field with the version that the change starts from. */
  etagField: DescField | undefined;
  /** The request field of the Idempotency-Key. */
  keyField: DescField | undefined;
  /** @throws Rejection `invalid` with all faults of path, query and body */
  read(parts: Parts): { message: Message; context: string };
}

/** The parts of an HTTP request that form the message. */
export interface Parts {
  values: readonly string[];
  query: string;
  body?: Json | undefined;
  idempotencyKey?: string | undefined;
  lastEventId?: string | undefined;
  /** What is wrong with the headers. */
  faults?: readonly Fault[];
}

export const HTTP_BODY = 'google.api.HttpBody';

/** @throws Error at boot if the contract asks for a route that the gateway cannot serve */
export function compilePlan(method: ContractMethod): Plan | null {
  if (!method.http) return null;
  const template = parseTemplate(method.http.path);
  for (const path of template.variables) fieldAt(method.input, path);
  const shape = shapeOf(method);
  const bodyField = method.http.body && method.http.body !== '*' ? fieldAt(method.input, [method.http.body]) : null;
  const parameters = parametersOf(method, template, bodyField);
  return {
    method,
    httpMethod: method.http.verb.toUpperCase(),
    template,
    shape,
    parameters,
    hasBody: shape !== 'upload' && method.http.body !== '',
    bodyField,
    etagField: textField(method.input, 'etag'),
    keyField: textField(method.input, 'requestId'),
    read: compileRead({ method, shape, template, parameters, bodyField: shape === 'upload' ? null : bodyField }),
  };
}

function parametersOf(method: ContractMethod, template: Template, bodyField: DescField | null): QueryField[] {
  if (method.http?.body === '*') return [];
  const bound = template.variables.filter((path) => path.length === 1).map(([name = '']) => name);
  return queryFields(method.input, new Set([...bound, ...(bodyField ? [bodyField.name] : [])]));
}

function shapeOf(method: ContractMethod): Shape {
  const { clientStreaming, serverStreaming, input, output, http } = method;
  if (clientStreaming && serverStreaming) throw new Error(`${method.path}: HTTP has no stream that goes both ways`);
  if (clientStreaming) {
    const body = http?.body === '*' ? input : input.fields.find((field) => field.name === http?.body)?.message;
    if (body?.typeName !== HTTP_BODY)
      throw new Error(`${method.path}: a stream up must have a ${HTTP_BODY} as its body`);
    return 'upload';
  }
  if (!serverStreaming) return 'unary';
  return output.typeName === HTTP_BODY ? 'download' : 'events';
}

/** The field at the end of a path of proto names. @throws Error at boot if the message has no such field */
export function fieldAt(input: DescMessage, path: readonly string[]): DescField {
  const [name, ...rest] = path;
  const field = input.fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`${input.typeName} has no field ${name}, which its route names`);
  if (rest.length === 0) return field;
  if (!field.message) throw new Error(`${input.typeName}.${name} has no parts, but its route names ${rest.join('.')}`);
  return fieldAt(field.message, rest);
}

interface Reading {
  method: ContractMethod;
  shape: Shape;
  template: Template;
  parameters: readonly QueryField[];
  bodyField: DescField | null;
}

function compileRead({ method, shape, template, parameters, bodyField }: Reading): Plan['read'] {
  const { input, access } = method;
  const check = checkMessage(input);
  const readQuery = compileQuery(parameters);
  const variables = template.variables.map((path) => jsonPath(input, path));
  const requestId = textField(input, 'requestId');
  const lastEventId = textField(input, 'lastEventId');
  const routeField = access.routeField ? fieldAt(input, [access.routeField]).jsonName : null;
  const isUpdate = bodyField !== null && method.kind === 'change';
  // The body of an update is the noun, so the path of a fault in it begins at the noun.
  const asSent = (fault: Fault): Fault =>
    isUpdate && fault.path.startsWith(`${bodyField.jsonName}.`)
      ? { ...fault, path: fault.path.slice(bodyField.jsonName.length + 1) }
      : fault;
  return (parts) => {
    const walk = new Walk();
    const fromQuery = readQuery(parts.query, walk);
    const whole: Json = bodyField ? withBody(fromQuery, bodyField, parts.body) : (parts.body ?? fromQuery);
    if (isObject(whole)) {
      for (const [index, path] of variables.entries()) bind(whole, path, parts.values[index] ?? '', walk);
      if (requestId) fillKey(whole, { field: requestId, key: parts.idempotencyKey, walk });
      if (isUpdate) fillUpdate(whole, bodyField);
      if (lastEventId) fill(whole, lastEventId, parts.lastEventId);
    }
    const clean = check(whole, walk);
    const headers = parts.faults ?? [];
    const unread = walk.faults.map(asSent);
    if (headers.length + unread.length > 0) {
      // Fields of faults that are only counted are taken out too, and would be called missing.
      const isWhole = shape !== 'upload' && walk.faultsLeft === 0;
      const further = isWhole ? ruleFaults(input, clean, unread) : [];
      throw refusedFor(headers, [...unread, ...further], walk.faultsLeft);
    }
    const context = routeField && isObject(clean) ? String(clean[routeField] ?? '') : method.context;
    return { message: toMessage(input, clean), context };
  };
}

function withBody(request: JsonObject, field: DescField, body: Json | undefined): JsonObject {
  if (body !== undefined) request[field.jsonName] = body;
  return request;
}

/** Puts a path variable into its field. A body that names another object than the path is refused, not overwritten. */
function bind(request: JsonObject, path: readonly string[], value: string, walk: Walk): void {
  const parent = parentOf(request, path);
  const key = path.at(-1) ?? '';
  if (!parent) return; // The walk reports the fault of the value there.
  const given = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (given === undefined || given === null || given === '') parent[key] = value;
  else if (given !== value) walk.faultAt(path.join('.'), 'path');
}

function fill(request: JsonObject, field: DescField, value: string | undefined): void {
  if (value === undefined) return;
  const given = request[field.jsonName] ?? request[field.name];
  if (given === undefined || given === null || given === '') {
    delete request[field.name];
    request[field.jsonName] = value;
  }
}

/** The header must equal the field, or be the only key. With two different keys, nobody knows the right one. */
function fillKey(
  request: JsonObject,
  { field, key, walk }: { field: DescField; key?: string | undefined; walk: Walk },
) {
  fill(request, field, key);
  const given = request[field.jsonName] ?? request[field.name];
  if (key !== undefined && given !== key) walk.faultAt(field.jsonName, 'idempotency_key');
}

const textField = (input: DescMessage, jsonName: string): DescField | undefined =>
  input.fields.find((field) => field.jsonName === jsonName && field.scalar === ScalarType.STRING);

/** The same path in JSON names. */
export const jsonPath = (input: DescMessage, path: readonly string[]): string[] =>
  path.map((_, index) => fieldAt(input, path.slice(0, index + 1)).jsonName);

/** The walk has accepted this, so a refusal is a gap in the walk. It is logged; the caller can correct the value. */
function toMessage(input: DescMessage, clean: Json): Message {
  try {
    return fromJson(input, clean);
  } catch (error) {
    log.error({ err: error, message: input.typeName }, 'the walk let a value through that is no JSON of its message');
    throw kit.refuse('request.undecodable', { message: input.typeName, form: 'JSON' });
  }
}
