/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { MentorRegistered } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Mentor, MentorEvent } from './mentor.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/mentor.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Mentor;
const TYPES: Record<MentorEvent['type'], string> = {
  MentorRegistered: 'naru.program.mentor.registered.v1',
  MentorUpdated: 'naru.program.mentor.updated.v1',
  MentorRetired: 'naru.program.mentor.retired.v1',
  MentorReinstated: 'naru.program.mentor.reinstated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as MentorEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.mentor.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { mentor: read } = MentorRegistered.decode(golden('naru.program.mentor.registered.v1'));
  expect(read).toEqual(MentorRegistered.fromPartial({ mentor: { ...toProto(state), name: undefined } }).mentor);
});
