/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ApplicationSubmitted } from '@naru/contracts/program/v1/events';
import type { Application, ApplicationEvent } from './application.ts';
import { publish, snapshot, toProto } from './events.ts';

const application: Application = {
  id: 'app_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  ventureId: 'ven_01h455vb4pex5vsknk084sn02q',
  centreId: 'KR-27',
  state: 'APPLICATION_WITHDRAWN',
  frozen: { name: { ko: '가온 센서', en: 'Gaon Sensor' }, sectors: ['IOT', 'AI'], stage: 'SEED', version: 4 },
  pitch: { ko: '센서로 세계에', en: 'sensors for the world' },
  submittedAt: new Date(Date.UTC(2016, 1, 2)),
  withdrawnAt: new Date(Date.UTC(2016, 1, 3)),
};
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CnkKHmFwcF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIecm5kXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGh52ZW5fMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEiBUtSLTI3KAJCBgiA47+1BUoGCICGxbUF';
const TYPES: Record<ApplicationEvent['type'], string> = {
  ApplicationSubmitted: 'naru.program.application.submitted.v1',
  ApplicationWithdrawn: 'naru.program.application.withdrawn.v1',
};
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as ApplicationEvent, application)),
  snapshot(application),
];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.application.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.application.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the application without its words', () => {
  expect(ApplicationSubmitted.decode(Buffer.from(GOLDEN, 'base64')).application).toEqual({
    ...toProto(application),
    frozen: undefined,
    pitch: undefined,
  });
});
