import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import {
  ADMIN,
  type Client,
  DAEGU,
  FAR,
  type Ground,
  outcomes,
  resident,
  startGround,
  team,
} from '../../fixture/incubation.ts';
import { officeHourStore, venturesBookedWith } from './store.ts';

let ground: Ground;
let daegu: Client;
let mentors: string[];

beforeAll(async () => {
  ground = await startGround();
  daegu = ground.as(DAEGU);
  const subjects = ['sub-a', 'sub-b', 'sub-c'];
  mentors = await Promise.all(
    subjects.map(async (subject) => {
      const { id } = await daegu.registerMentor({ centreId: 'KR-27', subject, name: { ko: subject } });
      return id;
    }),
  );
});
afterAll(() => ground?.stop());

const TOMORROW = Math.ceil(Date.now() / 1_800_000 + 48) * 1_800_000;
let used = 0;
/** A half-hour that no other test uses. */
const slot = () => {
  used += 1;
  return new Date(TOMORROW + used * 1_800_000);
};

async function cohortOf(...ventures: string[]): Promise<string> {
  const cohortId = await ground.cohort(20);
  for (const venture of ventures) await resident(daegu, cohortId, venture);
  return cohortId;
}
const offer = (cohortId: string, mentor = 0, startsAt = slot()) =>
  daegu.offerOfficeHour({ mentorId: mentors[mentor] ?? '', cohortId, startsAt });
const ask = (cohortId: string, ventureId: string) =>
  ground.as(team(ventureId)).askForOfficeHour({ cohortId, ventureId });

test('the rotation serves teams fairly, and gives the reason for the order', async () => {
  const cohortId = await cohortOf('ven_1', 'ven_2', 'ven_3');
  await offer(cohortId);
  await ask(cohortId, 'ven_1');
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toMatchObject([{ ventureId: 'ven_1' }]);
  for (const venture of ['ven_1', 'ven_3', 'ven_2']) await ask(cohortId, venture);
  const { places } = await daegu.getRotation({ cohortId });
  expect(places).toMatchObject([
    { ventureId: 'ven_3', sessions: 0, lastAt: undefined },
    { ventureId: 'ven_2', sessions: 0 },
    { ventureId: 'ven_1', sessions: 1, lastAt: expect.any(Date) },
  ]);
  await offer(cohortId);
  await offer(cohortId);
  const { booked, order } = await daegu.allotOfficeHours({ cohortId });
  expect(booked.map(({ ventureId }) => ventureId)).toEqual(['ven_3', 'ven_2']);
  expect(order).toEqual(places);
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toEqual([]);
});

test('concurrent assignments serve no office hour and no request twice', async () => {
  const ventures = Array.from({ length: 8 }, (_, index) => `ven_${index + 1}`);
  const cohortId = await cohortOf(...ventures);
  for (let hour = 0; hour < 5; hour += 1) await offer(cohortId, hour % 3);
  await Promise.all(ventures.map((venture) => ask(cohortId, venture)));
  const answers = await Promise.all(Array.from({ length: 6 }, () => daegu.allotOfficeHours({ cohortId })));
  const booked = answers.flatMap((answer) => answer.booked);
  // Each call tells what it booked itself, not what others booked at the same moment.
  expect([booked.length, new Set(booked.map(({ id }) => id)).size]).toEqual([5, 5]);
  const { officeHours } = await daegu.listOfficeHours({ cohortId });
  const served = officeHours.map(({ ventureId }) => ventureId);
  expect(officeHours.every(({ state }) => state === 'BOOKED')).toBe(true);
  expect(new Set(served).size).toBe(5);
  const { requests } = await daegu.listOfficeHourRequests({ cohortId });
  for (const { ventureId, state, officeHourId } of requests) {
    const hour = officeHours.find((one) => one.ventureId === ventureId);
    expect([state, officeHourId]).toEqual(hour ? ['GRANTED', hour.id] : ['WAITING', '']);
  }
});

test('concurrent requests of a mentor for a half-hour make one office hour', async () => {
  const cohortId = await cohortOf();
  const startsAt = slot();
  const asked = Array.from({ length: 5 }, () => offer(cohortId, 0, startsAt));
  expect(await outcomes(asked)).toEqual({ won: 1, refused: Array(4).fill('office_hour.mentor_taken') });
});

test('a team gets one of two office hours at the same time', async () => {
  const [first, second] = [await cohortOf('ven_9'), await cohortOf('ven_9')];
  const startsAt = slot();
  await offer(first, 0, startsAt);
  await offer(second, 1, startsAt);
  await Promise.all([ask(first, 'ven_9'), ask(second, 'ven_9')]);
  const answers = await Promise.all([first, second].map((cohortId) => daegu.allotOfficeHours({ cohortId })));
  expect(answers.flatMap(({ booked }) => booked)).toHaveLength(1);
});

test('a team whose office hour was cancelled waits again, with the time of its request', async () => {
  const cohortId = await cohortOf('ven_10');
  const { id } = await offer(cohortId);
  const asked = await ask(cohortId, 'ven_10');
  await daegu.allotOfficeHours({ cohortId });
  const mentor = ground.as({ role: 'mentor' }, 'sub-a');
  expect(await mentor.cancelOfficeHour({ id })).toMatchObject({ state: 'CANCELLED', ventureId: 'ven_10' });
  expect((await daegu.listOfficeHourRequests({ cohortId })).requests).toMatchObject([
    { id: asked.id, state: 'WAITING', requestedAt: asked.requestedAt },
  ]);
});

test('a team gives its office hour back, and the next waiting team gets it', async () => {
  const cohortId = await cohortOf('ven_11', 'ven_12');
  const { id } = await offer(cohortId);
  await ask(cohortId, 'ven_11');
  await daegu.allotOfficeHours({ cohortId });
  await ask(cohortId, 'ven_12');
  await expect(ground.as(team('ven_12')).releaseOfficeHour({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await ground.as(team('ven_11')).releaseOfficeHour({ id })).toMatchObject({ state: 'OFFERED' });
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toMatchObject([{ id, ventureId: 'ven_12' }]);
});

test('a team that has left the cohort gets no office hour, and a retired mentor gives none', async () => {
  const cohortId = await ground.cohort(20);
  const leaver = await resident(daegu, cohortId, 'ven_14');
  await resident(daegu, cohortId, 'ven_13');
  await ask(cohortId, 'ven_14');
  await daegu.leaveCohort({ id: leaver, reason: 'BY_TEAM' });
  const subject = 'sub-retiring';
  const { id: mentorId } = await daegu.registerMentor({ centreId: 'KR-27', subject, name: { ko: subject } });
  await daegu.offerOfficeHour({ mentorId, cohortId, startsAt: slot() });
  expect((await daegu.getRotation({ cohortId })).places).toEqual([]);
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toEqual([]);
  await ask(cohortId, 'ven_13');
  await daegu.retireMentor({ id: mentorId });
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toEqual([]);
  await daegu.reinstateMentor({ id: mentorId });
  expect((await daegu.allotOfficeHours({ cohortId })).booked).toMatchObject([{ ventureId: 'ven_13' }]);
  // Judging reports that this mentor may not judge this team.
  const hours = officeHourStore({
    db: ground.stack.database('program'),
    relay: { enqueue: () => {}, ambient: realAmbient },
  } as never);
  expect(await venturesBookedWith(hours, subject)).toEqual(['ven_13']);
});

test('a resident team has one request in a cohort, and outsiders do not see which team has booked', async () => {
  const cohortId = await cohortOf('ven_13');
  await ask(cohortId, 'ven_13');
  await expect(ask(cohortId, 'ven_13')).rejects.toMatchObject({ kind: 'exists', code: 'office_hour_request.waiting' });
  await expect(ask(cohortId, 'ven_14')).rejects.toMatchObject({ code: 'office_hour_request.not_resident' });
  await offer(cohortId);
  await daegu.allotOfficeHours({ cohortId });
  const seenBy = async (client: Client) => (await client.listOfficeHours({ cohortId })).officeHours[0]?.ventureId;
  expect(await seenBy(ground.as(team('ven_13')))).toBe('ven_13');
  expect(await seenBy(ground.as(ADMIN))).toBe('ven_13');
  expect(await seenBy(ground.as(FAR))).toBe('');
});

test('documents of the first released shape are still read', async () => {
  const id = await ground.stored('office_hour', 'incubation/office-hour');
  await ground.stored('office_hour_request', 'incubation/office-hour-request');
  expect(await daegu.getOfficeHour({ id })).toMatchObject({ state: 'BOOKED', etag: '2' });
  const cohortId = 'coh_01h455vb4pex5vsknk084sn02q';
  expect((await daegu.listOfficeHourRequests({ cohortId })).requests).toMatchObject([{ officeHourId: id }]);
});
