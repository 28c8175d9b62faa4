/** Query parameters as fields of a request: repeated ones as lists, parts of messages by dots (openOn.year). */
import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { isWrapperDesc } from '@bufbuild/protobuf/wkt';
import { isObject, type Json, type JsonObject, type Walk } from './check/walk.ts';

/** A field that a parameter can fill. */
export interface QueryField {
  /** Its place in the request, in JSON names. */
  path: readonly string[];
  field: DescField;
  list: boolean;
  /** A boolean, which has no quotes in JSON. */
  flag: boolean;
}

// Messages whose JSON form is one text, or may be.
const TEXTUAL = new Set([
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'google.protobuf.FieldMask',
  'google.type.Date',
]);
const NESTING_MAX = 4;

const isText = (message: DescMessage) => TEXTUAL.has(message.typeName) || isWrapperDesc(message);
const isFlag = (field: DescField) =>
  field.scalar === ScalarType.BOOL || field.message?.typeName === 'google.protobuf.BoolValue';

/** Every field that a parameter can fill, except those in `bound`, which path and body fill. */
export function queryFields(desc: DescMessage, bound: ReadonlySet<string>): QueryField[] {
  return desc.fields.filter((field) => !bound.has(field.name)).flatMap((field) => fieldsBelow(field, []));
}

function fieldsBelow(field: DescField, above: readonly string[]): QueryField[] {
  const path = [...above, field.jsonName];
  const one: QueryField = { path, field, list: field.fieldKind === 'list', flag: isFlag(field) };
  if (field.fieldKind === 'map') return [];
  if (!field.message || isText(field.message)) return [one, ...dateParts(field, path)];
  if (one.list || path.length >= NESTING_MAX) return [];
  return field.message.fields.flatMap((child) => fieldsBelow(child, path));
}

const dateParts = (field: DescField, path: readonly string[]): QueryField[] =>
  field.fieldKind === 'message' && field.message.typeName === 'google.type.Date'
    ? field.message.fields.flatMap((child) => fieldsBelow(child, path))
    : [];

/** Turns a query string into the JSON of a request. The walk over the message then checks the values. */
export type ReadQuery = (query: string, walk: Walk) => JsonObject;

export function compileQuery(fields: readonly QueryField[]): ReadQuery {
  const byName = new Map(fields.map((target) => [target.path.join('.'), target]));
  const parameters = [...byName.keys()];
  return (query, walk) => {
    const request: JsonObject = {};
    if (query === '') return request;
    for (const [name, text] of new URLSearchParams(query)) {
      const target = byName.get(name);
      if (target) place(request, target, { name, text, walk });
      else walk.faultAt(name, 'unknown_parameter', { parameters });
    }
    return request;
  };
}

function place(
  request: JsonObject,
  { path, list, flag }: QueryField,
  given: { name: string; text: string; walk: Walk },
) {
  const value: Json = flag && (given.text === 'true' || given.text === 'false') ? given.text === 'true' : given.text;
  const parent = parentOf(request, path);
  const key = path.at(-1) ?? '';
  const present = parent?.[key];
  if (parent && present === undefined) parent[key] = list ? [value] : value;
  else if (list && Array.isArray(present)) present.push(value);
  else given.walk.faultAt(given.name, 'duplicate_parameter', { inParts: !parent || isObject(present ?? null) });
}

/** The object that holds the last step of the path, created if missing; null if a value stands in its place. */
export function parentOf(request: JsonObject, path: readonly string[]): JsonObject | null {
  let parent = request;
  for (const step of path.slice(0, -1)) {
    const next = parent[step] ?? {};
    if (!isObject(next)) return null;
    parent[step] = next;
    parent = next;
  }
  return parent;
}
