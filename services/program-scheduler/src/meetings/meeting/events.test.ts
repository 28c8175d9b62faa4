/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MeetingCancelled } from '@naru/contracts/program/v1/timetable_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { CancelCode, MeetingEvent } from './meeting.ts';
import { toProto } from './message.ts';
import { fromSchema1 } from './store.ts';

const fixture = readFileSync(new URL('fixture/meeting.schema-1.json', import.meta.url), 'utf8');
const state = fromSchema1(BSON.EJSON.parse(fixture).state);
const TYPES: Record<MeetingEvent['type'], string> = {
  MeetingScheduled: 'naru.program.meeting.scheduled.v1',
  MeetingMoved: 'naru.program.meeting.moved.v1',
  MeetingCancelled: 'naru.program.meeting.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MeetingEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.meeting.', at: import.meta.url });

test('the bytes of the first release are read as the meeting', () => {
  expect(MeetingCancelled.decode(golden('naru.program.meeting.cancelled.v1')).meeting).toEqual(toProto(state));
});

test('a cancellation of the first shape keeps its sentence; a newer one has a code and the name of the event', () => {
  expect(toProto(state).cancelReason).toEqual({ ko: '한쪽이 참석하지 못합니다', en: 'one side does not come' });
  const reasonOf = (code: CancelCode, event = { ko: '라온 데모데이', en: 'Raon Demo Day' }) =>
    toProto({ ...state, cancelled: { code, event } }).cancelReason;
  expect(reasonOf('event_called_off')).toEqual({
    ko: '라온 데모데이 행사가 취소되었습니다',
    en: 'the event Raon Demo Day was cancelled',
  });
  expect(reasonOf('no_place', { ko: '', en: '' })).toEqual({
    ko: '행사에서 이 미팅을 옮길 자리가 없습니다',
    en: 'there is no other place for this meeting at the event',
  });
});
