import { expect, test } from '@jest/globals';
import { copies, named, type RuledField, ruledFields, unborne } from './field-rules.ts';
import { shown } from './source.ts';

const fields = ruledFields();

test('rules of many fields are written once under a name, and every name is used', () => {
  expect(shown(copies(fields))).toEqual([]);
  expect(unborne(fields)).toEqual([]);
});

test('a field with a named rule has the rules of that name', () => {
  const id = fields.find(({ of, name }) => of === 'naru.registry.v1.GetVentureRequest' && name === 'id');
  expect(id).toMatchObject({ bears: 'ID', rules: named().get('ID') });
});

test('a field with a named rule and its own rules has both', () => {
  const etag = fields.find(({ of, name }) => of === 'naru.program.v1.DecideSelectionRequest' && name === 'etag');
  expect(etag).toMatchObject({ bears: 'ETAG', rules: '{"string":{"minLen":"1","maxLen":"40"}}' });
});

test('planted faults: a copy of a named rule, two equal rules beside one name, three equal rules, an unused name', () => {
  const bare = (name: string, rules: string): RuledField => ({ file: '', of: 'naru.X', name, bears: undefined, rules });
  expect(shown(copies([bare('id', named().get('ID') ?? '')]))[0]).toContain('(naru.api.v1.rule) = ID');
  const odd = '{"string":{"maxLen":"77"}}';
  expect(copies([bare('a', odd), bare('b', odd)])).toEqual([]);
  expect(copies([bare('a', odd), bare('a', odd)])).toHaveLength(2);
  expect(copies([bare('a', odd), bare('b', odd), bare('c', odd)])).toHaveLength(3);
  expect(copies([1, 2, 3].map(() => bare('given', '{"required":true}')))).toEqual([]);
  expect(unborne([])).toContain('PAGE_SIZE');
});
