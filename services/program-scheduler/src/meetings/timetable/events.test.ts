/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { TimetableSolved } from '@naru/contracts/program/v1/timetable_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { figuresOf } from './message.ts';
import type { Timetable, TimetableEvent } from './timetable.ts';

const fixture = readFileSync(new URL('fixture/timetable.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Timetable;
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

const golden = goldenEvents({ published, of: 'naru.program.timetable.', at: import.meta.url });

test('an event of a timetable names no party; only the events of meetings do', () => {
  const [first] = published;
  const text = Buffer.from(first?.data ?? []).toString('latin1');
  for (const { partyId } of state.participants) expect(text).not.toContain(partyId);
  const { timetable } = TimetableSolved.decode(golden('naru.program.timetable.solved.v1'));
  expect(timetable).toMatchObject({ id: state.id, state: 'PUBLISHED', figures: figuresOf(state.quality) });
});
