/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { TimetableSolved } from '@naru/contracts/program/v1/timetable_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { figuresOf } from './message.ts';
import type { Timetable, TimetableEvent } from './timetable.ts';

const fixture = readFileSync(new URL('fixture/timetable.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Timetable;
// All of them carry the same figures, so one string holds for all.
const GOLDEN =
  'CmIKHnRtdF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIeZXZ0XzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGgVLUi0yNyACKhcIARABMAE5AAAAAAAA0D9CBgiAjpW5BQ==';
const TYPES: Record<TimetableEvent['type'], string> = {
  TimetablePlanned: 'naru.program.timetable.planned.v1',
  TimetableUpdated: 'naru.program.timetable.updated.v1',
  TimetableSolved: 'naru.program.timetable.solved.v1',
  TimetablePublished: 'naru.program.timetable.published.v1',
  TimetableRepaired: 'naru.program.timetable.repaired.v1',
  TimetableAnnounced: 'naru.program.timetable.announced.v1',
  TimetableClosed: 'naru.program.timetable.closed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as TimetableEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.timetable.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.timetable.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('an event names nobody who meets: that is told to the two alone', () => {
  const [first] = published;
  const text = Buffer.from(first?.data ?? []).toString('latin1');
  for (const { partyId } of state.participants) expect(text).not.toContain(partyId);
  const { timetable } = TimetableSolved.decode(Buffer.from(GOLDEN, 'base64'));
  expect(timetable).toMatchObject({ id: state.id, state: 'PUBLISHED', figures: figuresOf(state.quality) });
});
