/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { JudgeRegistered } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
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
const TYPES: Record<JudgeEvent['type'], string> = {
  JudgeRegistered: 'naru.program.judge.registered.v1',
  JudgeUpdated: 'naru.program.judge.updated.v1',
  JudgeConflictDeclared: 'naru.program.judge.conflict_declared.v1',
  JudgeRetired: 'naru.program.judge.retired.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as JudgeEvent, judge)), snapshot(judge)];

const golden = goldenEvents({ published, of: 'naru.program.judge.', at: import.meta.url });

test('the bytes of the first release are read as the judge without personal data', () => {
  expect(JudgeRegistered.decode(golden('naru.program.judge.registered.v1')).judge).toEqual({
    ...toProto(judge),
    employers: [],
    holdings: [],
    actsFor: [],
    gender: 'GENDER_UNSPECIFIED',
    declared: [],
  });
});
