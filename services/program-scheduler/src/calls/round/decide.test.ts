import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { closeDueRound, closeRound, openRound } from './decide.ts';
import { evolve, isLate, isTaking, type Round, type RoundEvent } from './round.ts';

const at = (day: number) => new Date(Date.UTC(2016, 2, day));
const round: Round = {
  id: 'rnd_1',
  programmeId: 'prg_1',
  eventId: '',
  name: { ko: '2016년 상반기', en: 'first half of 2016' },
  year: 2016,
  half: 'H1',
  phase: 1,
  state: 'OPEN',
  opensAt: at(1),
  closesAt: at(20),
  place: 1,
  form: undefined,
  eligibility: undefined,
  graceMinutes: 0,
  source: undefined,
};
const opened: RoundEvent = { type: 'RoundOpened', round };
const closed: RoundEvent = { type: 'RoundClosed' };
const given = scenario<Round, RoundEvent>({ evolve });
const open =
  (changes: Partial<Round> = {}, phases = [1, 2]) =>
  (state: Round | null) =>
    openRound(state, { round: { ...round, ...changes }, phases });

test('open: the round accepts applications', () => given().when(open()).then(opened));
test('open: without phases in the programme the round has no phase', () =>
  given()
    .when(open({ phase: 0 }, []))
    .leaves({ phase: 0, state: 'OPEN' }));
test('open: refuses a phase that the programme does not have', () => {
  given()
    .when(open({ phase: 3 }))
    .refuses('round.phase_unknown', { en: 'phase: must be one of the phases of the programme: 1, 2' });
  given()
    .when(open({ phase: 2 }, [1]))
    .refuses('round.phase_unknown', {
      ko: 'phase: 프로그램의 단계 가운데 하나여야 합니다: 1',
      en: 'phase: must be one of the phases of the programme: 1',
    });
  given()
    .when(open({ phase: 0 }))
    .refuses('round.phase_unknown');
  given()
    .when(open({ phase: 1 }, []))
    .refuses('round.phase_unknown', {
      ko: 'phase: 프로그램에 단계가 없으니 비워 두십시오',
      en: 'phase: the programme has no phases; leave it out',
    });
});
test('open: refuses a phase that has ended, today or before the half that the round is about', () => {
  // Rounds are opened on 1 March 2016.
  const to = (year: number, month: number, day: number) =>
    ({ number: 1, to: { year, month, day } }) as NonNullable<Round['phaseRules']>;
  const ended = { phase: 1, phaseRules: to(2016, 2, 29) };
  given().when(open(ended)).refuses('round.phase_ended', {
    ko: 'phase: 1단계는 2016년 2월 29일에 끝났습니다. 진행 중인 단계를 고르거나 단계의 끝나는 날을 바꾸십시오',
    en: 'phase: phase 1 ended on 29 February 2016; choose one that runs, or change the end of the phase',
  });
  for (const half of ['HALF_UNSPECIFIED', 'H1'] as const)
    given()
      .when(open({ ...ended, half }))
      .refuses('round.phase_ended');
  given()
    .when(open({ half: 'H2', phaseRules: to(2016, 6, 30) }))
    .refuses('round.phase_ended');
  given()
    .when(open({ year: 2017, phaseRules: to(2016, 12, 31) }))
    .refuses('round.phase_ended');
  for (const runs of [
    { phaseRules: to(2016, 3, 1) },
    { year: 2015, half: 'H2' as const, phaseRules: to(2015, 7, 1) },
    { year: 2017, phaseRules: to(2017, 1, 1) },
  ])
    given().when(open(runs)).leaves({ state: 'OPEN' });
});
test('open: refuses an end that is not in the future', () =>
  given()
    .when(open({ closesAt: at(1) }))
    .refuses('round.closes_early'));
test('open: needs an event that was not cancelled, of the same programme or of none', () => {
  const openFor = (programmeId: string, state: 'PLANNED' | 'CANCELLED') => (before: Round | null) =>
    openRound(before, { round, phases: [1], event: { programmeId, state } });
  given().when(openFor('prg_1', 'PLANNED')).then(opened);
  given().when(openFor('', 'PLANNED')).then(opened);
  given().when(openFor('prg_2', 'PLANNED')).refuses('round.event_of_another');
  given().when(openFor('prg_1', 'CANCELLED')).refuses('round.event_cancelled');
});
test('open: changes nothing when asked twice', () => given(opened).when(open()).nothing());

test('close: ends a round before its deadline', () => given(opened).when(closeRound).then(closed));
test('close: refuses what does not exist', () => given().when(closeRound).refuses('round.not_found'));
test('close: changes nothing when asked twice', () => given(opened, closed).when(closeRound).nothing());

test('a round closes by itself at its deadline', () =>
  given(opened)
    .when((r) => closeDueRound(r, at(20)))
    .then(closed));
test('nothing is due before the deadline', () =>
  given(opened)
    .when((r) => closeDueRound(r, at(19)))
    .nothing());
test('the timer does not close a closed round again', () =>
  given(opened, closed)
    .when((r) => closeDueRound(r, at(21)))
    .nothing());

test('a round accepts applications until its last instant, and none after it is closed', () => {
  expect(isTaking(round, new Date(at(20).getTime() - 1))).toBe(true);
  expect(isTaking(round, at(20))).toBe(false);
  expect(isTaking({ ...round, state: 'CLOSED' }, at(2))).toBe(false);
});

test('with a grace period a round accepts applications after its deadline, and closes at the end of the period', () => {
  const graced = { ...round, graceMinutes: 60 };
  const minutes = (after: number) => new Date(at(20).getTime() + after * 60_000);
  expect(isTaking(graced, minutes(59))).toBe(true);
  expect(isTaking(graced, minutes(60))).toBe(false);
  expect(closeDueRound(graced, minutes(59))).toEqual([]);
  expect(closeDueRound(graced, minutes(60))).toEqual([closed]);
});

test('an application is late from the deadline on, and not before', () => {
  expect(isLate(round, new Date(at(20).getTime() - 1))).toBe(false);
  expect(isLate(round, at(20))).toBe(true);
});
