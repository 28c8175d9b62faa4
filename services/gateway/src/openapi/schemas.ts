/** The contract's messages as JSON Schema, by the proto3 JSON mapping. Each named type is described once. */
import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { isWrapperDesc } from '@bufbuild/protobuf/wkt';
import { docOf } from '@naru/contracts';
import { rulesOf, type Schema } from './rules.ts';

const INT32: Schema = { type: 'integer', format: 'int32' };
// Replies have a string; requests may have a number too, as long as JavaScript holds it exactly.
const INT64: Schema = { type: ['string', 'integer'], format: 'int64', pattern: '^-?[0-9]+$' };

const SCALARS: Readonly<Record<ScalarType, Schema>> = {
  [ScalarType.STRING]: { type: 'string' },
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
  [ScalarType.INT32]: INT32,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.UINT32]: { type: 'integer', format: 'int64', minimum: 0, maximum: 2 ** 32 - 1 },
  [ScalarType.FIXED32]: { type: 'integer', format: 'int64', minimum: 0, maximum: 2 ** 32 - 1 },
  [ScalarType.INT64]: INT64,
  [ScalarType.SINT64]: INT64,
  [ScalarType.SFIXED64]: INT64,
  [ScalarType.UINT64]: INT64,
  [ScalarType.FIXED64]: INT64,
  [ScalarType.FLOAT]: { type: 'number', format: 'float' },
  [ScalarType.DOUBLE]: { type: 'number', format: 'double' },
};

const WELL_KNOWN: Readonly<Record<string, Schema>> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': {
    type: 'string',
    pattern: '^-?[0-9]+(\\.[0-9]{1,9})?s$',
    description: 'Seconds, such as 1.5s.',
  },
  'google.protobuf.FieldMask': { type: 'string', description: 'Field names joined by commas.' },
  'google.protobuf.Struct': { type: 'object' },
  'google.protobuf.Value': {},
  'google.protobuf.ListValue': { type: 'array', items: {} },
  'google.protobuf.Any': { type: 'object', properties: { '@type': { type: 'string' } } },
};

const SHORT_DATE: Schema = { type: 'string', format: 'date', description: 'Requests may also give the day so.' };

export class Schemas {
  /** The types met so far, by full name. */
  readonly named: Record<string, Schema> = {};
  readonly #prefix: string;

  /** @param prefix where the named types will stand, such as #/components/schemas/ */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** A reference to a message's schema, or the schema where the type has a JSON form of its own. */
  ofMessage(desc: DescMessage): Schema {
    const wellKnown = isWrapperDesc(desc) ? SCALARS[desc.fields[0].scalar] : WELL_KNOWN[desc.typeName];
    if (wellKnown) return wellKnown;
    if (!this.named[desc.typeName]) {
      this.named[desc.typeName] = {}; // Stands in while the fields are read: a type may hold itself.
      const parts = this.ofFields(desc, new Set());
      this.named[desc.typeName] = desc.typeName === 'google.type.Date' ? { oneOf: [parts, SHORT_DATE] } : parts;
    }
    return { $ref: this.#prefix + desc.typeName };
  }

  /** A message as an object of its own, without the fields that come another way. */
  ofFields(desc: DescMessage, without: ReadonlySet<string>): Schema {
    const fields = desc.fields.filter((field) => !without.has(field.name));
    const required = fields.filter((field) => rulesOf(field).required).map((field) => field.jsonName);
    return {
      type: 'object',
      ...described(docOf(desc)),
      properties: Object.fromEntries(fields.map((field) => [field.jsonName, this.ofField(field)])),
      ...(required.length > 0 ? { required } : {}),
    };
  }

  ofField(field: DescField): Schema {
    const { own, items } = rulesOf(field);
    const one = this.#ofItem(field);
    const text = described(docOf(field));
    if (field.fieldKind === 'list') return { type: 'array', items: { ...one, ...items }, ...own, ...text };
    if (field.fieldKind === 'map') return { type: 'object', additionalProperties: one, ...text };
    return { ...one, ...own, ...text };
  }

  #ofItem(field: DescField): Schema {
    if (field.message) return this.ofMessage(field.message);
    if (field.enum) return this.#ofEnum(field.enum);
    return SCALARS[field.scalar];
  }

  #ofEnum(desc: DescEnum): Schema {
    this.named[desc.typeName] ??= {
      type: 'string',
      enum: desc.values.map((value) => value.name),
      ...described(
        [docOf(desc), ...desc.values.map((value) => docOf(value) && `${value.name}: ${docOf(value)}`)]
          .filter(Boolean)
          .join('\n'),
      ),
    };
    return { $ref: this.#prefix + desc.typeName };
  }
}

const described = (text: string): Schema => (text ? { description: text } : {});
