import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '../../fixture/meetings.ts';

jest.setTimeout(120_000);

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.stop());

test('solving stores a first timetable and then better ones, and reports its progress', async () => {
  const { id } = await ground.planned('c', [6, 4]);
  await ground.officer.amendTimetable({ id, tables: 4 });
  const { id: operation } = await ground.officer.solveTimetable({ id, seconds: 60 });
  const seen: Record<string, string>[] = [];
  for await (const { result } of ground.ops.watchOperation({ service: 'program', id: operation })) seen.push(result);
  expect(seen.at(-1)).toMatchObject({ unplaced: '8', proven: 'true' });
  const { figures, meetings } = await ground.officer.getTimetable({ id });
  expect(figures).toMatchObject({ meetings: 24, placed: 16, unplaced: 8, proven: true });
  for (const { reason, place } of meetings) if (!place) expect(reason?.text?.ko && reason.text.en).toBeTruthy();
});

test('a repeated request to solve gets its operation, even after the timetable has changed', async () => {
  const { id } = await ground.planned('rep', [3, 2]);
  const { etag } = await ground.officer.getTimetable({ id });
  const asked = { id, etag, seconds: 1, requestId: 'solve-it-once' };
  const first = await ground.officer.solveTimetable(asked);
  await eventually(async () => (await ground.operationOf(first.id)).state === 'SUCCEEDED');
  expect((await ground.officer.getTimetable({ id })).etag).not.toBe(etag);
  expect((await ground.officer.solveTimetable(asked)).id).toBe(first.id);
});

/**
 * A search that only a stop can end: more meetings are wanted than the tables can hold, and no count can prove that.
 */
async function endless(name: string) {
  const { id, ids } = await ground.planned(name, [7, 5]);
  await ground.officer.amendTimetable({
    id,
    participants: ids.slice(0, 7).map((partyId) => ({ partyId, minimum: 4 })),
  });
  const { id: operation } = await ground.officer.solveTimetable({ id, seconds: 600 });
  await eventually(async () => ((await ground.officer.getTimetable({ id })).figures?.placed ?? 0) > 0);
  return { id, ids, operation };
}

test('solving never overwrites an edit made in the meantime', async () => {
  const { id, ids, operation } = await endless('f');
  const edited = await ground.officer.addMeeting({
    id,
    firstPartyId: ids[0] ?? '',
    secondPartyId: ids[1] ?? '',
    priority: 9,
  });
  await ground.ops.cancelOperation({ service: 'program', id: operation });
  const ended = await eventually(async () => {
    const one = await ground.operationOf(operation);
    return one.state !== 'RUNNING' && one;
  });
  expect(['CANCELLED', 'FAILED']).toContain(ended.state);
  const after = await ground.officer.getTimetable({ id });
  expect([after.etag, after.meetings]).toEqual([edited.etag, edited.meetings]);
  // The count of inputs refuses the result of an older search. Its time does not.
  const { id: late } = await ground.officer.solveTimetable({ id, seconds: 1 });
  await ground.collection('operations').updateOne({ _id: operation as never }, RUN_AGAIN);
  const failed = await eventually(async () => {
    const one = await ground.operationOf(operation);
    return one.state === 'FAILED' && one;
  });
  expect(failed.errorCode).toBe('timetable.changed');
  await eventually(async () => (await ground.operationOf(late)).state === 'SUCCEEDED');
});

/** The state that a replica finds when it continues the work of a crashed one. */
const RUN_AGAIN = { $set: { state: 'RUNNING', lease: 0, cancel: false } };

test('a cancelled search keeps its best result', async () => {
  const { id, operation } = await endless('g');
  await ground.ops.cancelOperation({ service: 'program', id: operation });
  await eventually(async () => (await ground.operationOf(operation)).state === 'CANCELLED');
  const { figures } = await ground.officer.getTimetable({ id });
  expect(figures).toMatchObject({ placed: 8, unplaced: 27 });
  expect((await ground.operationOf(operation)).result).toMatchObject({ unplaced: '27', gaps: String(figures?.gaps) });
});

test('after a crash the search starts again, and finding the same result changes nothing', async () => {
  const { id } = await ground.planned('k');
  const { id: operation } = await ground.officer.solveTimetable({ id, seconds: 2 });
  const finished = async () => (await ground.operationOf(operation)).state === 'SUCCEEDED';
  await eventually(finished);
  const before = await ground.officer.getTimetable({ id });
  await ground.collection('operations').updateOne({ _id: operation as never }, RUN_AGAIN);
  await eventually(finished);
  expect(await ground.officer.getTimetable({ id })).toEqual(before);
});
