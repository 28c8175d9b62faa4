import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Application, type ApplicationEvent, evolve } from './application.ts';
import { type Circumstances, submitApplication, withdrawApplication } from './decide.ts';

const at = (day: number) => new Date(Date.UTC(2016, 2, day));
const application: Application = {
  id: 'app_1',
  roundId: 'rnd_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  state: 'APPLICATION_SUBMITTED',
  frozen: { name: { ko: '가온 센서', en: 'Gaon Sensor' }, sectors: ['IOT', 'AI'], stage: 'SEED', version: 4 },
  pitch: undefined,
  submittedAt: at(2),
  withdrawnAt: undefined,
};
const submitted: ApplicationEvent = { type: 'ApplicationSubmitted', application };
const withdrawn: ApplicationEvent = { type: 'ApplicationWithdrawn', at: at(3) };
const given = scenario<Application, ApplicationEvent>({ evolve });
const submit =
  (circumstances: Partial<Circumstances> = {}, applied = application) =>
  (state: Application | null) =>
    submitApplication(state, applied, { roundIsTaking: true, ventureIsHidden: false, admitted: [], ...circumstances });
const withdraw =
  (roundIsTaking = true) =>
  (state: Application | null) =>
    withdrawApplication(state, { roundIsTaking, at: at(3) });

test('submit: enters an application with what the venture said of itself', () =>
  given().when(submit()).then(submitted));
test('submit: one admitted sector is enough', () =>
  given()
    .when(submit({ admitted: ['GAME', 'AI'] }))
    .then(submitted));
test('submit: refuses when the round takes no more', () =>
  given()
    .when(submit({ roundIsTaking: false }))
    .refuses('round.closed'));
test('submit: refuses a hidden venture', () =>
  given()
    .when(submit({ ventureIsHidden: true }))
    .refuses('application.venture_hidden'));
test('submit: refuses a venture outside the sectors of the phase, and names those', () => {
  const outside = submit({ admitted: ['BEAUTY', 'BIO'] });
  given().when(outside).refuses('application.sector_not_admitted');
  expect(() => outside(null)).toThrow('this phase admits BEAUTY, BIO; the venture is in IOT, AI');
});
test('submit: refuses a venture that has shared no sector, where the phase admits only some', () => {
  const blank = { ...application, frozen: { ...application.frozen, sectors: [] } };
  given()
    .when(submit({ admitted: ['IOT'] }, blank))
    .refuses('application.sector_not_admitted');
  given().when(submit({}, blank)).then({ type: 'ApplicationSubmitted', application: blank });
});
test('submit: stays quiet when asked twice, even after the end of the round', () =>
  given(submitted)
    .when(submit({ roundIsTaking: false }))
    .nothing());

test('withdraw: takes it back', () =>
  given(submitted)
    .when(withdraw())
    .leaves({ state: 'APPLICATION_WITHDRAWN', withdrawnAt: at(3) }));
test('withdraw: refuses when the round is closed', () =>
  given(submitted).when(withdraw(false)).refuses('round.closed'));
test('withdraw: refuses what does not exist', () => given().when(withdraw()).refuses('application.not_found'));
test('withdraw: stays quiet when asked twice', () => given(submitted, withdrawn).when(withdraw(false)).nothing());
