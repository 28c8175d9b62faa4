/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { ApplicationSubmitted } from '@naru/contracts/program/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import type { Application, ApplicationEvent } from './application.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import { ineligible } from './texts.ts';

const application: Application = {
  id: 'app_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  state: 'WITHDRAWN',
  frozen: {
    name: { ko: '가온 센서', en: 'Gaon Sensor' },
    sectors: ['IOT', 'AI'],
    stage: 'SEED',
    version: 4,
    foundedYear: 0,
  },
  pitch: { ko: '센서로 세계에', en: 'sensors for the world' },
  answers: [{ fieldId: 'plan', value: 'sell' }],
  files: [{ fieldId: 'deck', fileId: 'fil_1', name: 'deck.pdf', mediaType: 'application/pdf', bytes: 9 }],
  putForwardBy: '',
  late: false,
  ineligible: [],
  waitlistPosition: 0,
  submittedAt: new Date(Date.UTC(2016, 1, 2)),
  withdrawnAt: new Date(Date.UTC(2016, 1, 3)),
  verdictVersion: 0,
};
const type = (past: string) => `naru.program.application.${past}.v1`;
const TYPES: Record<ApplicationEvent['type'], string> = {
  ApplicationDrafted: type('drafted'),
  ContentsChanged: type('updated'),
  FileAttached: type('updated'),
  ContentsErased: type('updated'),
  ApplicationSubmitted: type('submitted'),
  ApplicationFoundEligible: type('admitted'),
  ApplicationFoundIneligible: type('excluded'),
  ApplicationRevised: type('revised'),
  ApplicationSelected: type('selected'),
  ApplicationWaitlisted: type('waitlisted'),
  ApplicationRejected: type('rejected'),
  ApplicationWithdrawn: type('withdrawn'),
};
const published = [
  ...Object.keys(TYPES).map((name) => publish({ type: name } as ApplicationEvent, application)),
  snapshot(application),
];

const golden = goldenEvents({ published, of: 'naru.program.application.', at: import.meta.url });

test('the bytes of the first release are read as the application without its answers', () => {
  expect(ApplicationSubmitted.decode(golden(type('submitted'))).application).toEqual({
    ...toProto(application),
    frozen: undefined,
    pitch: undefined,
    answers: [],
    files: [],
  });
});

test('an event carries the codes of reasons only: their texts would show the profile', () => {
  const reasons = [ineligible('FOUNDED', { yearMin: 2014, year: 2003 })];
  const { data } = publish({ type: 'ApplicationFoundIneligible', reasons }, { ...application, ineligible: reasons });
  expect(ApplicationSubmitted.decode(data).application?.ineligible).toEqual([{ code: 'FOUNDED', text: undefined }]);
});
