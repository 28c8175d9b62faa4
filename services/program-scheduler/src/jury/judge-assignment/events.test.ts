/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { JudgeAssignmentProposed } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { assignment } from './fixture/assignment.ts';
import type { JudgeAssignmentEvent } from './judge-assignment.ts';
import { toProto } from './message.ts';

const applied = { ...assignment, state: 'APPLIED' as const, appliedAt: new Date(Date.UTC(2016, 3, 2)) };
const TYPES: Record<JudgeAssignmentEvent['type'], string> = {
  JudgeAssignmentProposed: 'naru.program.judge_assignment.proposed.v1',
  JudgeAssignmentApplied: 'naru.program.judge_assignment.applied.v1',
};
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as JudgeAssignmentEvent, applied)),
  snapshot(applied),
];

const golden = goldenEvents({ published, of: 'naru.program.judge_assignment.', at: import.meta.url });

test('the bytes of the first release are read as figures, without judges and applications', () => {
  const read = JudgeAssignmentProposed.decode(golden('naru.program.judge_assignment.proposed.v1')).assignment;
  expect(read).toEqual(toProto(applied));
  expect(JSON.stringify(read)).not.toMatch(/jud_|app_/);
});
