/** Every field rule of the contract, each with a value that breaks it. */
import { type DescField, type DescMessage, getOption, hasOption, ScalarType } from '@bufbuild/protobuf';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import { type ContractMethod, methods, registry, updateOf } from '@naru/contracts';

export interface Breach {
  method: ContractMethod;
  /** The path that the answer must name: profile.markets[0] */
  path: string;
  /** string.max_len, required … */
  rule: string;
  /** A request that breaks this rule; it may break others too. */
  body: object;
}

interface Rules {
  required: boolean;
  type: { case?: string; value?: Record<string, unknown> };
}

const extension = registry.getExtension('buf.validate.field');
const UNDEFINED_ENUM = 9_999;
const DEPTH_MAX = 4;

const rulesOf = (field: DescField): Rules | null =>
  extension && hasOption(field, extension) ? (getOption(field, extension) as unknown as Rules) : null;

/** Wrong values for the rules of one value, by rule. */
function wrongValues({ case: kind = '', value = {} }: Rules['type']): Record<string, unknown> {
  const wrong: Record<string, unknown> = {};
  const number = (name: string, by: number) => {
    const bound = (value[name] as { case?: string; value?: number | bigint } | undefined) ?? {};
    if (bound.case)
      wrong[`${kind}.${bound.case}`] =
        kind === 'int64' ? String(BigInt(bound.value ?? 0) + BigInt(by)) : Number(bound.value) + by;
  };
  if (kind === 'string') {
    if (value.maxLen) wrong['string.max_len'] = 'x'.repeat(Number(value.maxLen) + 1);
    if (value.minLen) wrong['string.min_len'] = '';
    if (value.pattern) wrong['string.pattern'] = '\u0021\u0021';
  }
  if (kind === 'enum') wrong['enum.defined_only'] = UNDEFINED_ENUM;
  number('greaterThan', -1);
  number('lessThan', 1);
  return wrong;
}

/** True if the field cannot be left out: it is required, or the value of an absent field breaks its rules. */
function isWanted({ presence }: DescField, { required, type: { value = {} } }: Rules): boolean {
  if (required || presence !== FeatureSet_FieldPresence.IMPLICIT) return required;
  const { greaterThan, minLen, notIn } = value as {
    greaterThan?: { case?: string; value?: number | bigint };
    minLen?: bigint;
    notIn?: number[];
  };
  const least = Number(greaterThan?.value ?? 0) + (greaterThan?.case === 'gt' ? 1 : 0);
  return least > 0 || Number(minLen ?? 0) > 0 || (notIn ?? []).includes(0);
}

/** Breaches for one field: the value to set, and the place of the fault in it. */
function breachesOf(field: DescField): { rule: string; value: unknown; at: string }[] {
  const rules = rulesOf(field);
  if (!rules) return [];
  if (rules.type.case !== 'repeated') {
    const found = Object.entries(wrongValues(rules.type)).map(([rule, value]) => ({ rule, value, at: '' }));
    return [
      ...found,
      ...(rules.required ? [{ rule: 'required', value: undefined, at: '' }] : []),
      ...(isWanted(field, rules) ? [{ rule: 'null', value: null, at: '' }] : []),
    ];
  }
  const { maxItems, minItems, unique, items } = (rules.type.value ?? {}) as {
    maxItems?: bigint;
    minItems?: bigint;
    unique?: boolean;
    items?: Rules;
  };
  const sample = sampleOf(field);
  const inside = items
    ? Object.entries(wrongValues(items.type)).map(([rule, value]) => ({ rule, value: [value], at: '[0]' }))
    : [];
  return [
    ...inside,
    ...(maxItems
      ? [{ rule: 'repeated.max_items', value: Array.from({ length: Number(maxItems) + 1 }, () => sample), at: '' }]
      : []),
    ...(minItems ? [{ rule: 'repeated.min_items', value: [], at: '' }] : []),
    ...(unique ? [{ rule: 'repeated.unique', value: [sample, sample], at: '' }] : []),
  ];
}

/** An item of the right type. It may break its own rules. */
function sampleOf(field: DescField): unknown {
  if (field.fieldKind !== 'list') return undefined;
  if (field.listKind === 'message') return {};
  if (field.listKind === 'enum') return field.enum.values[1]?.name;
  return field.scalar === ScalarType.STRING ? 'US' : 1;
}

/** Walks a message and yields every breach with its path and a function that builds the request around it. */
function walk(message: DescMessage, depth: number): { path: string; rule: string; body: object }[] {
  return message.fields.flatMap((field) => {
    const here = breachesOf(field).map(({ rule, value, at }) => ({
      path: `${field.jsonName}${at}`,
      rule,
      body: { [field.jsonName]: value },
    }));
    const child =
      field.fieldKind === 'message'
        ? field.message
        : field.fieldKind === 'list' && field.listKind === 'message'
          ? field.message
          : undefined;
    if (!child?.typeName.startsWith('naru.') || depth === DEPTH_MAX) return here;
    const list = field.fieldKind === 'list';
    const inside = walk(child, depth + 1).map(({ path, rule, body }) => ({
      path: `${field.jsonName}${list ? '[0]' : ''}.${path}`,
      rule,
      body: { [field.jsonName]: list ? [body] : body },
    }));
    return [...here, ...inside];
  });
}

/** Fields of the path come from the address, which cannot be empty or omitted. */
const inPath = ({ http }: ContractMethod, path: string) =>
  http?.path.includes(`{${(path.split(/[.[]/)[0] ?? '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}}`) ??
  false;

/** The body of an update is its noun. A field in it is not missing when it is omitted, but when it is cleared. */
function updateBreaches(method: ContractMethod): Breach[] {
  const update = updateOf(method.input);
  if (!update) return [];
  const { noun, updatable } = update;
  const fields = noun.message.fields.filter(({ name }) => updatable.includes(name));
  return walk({ ...noun.message, fields } as DescMessage, 0).map((breach) => ({ method, ...breach }));
}

/** Every breach of every method with a body. */
export const breaches = (): Breach[] =>
  methods
    .filter(({ http }) => http && http.body === '*')
    .flatMap((method) => walk(method.input, 0).map((breach) => ({ method, ...breach })))
    .concat(methods.flatMap(updateBreaches))
    .filter(({ method, path }) => !inPath(method, path));

/** The address of a method with a value for each variable. */
export const addressOf = ({ http }: ContractMethod): string =>
  (http?.path ?? '').replace('{service}', 'registry').replace(/\{\w+\}/g, 'x_1');
