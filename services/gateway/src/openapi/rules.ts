/** The rules of the contract's fields as JSON Schema keywords. */
import {
  type DescField,
  getOption,
  hasOption,
  type JsonObject,
  type JsonValue,
  type Message,
  toJson,
} from '@bufbuild/protobuf';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import { ordersOf, orderValues, registry } from '@naru/contracts';

export type Schema = { [keyword: string]: JsonValue };

/** The rules of buf.validate on a field, in JSON form. */
interface Rules {
  required: boolean;
  /** For the value, or for the list as a whole. */
  own: Schema;
  /** For each item of a list. */
  items: Schema;
}

const extension = registry.getExtension('buf.validate.field');

const KEYWORDS: Readonly<Record<string, string>> = {
  minLen: 'minLength',
  maxLen: 'maxLength',
  pattern: 'pattern',
  in: 'enum',
  gte: 'minimum',
  gt: 'exclusiveMinimum',
  lte: 'maximum',
  lt: 'exclusiveMaximum',
  minItems: 'minItems',
  maxItems: 'maxItems',
  unique: 'uniqueItems',
};

const NONE: Rules = { required: false, own: {}, items: {} };

export function rulesOf(field: DescField): Rules {
  const json = jsonOf(field);
  const orders = field.name === 'order_by' ? ordersOf(field.parent) : [];
  if (orders.length > 0) return { ...NONE, own: { enum: orderValues(orders), default: orders[0] ?? '' } };
  return json ? readRules(json, field) : NONE;
}

function jsonOf(field: DescField): JsonObject | null {
  if (!extension || !hasOption(field, extension)) return null;
  const option: unknown = getOption(field, extension);
  const schema = extension.message;
  if (!schema) throw new Error('buf.validate.field has changed: it was a message');
  return toJson(schema, option as Message, { registry }) as JsonObject;
}

/** True if a request without the field is refused: by `required`, or because its zero breaks another rule. */
export function isDemanded(field: DescField): boolean {
  const json = jsonOf(field);
  if (!json) return false;
  if (json.required === true) return true;
  // A field with presence is not checked while it is absent.
  if (hasPresence(field)) return false;
  const [kind] = Object.values(json).filter((value) => typeof value === 'object') as JsonObject[];
  return kind !== undefined && isBrokenByZero(kind, field);
}

/** True if a reply always has the field. */
export const isAlwaysWritten = (field: DescField): boolean => !hasPresence(field);

const hasPresence = ({ presence }: DescField): boolean => presence !== FeatureSet_FieldPresence.IMPLICIT;

function isBrokenByZero(rules: JsonObject, { fieldKind }: DescField): boolean {
  const { minLen, minItems, notIn, in: allowed, pattern, gt, gte, lt, lte } = rules;
  if (fieldKind === 'list') return Number(minItems ?? 0) > 0;
  if (fieldKind === 'enum') return Array.isArray(notIn) && notIn.includes(0);
  const isNumber = [gt, gte, lt, lte].some((bound) => bound !== undefined);
  if (isNumber) return Number(gt ?? -1) >= 0 || Number(gte ?? 0) > 0 || Number(lt ?? 1) <= 0 || Number(lte ?? 0) < 0;
  const isText = typeof pattern === 'string' && !new RegExp(pattern, 'u').test('');
  const isListed = Array.isArray(allowed) && !allowed.includes('');
  return Number(minLen ?? 0) > 0 || isText || isListed || rules.uri === true;
}

function readRules(json: JsonObject, field: DescField): Rules {
  const { required, ...byType } = json;
  const [type, kind] = Object.entries(byType)[0] ?? ['', {}];
  const { items, ...own } = kind as JsonObject;
  return {
    required: required === true,
    own: type === 'enum' ? enumKeywords(own, field) : keywords(own),
    items: items ? readRules(items as JsonObject, field).own : {},
  };
}

function keywords(rules: JsonObject): Schema {
  const schema: Schema = {};
  for (const [rule, value] of Object.entries(rules)) {
    const keyword = KEYWORDS[rule];
    // The proto3 JSON mapping quotes limits of 64 bits.
    if (keyword) schema[keyword] = typeof value === 'string' && rule !== 'pattern' ? Number(value) : value;
    else if (rule === 'uri' && value === true) schema.format = rule;
  }
  return schema;
}

/** The rules of an enum use numbers, but callers use names. */
function enumKeywords({ notIn }: JsonObject, field: DescField): Schema {
  const refused = Array.isArray(notIn) ? notIn : [];
  const names = refused.map((number) => field.enum?.value[Number(number)]?.name ?? '');
  return names.length > 0 ? { not: { enum: names } } : {};
}
