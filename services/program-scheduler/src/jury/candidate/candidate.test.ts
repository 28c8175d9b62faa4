import { expect, test } from '@jest/globals';
import type { Application } from '../../calls/application/application.ts';
import { candidateOf } from './candidate.ts';

const application: Application = {
  id: 'app_1',
  roundId: 'rnd_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  state: 'ELIGIBLE',
  frozen: { name: { ko: '가온', en: '' }, sectors: ['IOT'], stage: 'SEED', version: 4, foundedYear: 2013 },
  pitch: { ko: '센서', en: '' },
  answers: [{ fieldId: 'plan', value: 'sell' }],
  files: [{ fieldId: 'deck', fileId: 'fil_1', name: 'a.pdf', mediaType: 'application/pdf', bytes: 9 }],
  putForwardBy: '',
  submittedAt: undefined,
  late: false,
  ineligible: [],
  waitlistPosition: 0,
  withdrawnAt: undefined,
  verdictVersion: 0,
};

test('judges see the profile at the time of the application, not the present one', () => {
  expect(candidateOf(application)).toEqual({
    applicationId: 'app_1',
    roundId: 'rnd_1',
    ventureId: 'ven_1',
    centreId: 'KR-27',
    stands: true,
    name: { ko: '가온', en: '' },
    sectors: ['IOT'],
    stage: 'SEED',
    pitch: { ko: '센서', en: '' },
    answers: application.answers,
    files: application.files,
  });
});

test.each<[Application['state'], boolean]>([
  ['DRAFT', false],
  ['SUBMITTED', true],
  ['ELIGIBLE', true],
  ['INELIGIBLE', false],
  ['WITHDRAWN', false],
  ['SELECTED', true],
  ['WAITLISTED', true],
  ['REJECTED', true],
])('%s is judged and ranked: %s', (state, stands) => {
  expect(candidateOf({ ...application, state }).stands).toBe(stands);
});
