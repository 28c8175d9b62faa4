/**
 * Texts for the validation rules of the contract. A text says what the field must hold; it depends on the broken rule
 * and on the value of that rule.
 */
import { type DescField, getOption, hasOption, type Message } from '@bufbuild/protobuf';
import type { Violation } from '@bufbuild/protovalidate';
import { choicesOf, fieldRules } from '@naru/contracts';
import { PATTERNS } from '@naru/words/patterns';
import { counted, oneOf } from '@naru/words/text';
import { invalid, refusing, texts } from '@naru/words/texts';
import type { Fault } from './rejection.ts';

const limit = { limit: 200 };
const range = {
  example: { least: 1, most: 200 },
  ko: ({ least, most }: { least: number; most: number }) =>
    `${counted(least)}부터 ${counted(most)}까지의 수여야 합니다`,
  en: ({ least, most }: { least: number; most: number }) =>
    `must be a number from ${counted(least)} to ${counted(most)}`,
};

export const FIELD = texts('', {
  required: invalid({ ko: '반드시 있어야 합니다', en: 'must be given' }),
  'string.min_len': invalid({
    example: { limit: 1 },
    ko: ({ limit }) => (limit === 1 ? '비워 둘 수 없습니다' : `${limit}자 이상이어야 합니다`),
    en: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`),
  }),
  'string.max_len': invalid({
    example: limit,
    ko: ({ limit }) => `${counted(limit)}자 이하여야 합니다`,
    en: ({ limit }) => `must have at most ${counted(limit)} characters`,
  }),
  'string.pattern': invalid({
    example: { form: PATTERNS['^KR-[0-9]{2}$'] ?? { ko: '', en: '' } },
    ko: ({ form }) => `형식이 다릅니다. ${form.ko}`,
    en: ({ form }) => `must be ${form.en}`,
  }),
  'string.in': invalid({
    example: { values: ['DRAFT', 'PUBLISHED'] },
    ko: ({ values }) => oneOf(values).ko,
    en: ({ values }) => oneOf(values).en,
  }),
  'string.uri': invalid({
    ko: 'https://example.org/page 같은 주소여야 합니다',
    en: 'must be an address such as https://example.org/page',
  }),
  'number.range': invalid(range),
  'number.least': invalid({
    example: limit,
    ko: ({ limit }) => `${counted(limit)} 이상이어야 합니다`,
    en: ({ limit }) => `must be at least ${counted(limit)}`,
  }),
  'number.most': invalid({
    example: limit,
    ko: ({ limit }) => `${counted(limit)} 이하여야 합니다`,
    en: ({ limit }) => `must be at most ${counted(limit)}`,
  }),
  'number.above': invalid({
    example: limit,
    ko: ({ limit }) => `${counted(limit)}보다 커야 합니다`,
    en: ({ limit }) => `must be more than ${counted(limit)}`,
  }),
  'enum.value': invalid({
    example: { values: ['DRAFT', 'PUBLISHED'], labels: ['초안', '공개됨'] },
    ko: ({ values, labels }) => oneOf(values, labels).ko,
    en: ({ values }) => oneOf(values).en,
  }),
  'repeated.min_items': invalid({
    example: { limit: 1 },
    ko: ({ limit }) => `${limit}개 이상 있어야 합니다`,
    en: ({ limit }) => `must have at least ${limit} ${limit === 1 ? 'item' : 'items'}`,
  }),
  'repeated.max_items': invalid({
    example: limit,
    ko: ({ limit }) => `${counted(limit)}개까지 넣을 수 있습니다`,
    en: ({ limit }) => `must have at most ${counted(limit)} items`,
  }),
  'repeated.unique': invalid({ ko: '같은 값을 두 번 적을 수 없습니다', en: 'must not have the same value twice' }),
  'rule.other': invalid({
    example: { rule: 'string.email' },
    ko: ({ rule }) => `API 규격의 규칙 ${rule}에 맞지 않습니다. 규격에서 이 항목의 규칙을 확인하십시오`,
    en: ({ rule }) => `breaks the rule ${rule} of the API contract; see there what this field may hold`,
  }),
});

/** Refuses a field in the same form as the contract, for rules that the contract cannot express. */
export const fields = refusing(FIELD);
const { fault } = fields;

/** A value that the contract requires. @throws Rejection naming the field */
export function given<T>(path: string, value: T | undefined): T {
  if (value === undefined) throw fields.invalid(path, 'required');
  return value;
}

type Values = Readonly<Record<string, unknown>>;

/** The fault of a violation, under the field path that the caller sees. */
export function faultOf(violation: Violation, path: string): Fault {
  const { ruleId } = violation;
  // Each rule keeps its own id on the wire, although several rules share a text.
  return { ...wordsOf(violation, path), rule: ruleId || 'rule.other' };
}

function wordsOf({ ruleId, field, rule }: Violation, path: string): Fault {
  const desc = field.findLast((part) => part.kind === 'field');
  const asked = desc ? rulesAt(desc, rule) : {};
  const [kind = '', broken = ''] = ruleId.split('.');
  if (ruleId === 'required' || ruleId === 'string.uri' || ruleId === 'repeated.unique') return fault(path, ruleId);
  if (ruleId === 'string.min_len') return fault(path, ruleId, { limit: Number(asked.minLen) });
  if (ruleId === 'string.max_len') return fault(path, ruleId, { limit: Number(asked.maxLen) });
  if (ruleId === 'string.in') return fault(path, ruleId, { values: asked.in as readonly string[] });
  if (ruleId === 'repeated.min_items') return fault(path, ruleId, { limit: Number(asked.minItems) });
  if (ruleId === 'repeated.max_items') return fault(path, ruleId, { limit: Number(asked.maxItems) });
  const form = ruleId === 'string.pattern' ? PATTERNS[String(asked.pattern)] : undefined;
  if (form) return fault(path, 'string.pattern', { form });
  if (kind === 'enum' && desc?.enum) return fault(path, 'enum.value', choicesOf(desc.enum));
  return numberFault(path, { broken, asked }) ?? fault(path, 'rule.other', { rule: ruleId });
}

/** Gives both ends of a range, whichever end was passed. */
function numberFault(path: string, { broken, asked }: { broken: string; asked: Values }): Fault | null {
  const { case: lower, value: least } = (asked.greaterThan ?? {}) as { case?: string; value?: unknown };
  const { case: upper, value: most } = (asked.lessThan ?? {}) as { case?: string; value?: unknown };
  if (lower === 'gte' && upper === 'lte')
    return fault(path, 'number.range', { least: Number(least), most: Number(most) });
  if (broken === 'gte') return fault(path, 'number.least', { limit: Number(least) });
  if (broken === 'lte') return fault(path, 'number.most', { limit: Number(most) });
  return broken === 'gt' ? fault(path, 'number.above', { limit: Number(least) }) : null;
}

/** The rules that include the broken one: those of the field, or of the items of its list. */
function rulesAt(field: DescField, rule: Violation['rule']): Values {
  let at: unknown = hasOption(field, fieldRules) ? getOption(field, fieldRules) : {};
  for (const part of rule.slice(0, -1)) {
    if (part.kind !== 'field') return {};
    const within = at as Message & Values;
    at = part.oneof ? (within[part.oneof.localName] as { value?: unknown }).value : within[part.localName];
  }
  return (at ?? {}) as Values;
}
