/** The bytes of every event as they were first released, and what they say. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MeetingCancelled } from '@naru/contracts/program/v1/timetable_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Meeting, MeetingEvent } from './meeting.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/meeting.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Meeting;
const TYPES: Record<MeetingEvent['type'], string> = {
  MeetingScheduled: 'naru.program.meeting.scheduled.v1',
  MeetingMoved: 'naru.program.meeting.moved.v1',
  MeetingCancelled: 'naru.program.meeting.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MeetingEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.meeting.', at: import.meta.url });

test('the released bytes are read as the meeting', () => {
  expect(MeetingCancelled.decode(golden('naru.program.meeting.cancelled.v1')).meeting).toEqual(toProto(state));
});
