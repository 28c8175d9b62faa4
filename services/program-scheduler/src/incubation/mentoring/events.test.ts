/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { MentoringRecorded } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Mentoring, MentoringEvent } from './mentoring.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/mentoring.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Mentoring;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CuABCh5tc2VfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHm1udF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoecmVzXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIh5jb2hfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEqHnZlbl8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycTIFS1ItMjdCBwjfDxACGANILVIBAloFc3ViLTFqBgiQnMKmBXIaCg9zZXNzaW9uOmZpeHR1cmUQARoFQTMtMDQ=';
const TYPES: Record<MentoringEvent['type'], string> = {
  MentoringRecorded: 'naru.program.mentoring.recorded.v1',
  MentoringCorrected: 'naru.program.mentoring.updated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MentoringEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.mentoring.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.mentoring.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { session: read } = MentoringRecorded.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(MentoringRecorded.fromPartial({ session: { ...toProto(state), notes: undefined } }).session);
});
