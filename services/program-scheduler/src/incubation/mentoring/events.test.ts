/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MentoringRecorded } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Mentoring, MentoringEvent } from './mentoring.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/mentoring.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Mentoring;
const TYPES: Record<MentoringEvent['type'], string> = {
  MentoringRecorded: 'naru.program.mentoring.recorded.v1',
  MentoringCorrected: 'naru.program.mentoring.updated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MentoringEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.mentoring.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { session: read } = MentoringRecorded.decode(golden('naru.program.mentoring.recorded.v1'));
  expect(read).toEqual(MentoringRecorded.fromPartial({ session: { ...toProto(state), notes: undefined } }).session);
});
