import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, type Client, DAEGU, FAR, type Ground, resident, startGround, team } from '../../fixture/incubation.ts';

let ground: Ground;
let daegu: Client;
let mentor: Client;
let mentorId: string;
let residencyId: string;

const details = {
  heldOn: { year: 2015, month: 2, day: 3 },
  durationMinutes: 45,
  topics: ['MARKETING' as const],
  attendeeIds: ['sub-1'],
  notes: { ko: '비공개 메모' },
};

beforeAll(async () => {
  ground = await startGround();
  daegu = ground.as(DAEGU);
  mentor = ground.as({ role: 'mentor' }, 'sub-mentor');
  const registered = { centreId: 'KR-27', subject: 'sub-mentor', name: { ko: '데모 멘토' } };
  mentorId = (await daegu.registerMentor(registered)).id;
  await expect(daegu.registerMentor(registered)).rejects.toMatchObject({ kind: 'exists', code: 'mentor.exists' });
  residencyId = await resident(daegu, await ground.cohort(3), 'ven_1');
});
afterAll(() => ground?.stop());

test('the mentor, the team and the centre read the notes; the secretariat reads everything else', async () => {
  const { id } = await mentor.recordMentoring({ mentorId, residencyId, details });
  const notes = { ko: '비공개 메모', en: '' };
  for (const client of [mentor, daegu, ground.as(team('ven_1'))]) {
    expect(await client.getMentoringSession({ id })).toMatchObject({ durationMinutes: 45, notes });
    expect((await client.listMentoringSessions({})).sessions).toMatchObject([{ id, notes }]);
  }
  const admin = ground.as(ADMIN);
  expect((await admin.getMentoringSession({ id })).notes).toBeUndefined();
  expect((await admin.listMentoringSessions({})).sessions.map((one) => one.notes)).toEqual([undefined]);
  for (const client of [ground.as(FAR), ground.as(team('ven_2')), ground.as({ role: 'mentor' }, 'sub-other')]) {
    await expect(client.getMentoringSession({ id })).rejects.toMatchObject({ kind: 'not_found' });
    expect((await client.listMentoringSessions({})).sessions).toEqual([]);
  }
});

test('a record is corrected by its mentor; a stale etag is refused', async () => {
  const { id, etag } = await mentor.recordMentoring({ mentorId, residencyId, details });
  const corrected = await mentor.updateMentoringSession({
    id,
    session: { durationMinutes: 60 },
    updateMask: ['duration_minutes'],
    etag,
  });
  expect(corrected).toMatchObject({ durationMinutes: 60, mentorId });
  await expect(
    daegu.updateMentoringSession({ id, session: details, updateMask: ['topics'], etag }),
  ).rejects.toMatchObject({ code: 'etag.stale' });
  const future = { ...details, heldOn: { year: 2199, month: 1, day: 1 } };
  await expect(mentor.updateMentoringSession({ id, session: future, updateMask: ['held_on'] })).rejects.toMatchObject({
    faults: [{ path: 'details.heldOn', rule: 'date.past' }],
  });
});

test('refuses a record for another mentor, by a retired mentor, and of a team that was not admitted', async () => {
  const other = ground.as({ role: 'mentor' }, 'sub-other');
  await expect(other.recordMentoring({ mentorId, residencyId, details })).rejects.toMatchObject({ kind: 'forbidden' });
  const applied = await daegu.applyForResidency({ cohortId: await ground.cohort(1), ventureId: 'ven_2' });
  await expect(mentor.recordMentoring({ mentorId, residencyId: applied.id, details })).rejects.toMatchObject({
    code: 'mentoring.not_admitted',
  });
  await mentor.retireMentor({ id: mentorId });
  await expect(mentor.recordMentoring({ mentorId, residencyId, details })).rejects.toMatchObject({
    code: 'mentoring.mentor_retired',
  });
  await daegu.reinstateMentor({ id: mentorId });
});

test('events contain no name and no notes', async () => {
  await daegu.updateMentor({
    id: mentorId,
    mentor: { name: { ko: '바뀐 이름' }, topics: ['LAW'] },
    updateMask: ['name', 'topics'],
  });
  const kept = await ground.stack.database('program').collection('events').find({}).toArray();
  const bytes = kept.map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer).toString('utf8')).join();
  for (const secret of ['비공개 메모', '데모 멘토', '바뀐 이름']) expect(bytes).not.toContain(secret);
});

test('documents of the first released shape are still read', async () => {
  const [first, second] = [
    await ground.stored('mentor', 'incubation/mentor'),
    await ground.stored('mentoring', 'incubation/mentoring'),
  ];
  expect(await daegu.getMentor({ id: first })).toMatchObject({ subject: 'sub-mentor-1', state: 'RETIRED' });
  expect(await daegu.getMentoringSession({ id: second })).toMatchObject({ durationMinutes: 45, etag: '2' });
});

test('a mentor finds the residencies of the admitted teams of their centres, and nobody else who mentors does', async () => {
  const applied = await ground
    .as(team('ven_8'))
    .applyForResidency({ cohortId: await ground.cohort(3), ventureId: 'ven_8' });
  const { residencies } = await mentor.listResidencies({});
  expect(residencies.map(({ id }) => id)).toContain(residencyId);
  expect(residencies.map(({ id }) => id)).not.toContain(applied.id);
  const [found] = residencies.filter(({ id }) => id === residencyId);
  expect(found).toMatchObject({ ventureId: 'ven_1', centreId: 'KR-27', state: 'RESIDENT' });
  expect(await mentor.getResidency({ id: residencyId })).toMatchObject({ etag: found?.etag });
  await expect(mentor.getResidency({ id: applied.id })).rejects.toMatchObject({ kind: 'not_found' });
  const stranger = ground.as({ role: 'mentor' }, 'sub-stranger');
  expect((await stranger.listResidencies({})).residencies).toEqual([]);
  await expect(stranger.getResidency({ id: residencyId })).rejects.toMatchObject({ kind: 'not_found' });
});
