/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { MentorRegistered } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Mentor, MentorEvent } from './mentor.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/mentor.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Mentor;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'ClUKHm1udF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIMc3ViLW1lbnRvci0xGgVLUi0yNyoBAjACOhkKDm1lbnRvcjpmaXh0dXJlEAEaBUEzLTA0';
const TYPES: Record<MentorEvent['type'], string> = {
  MentorRegistered: 'naru.program.mentor.registered.v1',
  MentorUpdated: 'naru.program.mentor.updated.v1',
  MentorRetired: 'naru.program.mentor.retired.v1',
  MentorReinstated: 'naru.program.mentor.reinstated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MentorEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.mentor.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.mentor.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { mentor: read } = MentorRegistered.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(MentorRegistered.fromPartial({ mentor: { ...toProto(state), name: undefined } }).mentor);
});
