/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { CalendarFeedIssued } from '@naru/contracts/program/v1/calendar_events';
import { BSON } from 'mongodb';
import type { CalendarFeed, CalendarFeedEvent } from './calendar.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/calendar.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as CalendarFeed;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CmEKHmNhbF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIFc3ViLTEaIggCEh52ZW5fMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEiAmtvKAIyBgiAg5e0BToGCIDAurUF';
const TYPES: Record<CalendarFeedEvent['type'], string> = {
  FeedIssued: 'naru.program.calendar_feed.issued.v1',
  FeedRevoked: 'naru.program.calendar_feed.revoked.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CalendarFeedEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.calendar_feed.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.calendar_feed.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { feed: read } = CalendarFeedIssued.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(CalendarFeedIssued.fromPartial({ feed: toProto(state) }).feed);
});
