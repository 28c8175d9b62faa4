import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { admitTeam, applyForResidency, graduateTeam, leaveCohort } from './decide.ts';
import { evolve, type Residency, type ResidencyEvent } from './residency.ts';

const day = (month: number) => ({ year: 2015, month, day: 1 });
const residency: Residency = {
  id: 'res_1',
  cohortId: 'coh_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  state: 'APPLIED',
  seat: 0,
  appliedAt: new Date(0),
  startedOn: undefined,
  endedOn: undefined,
  leaveReason: 'LEAVE_REASON_UNSPECIFIED',
  source: undefined,
};
const applied: ResidencyEvent = { type: 'ResidencyApplied', residency };
const started: ResidencyEvent = { type: 'ResidencyStarted', seat: 3, startedOn: day(2) };
const graduated: ResidencyEvent = { type: 'ResidencyGraduated', endedOn: day(8) };
const left: ResidencyEvent = { type: 'ResidencyLeft', reason: 'BY_TEAM', endedOn: day(3) };
const given = scenario<Residency, ResidencyEvent>({ evolve });
const apply =
  (circumstances = {}) =>
  (state: Residency | null) =>
    applyForResidency(state, residency, { cohortIsOver: false, ventureIsHidden: false, ...circumstances });
const admit =
  (cohortIsOver = false) =>
  (state: Residency | null) =>
    admitTeam(state, { seat: 3, startedOn: day(2), cohortIsOver });
const graduate =
  (endedOn = day(8)) =>
  (state: Residency | null) =>
    graduateTeam(state, endedOn);
const leave =
  (reason: Residency['leaveReason'] = 'BY_TEAM', endedOn = day(3)) =>
  (state: Residency | null) =>
    leaveCohort(state, { reason, endedOn });

test('apply: creates a residency', () => given().when(apply()).then(applied));
test('apply: refuses a cohort that has ended', () =>
  given()
    .when(apply({ cohortIsOver: true }))
    .refuses('residency.cohort_ended'));
test('apply: refuses a hidden venture', () =>
  given()
    .when(apply({ ventureIsHidden: true }))
    .refuses('residency.venture_hidden'));
test('apply: changes nothing when asked twice', () =>
  given(applied)
    .when(apply({ cohortIsOver: true }))
    .nothing());

test('admit: gives a seat', () => {
  given(applied).when(admit()).then(started);
  given(applied)
    .when(admit())
    .leaves({ state: 'RESIDENT', seat: 3, startedOn: day(2) });
});
test('admit: refuses a team that has graduated', () =>
  given(applied, started, graduated).when(admit()).refuses('residency.over'));
test('a residency may end on its first day', () => {
  given(applied, started)
    .when(graduate(day(2)))
    .leaves({ endedOn: day(2) });
  given(applied, started)
    .when(leave('BY_CENTRE', day(2)))
    .leaves({ endedOn: day(2), leaveReason: 'BY_CENTRE' });
  given(applied, started)
    .when(leave('BY_TEAM', day(1)))
    .refuses('residency.ends_early');
});
test('an unknown residency can neither graduate nor leave', () => {
  given().when(graduate()).refuses('residency.not_found');
  given().when(leave()).refuses('residency.not_found');
});
test('admit: refuses a cohort that has ended', () =>
  given(applied).when(admit(true)).refuses('residency.cohort_ended'));
test('admit: refuses a team that has left', () => given(applied, left).when(admit()).refuses('residency.over'));
test('admit: refuses what does not exist', () => given().when(admit()).refuses('residency.not_found'));
test('admit: changes nothing when asked twice', () => given(applied, started).when(admit(true)).nothing());

test('graduate: keeps the seat', () =>
  given(applied, started)
    .when(graduate())
    .leaves({ state: 'GRADUATED', seat: 3, endedOn: day(8) }));
test('graduate: refuses a team that is not resident or has left, and an end before the beginning', () => {
  given(applied).when(graduate()).refuses('residency.not_resident');
  given(applied, left).when(graduate()).refuses('residency.over');
  given(applied, started)
    .when(graduate(day(1)))
    .refuses('residency.ends_early');
});
test('graduate: changes nothing when asked twice', () => given(applied, started, graduated).when(graduate()).nothing());

test('leave: frees the seat', () =>
  given(applied, started).when(leave()).leaves({ state: 'LEFT', seat: 0, leaveReason: 'BY_TEAM' }));
test('leave: an applicant may be marked as not admitted, a resident may not', () => {
  given(applied).when(leave('NOT_ADMITTED')).leaves({ state: 'LEFT' });
  given(applied, started).when(leave('NOT_ADMITTED')).refuses('residency.resident');
});
test('leave: refuses a team that has graduated', () =>
  given(applied, started, graduated).when(leave()).refuses('residency.over'));
test('leave: changes nothing when asked twice', () => given(applied, left).when(leave()).nothing());

test('admit: tells how the residency ended', () => {
  const ended = (...events: ResidencyEvent[]) => ({
    says: (en: string, ko: string) =>
      given(applied, ...events)
        .when(admit())
        .refuses('residency.over', { en: expect.stringContaining(en), ko: expect.stringContaining(ko) }),
  });
  ended(started, graduated).says('the team has graduated, so', '이미 졸업한 팀이라');
  ended(left).says('the team has left, so', '이미 떠난 팀이라');
  ended({ ...left, reason: 'NOT_ADMITTED' }).says('the team was not admitted, so', '입주가 승인되지 않은 팀이라');
});
