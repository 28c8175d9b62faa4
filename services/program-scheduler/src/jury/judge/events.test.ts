/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { JudgeRegistered } from '@naru/contracts/program/v1/judging_events';
import { publish, snapshot } from './events.ts';
import type { Judge, JudgeEvent } from './judge.ts';
import { toProto } from './message.ts';

const judge: Judge = {
  id: 'jud_01h455vb4pex5vsknk084sn02q',
  subject: 'judge-7',
  centreId: 'KR-41',
  employers: [{ organisationId: 'org_1', from: { year: 2012, month: 3, day: 1 }, to: undefined }],
  holdings: ['ven_7'],
  actsFor: ['inv_7'],
  expertise: ['IOT', 'GAME'],
  marketExpert: true,
  gender: 'FEMALE',
  loadMax: 12,
  declared: [{ objectId: 'ven_9', reason: 'FAMILY' }],
  state: 'ACTIVE',
};
// All of them carry the same message, so one string holds for all.
const GOLDEN = 'CjoKHmp1ZF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIHanVkZ2UtNxoFS1ItNDE6AgECQAFQDGAB';
const TYPES: Record<JudgeEvent['type'], string> = {
  JudgeRegistered: 'naru.program.judge.registered.v1',
  JudgeUpdated: 'naru.program.judge.updated.v1',
  JudgeConflictDeclared: 'naru.program.judge.conflict_declared.v1',
  JudgeRetired: 'naru.program.judge.retired.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as JudgeEvent, judge)), snapshot(judge)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.judge.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.judge.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole judge, but for what is personal', () => {
  expect(JudgeRegistered.decode(Buffer.from(GOLDEN, 'base64')).judge).toEqual({
    ...toProto(judge),
    employers: [],
    holdings: [],
    actsFor: [],
    gender: 'GENDER_UNSPECIFIED',
    declared: [],
  });
});
