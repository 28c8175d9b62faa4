import { expect, test } from '@jest/globals';
import { filterOf, type Question } from './where.ts';

interface State {
  owner: { kind: 'A' | 'B'; id: string };
  topics: string[];
  count: number;
  at: Date | undefined;
  promises: { by: string }[];
}
const filter = (question: Question<State>) => filterOf(question);

test('equal, one of several, contained in a list, nested, and no condition for undefined', () => {
  const at = new Date(0);
  expect(filter({ where: { count: 0, topics: 'x', at, owner: { kind: ['A', 'B'], id: undefined } } })).toEqual({
    'state.count': 0,
    'state.topics': 'x',
    'state.at': at,
    'state.owner.kind': { $in: ['A', 'B'] },
  });
  expect(filter({ where: { promises: { by: ['a'] } } })).toEqual({ 'state.promises.by': { $in: ['a'] } });
  expect(filter({ ids: ['a'], where: { count: 2 } })).toEqual({ _id: { $in: ['a'] }, 'state.count': 2 });
  expect(filter({})).toEqual({});
});

test('alternatives are narrowed by every other condition', () => {
  expect(filter({ where: { count: 1 }, anyOf: [{ topics: ['a'] }, { owner: { id: 'b' } }] })).toEqual({
    'state.count': 1,
    $or: [{ 'state.topics': { $in: ['a'] } }, { 'state.owner.id': 'b' }],
  });
});

test('an empty list of alternatives finds nothing, not everything', () => {
  expect(filter({ anyOf: [] })).toEqual({ _id: { $in: [] } });
  expect(filter({ anyOf: [{ topics: [] }] })).toEqual({ $or: [{ 'state.topics': { $in: [] } }] });
});

test('an operator in place of a text is taken as a part of a path, and finds nothing', () => {
  const where = JSON.parse('{"owner": {"id": {"$ne": ""}}}') as Question<State>['where'];
  expect(filter(where ? { where } : {})).toEqual({ 'state.owner.id.$ne': '' });
});
