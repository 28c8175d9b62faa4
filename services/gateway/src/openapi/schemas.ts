/**
 * The contract's messages as JSON Schema, by the proto3 JSON mapping. Requests and replies differ, so each type is
 * described once for each use: a request schema keeps the rules and allows no other fields; a reply schema lists the
 * fields that are always there.
 */
import { type DescEnum, type DescField, type DescMessage, type DescOneof, ScalarType } from '@bufbuild/protobuf';
import { isWrapperDesc } from '@bufbuild/protobuf/wkt';
import { docOf, labelOfValue, namesIn } from '@naru/contracts';
import { isAlwaysWritten, isDemanded, rulesOf, type Schema } from './rules.ts';

/** patch: the body of an update. Every field may be omitted, and null clears one. */
export type Use = 'reply' | 'request' | 'patch';

const INT32: Schema = { type: 'integer', format: 'int32' };
const UINT32: Schema = { type: 'integer', format: 'int64', minimum: 0, maximum: 2 ** 32 - 1 };
const INT64: Schema = { type: 'string', format: 'int64', pattern: '^-?[0-9]+$' };
// Requests may also have a number, if JavaScript holds it exactly.
const INT64_GIVEN: Schema = { type: ['string', 'integer'], format: 'int64', pattern: '^-?[0-9]+$' };

const SCALARS: Readonly<Record<ScalarType, Schema>> = {
  [ScalarType.STRING]: { type: 'string' },
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
  [ScalarType.INT32]: INT32,
  [ScalarType.SINT32]: INT32,
  [ScalarType.SFIXED32]: INT32,
  [ScalarType.UINT32]: UINT32,
  [ScalarType.FIXED32]: UINT32,
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

const DATE = 'google.type.Date';
const SHORT_DATE: Schema = { type: 'string', format: 'date', description: 'Requests may also give the day so.' };
// An update replaces these as a whole, so a request must send them complete.
const REPLACED_WHOLE = new Set([DATE, 'naru.common.v1.LocalizedText', 'naru.common.v1.MoneyTotal']);

export class Schemas {
  /** The types used so far, by their names on this page. */
  readonly named: Record<string, Schema> = {};
  readonly #prefix: string;
  readonly #nameOf: (typeName: string) => string;

  /** @param prefix the place of the named types, for example #/components/schemas/ */
  constructor(prefix: string, nameOf: (typeName: string) => string = (typeName) => typeName) {
    this.#prefix = prefix;
    this.#nameOf = nameOf;
  }

  /** A reference to a message's schema; the schema itself if the type has its own JSON form. */
  ofMessage(desc: DescMessage, use: Use): Schema {
    const wellKnown = isWrapperDesc(desc) ? scalarOf(desc.fields[0].scalar, use) : WELL_KNOWN[desc.typeName];
    if (wellKnown) return wellKnown;
    const given = use === 'patch' && REPLACED_WHOLE.has(desc.typeName) ? 'request' : use;
    const name = this.#nameOf(desc.typeName) + suffixOf(desc, given);
    if (!this.named[name]) {
      this.named[name] = {}; // A placeholder while the fields are read, because a type may contain itself.
      const parts = this.ofFields(desc, new Set(), given);
      this.named[name] = desc.typeName === DATE && given !== 'reply' ? { oneOf: [parts, SHORT_DATE] } : parts;
    }
    return { $ref: this.#prefix + name };
  }

  /** The body of an update: the fields that it may change, and the etag of the version that was read. */
  ofUpdate({ message, updatable }: { message: DescMessage; updatable: readonly string[] }): Schema {
    const name = `${this.#nameOf(message.typeName)}Patch`;
    const fixed = message.fields.map((field) => field.name).filter((one) => one !== 'etag' && !updatable.includes(one));
    this.named[name] = this.ofFields(message, new Set(fixed), 'patch');
    return { $ref: this.#prefix + name };
  }

  /** A message as an object, without the fields that come from elsewhere. */
  ofFields(desc: DescMessage, without: ReadonlySet<string>, use: Use): Schema {
    // Names appear only in answers.
    const names = use === 'reply' ? [] : namesIn(desc).map(({ name }) => name);
    const fields = desc.fields.filter(({ name, localName }) => !without.has(name) && !names.includes(localName));
    const isRequired = use === 'reply' ? isAlwaysWritten : isDemanded;
    const required = use === 'patch' ? [] : fields.filter(isRequired).map((field) => field.jsonName);
    return {
      type: 'object',
      ...described(docOf(desc)),
      properties: Object.fromEntries(fields.map((field) => [field.jsonName, this.ofField(field, use)])),
      ...(required.length > 0 ? { required } : {}),
      ...(use === 'reply' ? {} : { additionalProperties: false, ...exclusions(desc.oneofs, without) }),
    };
  }

  ofField(field: DescField, use: Use): Schema {
    const text = described(docOf(field) || nameText(field));
    const schema = this.#ofValue(field, use);
    return use === 'patch' && !isDemanded(field) ? { ...orNull(schema), ...text } : { ...schema, ...text };
  }

  #ofValue(field: DescField, use: Use): Schema {
    const { own, items } = use === 'reply' ? NO_RULES : rulesOf(field);
    // Lists and maps are replaced as a whole.
    const one = this.#ofItem(field, use === 'patch' && field.fieldKind !== 'message' ? 'request' : use);
    if (field.fieldKind === 'list') return { type: 'array', items: { ...one, ...items }, ...own };
    if (field.fieldKind === 'map') return { type: 'object', additionalProperties: one };
    return { ...one, ...own };
  }

  #ofItem(field: DescField, use: Use): Schema {
    if (field.message) return this.ofMessage(field.message, use);
    if (field.enum) return this.#ofEnum(field.enum);
    return scalarOf(field.scalar, use);
  }

  #ofEnum(desc: DescEnum): Schema {
    const name = this.#nameOf(desc.typeName);
    this.named[name] ??= {
      type: 'string',
      enum: desc.values.map((value) => value.name),
      'x-labels': labelsOf(desc),
      ...described(
        [docOf(desc), ...desc.values.map((value) => docOf(value) && `${value.name}: ${docOf(value)}`)]
          .filter(Boolean)
          .join('\n'),
      ),
    };
    return { $ref: this.#prefix + name };
  }
}

const NO_RULES = { own: {}, items: {} };

const scalarOf = (scalar: ScalarType, use: Use): Schema => {
  const schema = SCALARS[scalar];
  return schema === INT64 && use !== 'reply' ? INT64_GIVEN : schema;
};

/** A request type is only ever sent. Of a type that goes both ways, the reply has the plain name. */
function suffixOf({ name }: DescMessage, use: Use): string {
  if (use === 'reply' || (use === 'request' && name.endsWith('Request'))) return '';
  return use === 'patch' ? 'Patch' : 'Input';
}

function orNull(schema: Schema): Schema {
  if (Object.hasOwn(schema, '$ref') || !Object.hasOwn(schema, 'type')) return { anyOf: [schema, { type: 'null' }] };
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? ''];
  return { ...schema, type: [...types, 'null'] };
}

/** Only one of each group of alternatives may be given. */
function exclusions(oneofs: readonly DescOneof[], without: ReadonlySet<string>): Schema {
  const pairs = oneofs.flatMap(({ fields }) => {
    const names = fields.filter(({ name }) => !without.has(name)).map(({ jsonName }) => jsonName);
    return names.flatMap((one, at) => names.slice(at + 1).map((other) => ({ required: [one, other] })));
  });
  const [first, ...others] = pairs;
  if (!first) return {};
  return { not: others.length === 0 ? first : { anyOf: pairs } };
}

/** Names have the same meaning everywhere, so the contract need not repeat it. */
function nameText({ parent, localName }: DescField): string {
  const rule = namesIn(parent).find(({ name }) => name === localName);
  return rule ? `The name of what ${rule.id} identifies; absent where the caller may not see it.` : '';
}

const described = (text: string): Schema => (text ? { description: text } : {});

/** The labels of the values, for programs that show them to people. */
const labelsOf = ({ values }: DescEnum): Schema[] =>
  values.flatMap((value) => {
    const { ko, en } = labelOfValue(value);
    return ko ? [{ value: value.name, ko, en }] : [];
  });
