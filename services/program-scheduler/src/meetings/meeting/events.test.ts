/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { MeetingCancelled } from '@naru/contracts/program/v1/timetable_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Meeting, MeetingEvent } from './meeting.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/meeting.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Meeting;
// All of them carry the same meeting, so one string holds for all.
const GOLDEN =
  'CqYCCh5tdGdfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHnRtdF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoeZXZ0XzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIh5pbnRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEqHnZlbl8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycTIeaW52XzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxOgVLUi0yN0ACSgYI0JvQuQVSBgjYqdC5BVoKQXNpYS9TZW91bGACaj0KI+2VnOyqveydtCDssLjshJ3tlZjsp4Ag66q77ZWp64uI64ukEhZvbmUgc2lkZSBkb2VzIG5vdCBjb21l';
const TYPES: Record<MeetingEvent['type'], string> = {
  MeetingScheduled: 'naru.program.meeting.scheduled.v1',
  MeetingMoved: 'naru.program.meeting.moved.v1',
  MeetingCancelled: 'naru.program.meeting.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MeetingEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.meeting.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.meeting.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the meeting', () => {
  expect(MeetingCancelled.decode(Buffer.from(GOLDEN, 'base64')).meeting).toEqual(toProto(state));
});
