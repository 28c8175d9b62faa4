import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { acceptanceOf, type Cohort, type CohortEvent, evolve, teamsOf } from './cohort.ts';
import { createCohort, endCohort, startCohort, updateCohort } from './decide.ts';

const figure = (value: number, source: 'ARTICLE' | 'PAGE') => ({
  value,
  approx: false,
  asOf: undefined,
  source,
  refs: ['S20'],
});
const details: Cohort['details'] = {
  name: { ko: 'C랩 1기', en: 'C-Lab 1' },
  seats: 18,
  startDate: undefined,
  endDate: undefined,
  durationMonths: 6,
  selectedOn: { year: 2014, month: 12, day: 22 },
  topics: ['MARKETING'],
  reportedTeams: figure(18, 'ARTICLE'),
  reportedApplicants: figure(3720, 'PAGE'),
};
const cohort: Cohort = {
  id: 'coh_1',
  programmeId: 'prg_1',
  centreId: 'KR-27',
  details,
  state: 'PLANNED',
  source: undefined,
};
const created: CohortEvent = { type: 'CohortCreated', cohort };
const started: CohortEvent = { type: 'CohortStarted' };
const ended: CohortEvent = { type: 'CohortEnded' };
const given = scenario<Cohort, CohortEvent>({ evolve });
const update = (changes: Partial<Cohort['details']>) => (state: Cohort | null) =>
  updateCohort(state, { ...details, ...changes });

test('create: creates a planned cohort', () =>
  given()
    .when((c) => createCohort(c, cohort))
    .then(created));
test('create: changes nothing when asked twice', () =>
  given(created)
    .when((c) => createCohort(c, cohort))
    .nothing());

test('update: changes the name and the other fields', () =>
  given(created)
    .when(update({ seats: 20 }))
    .leaves({ details: { ...details, seats: 20 } }));
test('update: refuses fewer seats', () =>
  given(created)
    .when(update({ seats: 17 }))
    .refuses('cohort.seats_lowered', {
      ko: 'details.seats: 정원은 늘릴 수만 있습니다. 지금 18팀이니 18 이상을 적으십시오',
      en: 'details.seats: seats can be added, not taken away; the cohort has 18, so give 18 or more',
    }));
test('update: refuses what does not exist', () => given().when(update({})).refuses('cohort.not_found'));
test('update: changes nothing where the fields are the same', () => given(created).when(update({})).nothing());

test('start: begins the cohort', () => given(created).when(startCohort).then(started));
test('start: refuses after the end', () => given(created, started, ended).when(startCohort).refuses('cohort.ended'));
test('start: changes nothing when asked twice', () => given(created, started).when(startCohort).nothing());

test('end: closes the cohort', () => given(created, started).when(endCohort).leaves({ state: 'ENDED' }));
test('end: refuses a cohort that has not begun', () => given(created).when(endCohort).refuses('cohort.not_running'));
test('end: changes nothing when asked twice', () => given(created, started, ended).when(endCohort).nothing());

test('18 of 3,720 give 0.48 %, with the source of the number of applicants', () => {
  expect(acceptanceOf(cohort, 0)).toEqual({
    teams: 18,
    applicants: 3720,
    percent: 0.48,
    source: 'PAGE',
    refs: ['S20'],
  });
  for (const reportedApplicants of [undefined, figure(0, 'PAGE')])
    expect(acceptanceOf({ ...cohort, details: { ...details, reportedApplicants } }, 18)).toBeUndefined();
});
test('a reported number of teams is shown beside the counted one; without it the counted one alone is shown', () => {
  expect(teamsOf(cohort, 3)).toEqual({ value: 18, counted: 3, reported: true, approx: false });
  const about = { ...figure(20, 'PAGE'), approx: true };
  expect(teamsOf({ ...cohort, details: { ...details, reportedTeams: about } }, 3)).toMatchObject({ approx: true });
  expect(teamsOf({ ...cohort, details: { ...details, reportedTeams: undefined } }, 3)).toEqual({
    value: 3,
    counted: 3,
    reported: false,
    approx: false,
  });
});

test('an unknown cohort can neither begin nor end', () => {
  given().when(startCohort).refuses('cohort.not_found');
  given().when(endCohort).refuses('cohort.not_found');
});
