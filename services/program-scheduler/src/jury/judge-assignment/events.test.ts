/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { JudgeAssignmentProposed } from '@naru/contracts/program/v1/judging_events';
import { publish, snapshot } from './events.ts';
import { assignment } from './fixture/assignment.ts';
import type { JudgeAssignmentEvent } from './judge-assignment.ts';
import { toProto } from './message.ts';

const applied = { ...assignment, state: 'APPLIED' as const, appliedAt: new Date(Date.UTC(2016, 3, 2)) };
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CnIKHmFzZ18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIecm5kXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGAIgASgCMAM43AtA0A9JAAAAAAAAOUBRAAAAAAAA9D9gAWoGCID09rcFcgYIgJf8twU=';
const TYPES: Record<JudgeAssignmentEvent['type'], string> = {
  JudgeAssignmentProposed: 'naru.program.judge_assignment.proposed.v1',
  JudgeAssignmentApplied: 'naru.program.judge_assignment.applied.v1',
};
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as JudgeAssignmentEvent, applied)),
  snapshot(applied),
];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.judge_assignment.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.judge_assignment.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the figures, and tell of no judge and no application', () => {
  const read = JudgeAssignmentProposed.decode(Buffer.from(GOLDEN, 'base64')).assignment;
  expect(read).toEqual(toProto(applied));
  expect(JSON.stringify(read)).not.toMatch(/jud_|app_/);
});
