/** The rules of the contract's fields as keywords of JSON Schema. */
import {
  type DescField,
  getOption,
  hasOption,
  type JsonObject,
  type JsonValue,
  type Message,
  toJson,
} from '@bufbuild/protobuf';
import { registry } from '@naru/contracts';

export type Schema = { [keyword: string]: JsonValue };

/** What buf.validate says of a field, in its JSON form. */
interface Rules {
  required: boolean;
  /** Of the value, or of the list as such. */
  own: Schema;
  /** Of each item of a list. */
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
const FORMATS = new Set(['uri', 'email', 'uuid', 'hostname', 'ipv4', 'ipv6']);

export function rulesOf(field: DescField): Rules {
  if (!extension || !hasOption(field, extension)) return { required: false, own: {}, items: {} };
  const option: unknown = getOption(field, extension);
  const schema = extension.message;
  if (!schema) throw new Error('buf.validate.field has changed: it was a message');
  return readRules(toJson(schema, option as Message, { registry }) as JsonObject, field);
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
    // Bounds of 64 bits stand quoted in the proto3 JSON mapping.
    if (keyword) schema[keyword] = typeof value === 'string' && rule !== 'pattern' ? Number(value) : value;
    else if (value === true && FORMATS.has(rule)) schema.format = rule;
  }
  return schema;
}

/** An enum's rules name numbers; callers know names. */
function enumKeywords({ notIn }: JsonObject, field: DescField): Schema {
  const refused = Array.isArray(notIn) ? notIn : [];
  const names = refused.map((number) => field.enum?.value[Number(number)]?.name ?? '');
  return names.length > 0 ? { not: { enum: names } } : {};
}
