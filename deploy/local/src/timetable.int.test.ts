import { expect, test } from '@jest/globals';
import { checkTimetable } from '@naru/timetable-solver/check';
import { generateInstance, SHAPES, scaled } from '@naru/timetable-solver/generate';
import type { Instance } from '@naru/timetable-solver/instance';
import { commandOnFile } from './fixture/command.ts';

const { written, run: timetable, piped } = commandOnFile('timetable');

const SMALL: Instance = generateInstance(SHAPES.small, 7);

test('prints one JSON object that keeps every rule, and states how good it is', () => {
  const { status, stdout } = timetable(written(JSON.stringify(SMALL)), '--seconds', '5');
  expect(status).toBe(0);
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual(['assignments', 'unplaced', 'gaps', 'bound', 'proven', 'seconds']);
  expect(checkTimetable(SMALL, answer)).toMatchObject({ violations: [], gaps: answer.gaps });
  expect(answer.bound).toBeLessThanOrEqual(answer.gaps);
});

test('an answer with many thousand meetings arrives complete through a pipe', () => {
  const instance = generateInstance(scaled(SHAPES.sessions, 10), 1);
  const { status, stdout } = timetable(written(JSON.stringify(instance)), '--seconds', '1');
  expect(status).toBe(0);
  expect(stdout.length).toBeGreaterThan(100_000);
  expect(checkTimetable(instance, JSON.parse(stdout)).violations).toEqual([]);
});

test('a byte order mark before the object is ignored', () => {
  const { status } = timetable(written(`\uFEFF${JSON.stringify(SMALL)}`), '--seconds', '1');
  expect(status).toBe(0);
});

test('a reader that stops early is no fault', () => {
  const file = written(JSON.stringify(generateInstance(scaled(SHAPES.sessions, 10), 1)));
  const { stdout, stderr } = piped(`| head -c 10; echo " \${PIPESTATUS[0]}"`, file, '--seconds', '1');
  expect(stdout).toBe('{"assignme 0\n');
  expect(stderr).toBe('');
});

test.each([
  ['{', 'is not JSON'],
  ['{"a": {"b": 1, "b": 2}}', 'a.b: stands twice'],
  ['[]', 'must be one JSON object with slots, tables, participants and meetings'],
  [
    `{"slots":[],"tables":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    'tables: is a list; it must be a whole number from 0 to',
  ],
  [JSON.stringify({ ...SMALL, tables: -1 }), 'tables: is -1; it must be a whole number from 0 to'],
  [
    JSON.stringify({ ...SMALL, meetings: [{ id: 'm', a: 'p1', b: 'nobody' }] }),
    'meetings[0].b: is "nobody"; it must be the id of one of the participants',
  ],
])('a file that is no instance is refused with what would be right: %.30s', (content, complaint) => {
  const { status, stdout, stderr } = timetable(written(content));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});
