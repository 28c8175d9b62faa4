import { expect, test } from '@jest/globals';
import { after, solved } from './fixture/lives.ts';
import { meetingIn, requireEdition } from './refusals.ts';

test('a command on the present edition, or without an edition, is accepted; on another edition it is refused', () => {
  const timetable = { ...after(...solved), edition: 7 };
  for (const etag of ['', '7']) requireEdition(timetable, etag);
  for (const etag of ['6', '8', '07', 'x'])
    expect(() => requireEdition(timetable, etag)).toThrow(
      expect.objectContaining({
        kind: 'conflict',
        code: 'etag.stale',
        message: expect.stringContaining('version now: 7'),
      }),
    );
});
test('a meeting is found by its id, and a refusal names the field of an unknown id', () => {
  const timetable = after(...solved);
  const second = timetable.meetings[1];
  expect(meetingIn(timetable, second?.id ?? '')).toBe(second);
  expect(() => meetingIn(timetable, 'mtg_none')).toThrow(
    expect.objectContaining({ kind: 'not_found', message: expect.stringContaining('meetingId: ') }),
  );
});
