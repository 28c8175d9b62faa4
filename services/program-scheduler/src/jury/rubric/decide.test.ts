import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { createRubric, reviseRubric, useRubric } from './decide.ts';
import { type Criterion, evolve, type Rubric, type RubricEvent, weightedOf } from './rubric.ts';

const criterion = (id: string, weight: number, rest: Partial<Criterion> = {}): Criterion => ({
  id,
  name: { ko: '', en: id },
  weight,
  scaleMin: 1,
  scaleMax: 5,
  description: undefined,
  ...rest,
});
const criteria = [criterion('market', 60), criterion('team', 40)];
const rubric: Rubric = {
  id: 'rub_1',
  name: { ko: '', en: 'Exhibition' },
  versions: [{ number: 1, criteria, used: false }],
};
const created: RubricEvent = { type: 'RubricCreated', rubric };
const used: RubricEvent = { type: 'RubricUsed' };
const given = scenario<Rubric, RubricEvent>({ evolve });
const create =
  (wanted: readonly Criterion[] = criteria) =>
  (state: Rubric | null) =>
    createRubric(state, { rubric: { ...rubric, versions: [{ number: 1, criteria: wanted, used: false }] } });
const revise = (wanted: readonly Criterion[]) => (state: Rubric | null) =>
  reviseRubric(state, { id: 'rub_1', criteria: wanted });
const use = (state: Rubric | null) => useRubric(state, { id: 'rub_1' });
const other = [criterion('market', 50), criterion('team', 50)];

test('create: makes the first version', () => given().when(create()).then(created));
test('create: refuses weights that do not add up to 100, and gives their sum', () => {
  given()
    .when(create([criterion('market', 60), criterion('team', 30)]))
    .refuses('rubric.weights');
  expect(() => create([criterion('market', 60), criterion('team', 30)])(null)).toThrow(
    expect.objectContaining({
      message: 'criteria: the weights add up to 90; they must add up to 100',
      said: expect.objectContaining({ ko: 'criteria: 가중치의 합이 90입니다. 합이 100이 되어야 합니다' }),
    }),
  );
});
test('create: refuses a scale without steps, and an id that is used twice', () => {
  given()
    .when(create([criterion('market', 100, { scaleMin: 5, scaleMax: 5 })]))
    .refuses('request.invalid');
  given()
    .when(create([criterion('market', 50), criterion('market', 50)]))
    .refuses('request.invalid');
});
test('create: one refusal names all faults of the criteria', () =>
  expect(() => create([criterion('market', 50, { scaleMin: 5, scaleMax: 5 }), criterion('market', 50)])(null)).toThrow(
    expect.objectContaining({
      faults: [
        expect.objectContaining({ path: 'criteria[0].scaleMax', rule: 'rubric.scale' }),
        expect.objectContaining({ path: 'criteria[1].id', rule: 'rubric.criterion_twice' }),
      ],
    }),
  ));
test('create: changes nothing when asked twice', () => given(created).when(create()).nothing());

test('revise: replaces a version that is not in use', () =>
  given(created)
    .when(revise(other))
    .leaves({ versions: [{ number: 1, criteria: other, used: false }] }));
test('revise: keeps a version in use, and adds the next one', () =>
  given(created, used)
    .when(revise(other))
    .leaves({
      versions: [
        { number: 1, criteria, used: true },
        { number: 2, criteria: other, used: false },
      ],
    }));
test('revise: refuses what does not exist, and wrong weights', () => {
  given().when(revise(other)).refuses('rubric.not_found');
  given(created)
    .when(revise([criterion('market', 99)]))
    .refuses('rubric.weights');
});
test('revise: changes nothing where the criteria are the same', () =>
  given(created, used).when(revise(criteria)).nothing());

test('use: marks the newest version', () => given(created).when(use).then(used));
test('use: refuses what does not exist', () => given().when(use).refuses('rubric.not_found'));
test('use: changes nothing when asked twice', () => given(created, used).when(use).nothing());

test('weighted: the ends of all scales give 0 and 100, and the middle gives the weighted middle', () => {
  const scores = (market: number, team: number) => weightedOf(criteria, (id) => (id === 'market' ? market : team));
  expect([scores(1, 1), scores(5, 5), scores(5, 1), scores(3, 3)]).toEqual([0, 100, 60, 50]);
});

const versions = (count: number, lastIsUsed: boolean): RubricEvent => ({
  type: 'RubricCreated',
  rubric: {
    ...rubric,
    versions: Array.from({ length: count }, (_, index) => {
      return { number: index + 1, criteria, used: index + 1 < count || lastIsUsed };
    }),
  },
});
test('revise: allows fifty versions; the last one may still be replaced while it is not in use', () => {
  given(versions(49, true))
    .when(revise(other))
    .then({ type: 'RubricUpdated', version: { number: 50, criteria: other, used: false } });
  given(versions(50, true)).when(revise(other)).refuses('rubric.versions_max');
  given(versions(50, false))
    .when(revise(other))
    .then({ type: 'RubricUpdated', version: { number: 50, criteria: other, used: false } });
});
test('use: marks only the newest version', () =>
  given(created, used, { type: 'RubricUpdated', version: { number: 2, criteria: other, used: false } })
    .when(use)
    .leaves({
      versions: [
        { number: 1, criteria, used: true },
        { number: 2, criteria: other, used: true },
      ],
    }));
test('create: accepts a scale of two steps, and refuses one that runs backwards', () => {
  given()
    .when(create([criterion('market', 100, { scaleMin: 0, scaleMax: 1 })]))
    .leaves({ id: 'rub_1' });
  given()
    .when(create([criterion('market', 100, { scaleMin: 5, scaleMax: 1 })]))
    .refuses('request.invalid');
});
test('weighted: a scale is counted from its own lowest step', () => {
  const wide = [criterion('market', 100, { scaleMin: 10, scaleMax: 30 })];
  expect([10, 15, 30].map((score) => weightedOf(wide, () => score))).toEqual([0, 25, 100]);
});
