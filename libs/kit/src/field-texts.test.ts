import { getOption, hasOption, type Message } from '@bufbuild/protobuf';
import { expect, test } from '@jest/globals';
import { fieldRules, registry } from '@naru/contracts';
import { PATTERNS } from '@naru/words/patterns';

/** Every pattern in the rules, at any depth. */
function patternsIn(rules: unknown): string[] {
  if (typeof rules !== 'object' || rules === null || rules instanceof Uint8Array) return [];
  return Object.entries(rules).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string' && value !== '' ? [value] : patternsIn(value),
  );
}

function contractPatterns(): Set<string> {
  const found = new Set<string>();
  for (const desc of registry)
    for (const field of desc.kind === 'message' ? desc.fields : [])
      if (hasOption(field, fieldRules))
        for (const pattern of patternsIn(getOption(field, fieldRules) as Message)) found.add(pattern);
  return found;
}

test('every pattern of the contract has a text, and no text is for a pattern that is gone', () => {
  expect(Object.keys(PATTERNS).sort()).toEqual([...contractPatterns()].sort());
});

/** The names of all rules that the contract uses: `string.maxLen`, `repeated.unique`, `int32.gte`. */
function rulesIn(rules: Message, kind = ''): string[] {
  return Object.entries(rules).flatMap(([key, value]: [string, unknown]) => {
    if (key.startsWith('$') || !value || (Array.isArray(value) && value.length === 0)) return [];
    const chosen = value as { case?: string; value?: unknown; $typeName?: string };
    if (typeof value !== 'object' || Array.isArray(value)) return [`${kind}.${key}`];
    if (chosen.$typeName) return rulesIn(value as Message, kind);
    if (!chosen.case) return [];
    return typeof chosen.value === 'object'
      ? rulesIn(chosen.value as Message, chosen.case)
      : [`${kind}.${chosen.case}`];
  });
}

test('every rule that the contract uses has its own text', () => {
  const used = new Set<string>();
  for (const desc of registry)
    for (const field of desc.kind === 'message' && desc.typeName.startsWith('naru.') ? desc.fields : [])
      if (hasOption(field, fieldRules)) for (const rule of rulesIn(getOption(field, fieldRules))) used.add(rule);
  const numbers = ['int32', 'int64', 'double'].flatMap((kind) => ['gte', 'lte', 'gt'].map((rule) => `${kind}.${rule}`));
  const said = ['.required', 'string.minLen', 'string.maxLen', 'string.pattern', 'string.in', 'string.uri'];
  said.push('enum.definedOnly', 'enum.notIn', 'repeated.minItems', 'repeated.maxItems', 'repeated.unique', ...numbers);
  expect([...used].filter((rule) => !said.includes(rule))).toEqual([]);
});
