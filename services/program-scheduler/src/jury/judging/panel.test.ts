import { expect, test } from '@jest/globals';
import { type Member, shortfallsOf } from './panel.ts';

const rules = {
  panelSize: 3,
  loadMin: 0,
  loadMax: 0,
  marketExpertsMin: 1,
  womenMin: 1,
  centresMin: 2,
  sameCentreMax: 2,
};
const member = (id: string, centreId: string, rest: Partial<Member> = {}): Member => ({
  id,
  centreId,
  marketExpert: false,
  gender: 'MALE',
  ...rest,
});
const woman = { gender: 'FEMALE' } as const;

test('a panel that keeps all rules has no fault', () =>
  expect(
    shortfallsOf(rules, [
      member('a', 'KR-27', woman),
      member('b', 'KR-27'),
      member('c', 'KR-41', { marketExpert: true }),
    ]),
  ).toEqual([]));
test('each broken rule is named with the required and the present number', () =>
  expect(
    shortfallsOf(
      rules,
      ['a', 'b', 'c'].map((id) => member(id, 'KR-27')),
    ),
  ).toEqual([
    { rule: 'market_experts_min', wanted: 1, found: 0 },
    { rule: 'women_min', wanted: 1, found: 0 },
    { rule: 'centres_min', wanted: 2, found: 1 },
    { rule: 'same_centre_max', wanted: 2, found: 3 },
  ]));
test('a judge without a centre counts as a centre of their own; an undisclosed gender does not count as a woman', () => {
  const free = ['a', 'b', 'c'].map((id) => member(id, '', { marketExpert: true, gender: 'GENDER_UNSPECIFIED' }));
  expect(shortfallsOf(rules, free).map(({ rule }) => rule)).toEqual(['women_min']);
});
test('an empty panel breaks every rule except the maximum from one centre', () =>
  expect(shortfallsOf(rules, []).map(({ rule }) => rule)).toEqual([
    'panel_size',
    'market_experts_min',
    'women_min',
    'centres_min',
  ]));
