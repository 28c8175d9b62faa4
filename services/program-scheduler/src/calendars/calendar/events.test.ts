/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CalendarFeedIssued } from '@naru/contracts/program/v1/calendar_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/calendar.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as CalendarFeed;
const TYPES: Record<CalendarFeedEvent['type'], string> = {
  FeedIssued: 'naru.program.calendar_feed.issued.v1',
  FeedRevoked: 'naru.program.calendar_feed.revoked.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CalendarFeedEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.calendar_feed.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { feed: read } = CalendarFeedIssued.decode(golden('naru.program.calendar_feed.issued.v1'));
  expect(read).toEqual(CalendarFeedIssued.fromPartial({ feed: toProto(state) }).feed);
});
