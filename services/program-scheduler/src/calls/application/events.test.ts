/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ApplicationSubmitted } from '@naru/contracts/program/v1/events';
import type { Application, ApplicationEvent } from './application.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CnkKHmFwcF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIecm5kXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGh52ZW5fMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEiBUtSLTI3KAJCBgiA47+1BUoGCICGxbUF';
const type = (past: string) => `naru.program.application.${past}.v1`;
const TYPES: Record<ApplicationEvent['type'], string> = {
  ApplicationDrafted: type('drafted'),
  ContentsChanged: type('updated'),
  FileAttached: type('updated'),
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

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.application.snapshot.v1']);
  const catalogue = events.map((event) => event.type).filter((name) => name.startsWith('naru.program.application.'));
  expect([...new Set(types)].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the application without its words', () => {
  expect(ApplicationSubmitted.decode(Buffer.from(GOLDEN, 'base64')).application).toEqual({
    ...toProto(application),
    frozen: undefined,
    pitch: undefined,
    answers: [],
    files: [],
  });
});

test('why it is excluded is told by codes: the messages would tell of the profile', () => {
  const ineligible = [{ code: 'FOUNDED', message: 'the round is for others; this one is of 2003' }];
  const { data } = publish({ type: 'ApplicationFoundIneligible', reasons: ineligible }, { ...application, ineligible });
  expect(ApplicationSubmitted.decode(data).application?.ineligible).toEqual([{ code: 'FOUNDED', message: '' }]);
});
