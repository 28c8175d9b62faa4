/** The rules for every method of the contract: its access rule, its route, and the limits of its request. */
import {
  type DescField,
  type DescMessage,
  getOption,
  hasOption,
  type Message,
  ScalarType,
  toJson,
} from '@bufbuild/protobuf';
import { type ContractMethod, ordersOf, registry, updateOf } from '@naru/contracts';
import type { Finding } from './source.ts';

/** Methods without an HTTP route, with the reason. */
const NOT_REST: Readonly<Record<string, string>> = {};

/** Methods that return everything at once, with the reason why that stays small. */
const UNPAGED: Readonly<Record<string, string>> = {
  '/naru.matching.v1.MatchingService/FindMatches': 'it answers the best few only, at most page_size of them',
  '/naru.registry.v1.RegistryService/ListCentres':
    'the plan of the network bounds them, and its share needs all of them',
};

/** A field of a request, or of a message in it, with its rules. */
export interface RequestField {
  file: string;
  /** The full name: naru.registry.v1.OpenCentreRequest.name */
  name: string;
  kind: DescField['fieldKind'];
  isText: boolean;
  rules: Rules;
}

/** buf.validate.FieldRules in its JSON form. */
export interface Rules {
  string?: { maxLen?: string; pattern?: string; in?: string[]; uri?: boolean };
  repeated?: { maxItems?: string; items?: Rules };
  int32?: { lt?: number; lte?: number };
}

/** A caller by link is unknown, so a rule cannot ask for a role as well. */
const isBareLink = ({ allow, objectField, routeField }: ContractMethod['access']): boolean =>
  allow.length === 1 && allow[0]?.scope === 'any' && objectField === '' && routeField === '';

const fileOf = ({ file }: { file: { name: string } }) => `proto/${file.name}.proto`;

export function rulesOf(field: DescField): Rules {
  const extension = registry.getExtension('buf.validate.field');
  if (!extension?.message) throw new Error('the contract image has no buf.validate.field: run the generator');
  if (!hasOption(field, extension)) return {};
  const option: unknown = getOption(field, extension);
  return toJson(extension.message, option as Message, { registry }) as Rules;
}

/** Every field that a caller can fill, each message once. Google's own messages have their own limits. */
export const requestFields = (methods: readonly ContractMethod[]): RequestField[] =>
  filledFields(methods).map(requestFieldOf);

/** The same as the contract describes them. */
export function filledFields(methods: readonly ContractMethod[]): DescField[] {
  const messages = new Set<DescMessage>(methods.map(({ input }) => input));
  for (const message of messages)
    for (const { message: below } of fieldsToFill(message).filter((field) => field !== updateOf(message)?.noun))
      if (below?.typeName.startsWith('naru.')) messages.add(below);
  return [...messages].flatMap(fieldsToFill);
}

/** For the noun of an update, only the fields that the update may change count; others are refused. */
function fieldsToFill(message: DescMessage): DescField[] {
  const update = updateOf(message);
  if (!update) return message.fields;
  const { noun, updatable } = update;
  return [...message.fields, ...noun.message.fields.filter(({ name }) => updatable.includes(name))];
}

/** A field that accepts only listed values needs no other limit. */
const isOrder = (field: DescField): boolean => field.name === 'order_by' && ordersOf(field.parent).length > 0;

const requestFieldOf = (field: DescField): RequestField => ({
  file: fileOf(field.parent),
  name: `${field.parent.typeName}.${field.name}`,
  kind: field.fieldKind,
  isText: field.fieldKind !== 'map' && field.scalar === ScalarType.STRING && !isOrder(field),
  rules: rulesOf(field),
});

export function fieldFindings({ file, name, kind, isText, rules }: RequestField): Finding[] {
  const found = (message: string): Finding => ({ file, line: 0, message: `${name} ${message}` });
  const text = kind === 'list' ? rules.repeated?.items?.string : rules.string;
  const unlimited = kind === 'list' && !rules.repeated?.maxItems;
  return [
    ...(isText && !bounded(text) ? [found('takes any text: give it max_len, a pattern, in, or uri')] : []),
    ...(unlimited ? [found('takes any number of items: give it max_items')] : []),
    ...(kind === 'map' ? [found('is a map, which has no rules here: use a repeated message with limits')] : []),
  ];
}

/** A pattern limits a text only if it covers the whole text. */
const bounded = (rules: Rules['string']): boolean =>
  Boolean(rules?.maxLen || rules?.uri || rules?.in?.length || /^\^.*\$$/s.test(rules?.pattern ?? ''));

export function methodFindings(method: ContractMethod): Finding[] {
  const complaints = [
    ...accessComplaints(method),
    ...routeComplaints(method),
    ...kindComplaints(method),
    ...updateComplaints(method),
    ...pagingComplaints(method),
  ];
  const all = method.doc ? complaints : [...complaints, 'has no comment: say what it does, for the API page'];
  return all.map((message) => ({ file: fileOf(method.desc.parent), line: 0, message: `${method.name} ${message}` }));
}

function accessComplaints({ access, input }: ContractMethod): string[] {
  const { allow, objectField, objectKind, routeField } = access;
  const named = [...objectField.split('|'), routeField].filter((name) => name !== '');
  const unknown = named.filter((name) => !input.fields.some((field) => field.name === name));
  return [
    ...(allow.length === 0 ? ['is refused to everybody: give its (naru.access.v1.access) at least one role'] : []),
    ...unknown.map((name) => `names the field ${name} in its access rule, but ${input.name} has none`),
    ...(allow.some(({ role }) => role === 'link') && !isBareLink(access)
      ? ['is opened by a link: let that stand alone, under `any` and with no object']
      : []),
    ...(allow.some(({ role, scope }) => role === 'anyone' && scope !== 'open' && scope !== 'self')
      ? ['lets everybody reach what is not open: give ANYONE under `open` or `self` only']
      : []),
    ...((objectField === '') === (objectKind === '') ? [] : ['must give object_field and object_kind together']),
  ];
}

function routeComplaints({ http, path }: ContractMethod): string[] {
  if (Boolean(http) !== path in NOT_REST) return [];
  return [`has no route: give it (google.api.http), or the reason in tests/architecture/contract.ts`];
}

/** An update takes an id, the noun as its body, a mask and an etag, and returns the changed noun. */
function updateComplaints({ kind, input, http }: ContractMethod): string[] {
  if (kind !== 'change') return [];
  const update = updateOf(input);
  if (!update) return ['updates no noun: give the field of the noun (naru.api.v1.updatable), a name for each field'];
  const { noun, updatable } = update;
  const unknown = updatable.filter((name) => !noun.message.fields.some((field) => field.name === name));
  const mask = input.fields.find(({ name }) => name === 'update_mask')?.message?.typeName;
  return [
    ...(http && http.body !== noun.name ? [`must have the noun as its body: body: "${noun.name}"`] : []),
    ...(mask === 'google.protobuf.FieldMask' ? [] : ['updates without a google.protobuf.FieldMask update_mask']),
    ...unknown.map((name) => `can update ${name}, which ${noun.message.name} does not have`),
  ];
}

/** Reads that use POST, with the reason. */
const READ_BY_POST: Readonly<Record<string, string>> = {
  '/naru.ledger.v1.LedgerService/CheckJournal': 'it reads a whole chain, so that no cache and no link may ask for it',
};

/** The route of each kind, so that the HTTP method tells a caller what a call may do. */
function kindComplaints({ kind, http, output, path }: ContractMethod): string[] {
  if (!http) return [];
  const { verb } = http;
  const longWork = output.typeName === 'naru.ops.v1.Operation';
  return [
    ...(kind === 'read' && verb !== 'get' && !(path in READ_BY_POST)
      ? [`reads by ${verb}: make it a GET, or give the reason in tests/architecture/contract.ts`]
      : []),
    ...(kind !== 'read' && verb === 'get' ? [`is a ${kind} by GET: what changes something is no GET`] : []),
    ...((kind === 'change') === (verb === 'patch') ? [] : ['must be a PATCH of the kind CHANGE, or neither']),
    ...(kind === 'create' && verb !== 'post' ? [`creates by ${verb}: make it a POST`] : []),
    ...(kind === 'operation' && !longWork ? ['is an OPERATION, but does not answer with one'] : []),
  ];
}

/** A list has pages of limited size, or a reason why it returns everything. */
function pagingComplaints({ input, output, path, name }: ContractMethod): string[] {
  const lists = output.fields.some(({ fieldKind }) => fieldKind === 'list');
  const paged = output.fields.some((field) => field.name === 'next_page_token');
  if (!paged) {
    const isList = lists && /^(List|Search|Find)/.test(name);
    return isList && !(path in UNPAGED)
      ? ['lists without pages: give it next_page_token, page_size and page_token']
      : [];
  }
  const size = input.fields.find((field) => field.name === 'page_size');
  const { int32 } = size ? rulesOf(size) : {};
  const token = input.fields.some((field) => field.name === 'page_token');
  return [
    ...(int32?.lte === undefined && int32?.lt === undefined ? ['has no page_size with an lte rule: give it one'] : []),
    ...(token ? [] : ['answers next_page_token but takes no page_token']),
  ];
}
