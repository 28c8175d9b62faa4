import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
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

let ground: Ground;
let daegu: Client;

beforeAll(async () => {
  ground = await startGround();
  daegu = ground.as(DAEGU);
});
afterAll(() => ground?.stop());

test('a team applies, is admitted, and graduates: each step publishes one event', async () => {
  const cohortId = await ground.cohort(3);
  const member = ground.as(team('ven_1'));
  const { id, state, centreId } = await member.applyForResidency({ cohortId, ventureId: 'ven_1' });
  expect([state, centreId]).toEqual(['APPLIED', 'KR-27']);
  await expect(member.admitTeam({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  const admitted = await daegu.admitTeam({ id, startedOn: { year: 2015, month: 1, day: 2 } });
  expect(admitted).toMatchObject({ state: 'RESIDENT', seat: 1 });
  expect(await daegu.admitTeam({ id })).toEqual(admitted);
  await expect(daegu.graduateTeam({ id, etag: '1' })).rejects.toMatchObject({ code: 'etag.stale' });
  expect(await daegu.graduateTeam({ id, etag: '2' })).toMatchObject({ state: 'GRADUATED', seat: 1 });
  const types = await eventually(async () => {
    const kept = await ground.stack.database('program').collection('events').find({ aggregate: id }).toArray();
    return kept.length === 3 && kept.map(({ type }) => type).sort();
  });
  expect(types).toEqual(['applied', 'graduated', 'started'].map((past) => `naru.program.residency.${past}.v1`));
});

test('concurrent admissions give a cohort as many teams as it has seats', async () => {
  const cohortId = await ground.cohort(3);
  const ids = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const applied = await daegu.applyForResidency({ cohortId, ventureId: `ven_${index + 1}` });
      return applied.id;
    }),
  );
  const { won, refused } = await outcomes(ids.map((id) => daegu.admitTeam({ id })));
  expect(won).toBe(3);
  expect(refused).toEqual(Array(9).fill('cohort.full'));
  const { residencies } = await daegu.listResidencies({ cohortId, state: 'RESIDENT' });
  expect(residencies.map(({ seat }) => seat).sort()).toEqual([1, 2, 3]);
  expect((await daegu.getCohort({ id: cohortId })).teams).toEqual({
    value: 3,
    counted: 3,
    reported: false,
    approx: false,
  });
});

test('of two concurrent admissions one gets the last seat', async () => {
  for (let run = 0; run < 5; run += 1) {
    const cohortId = await ground.cohort(1);
    const [a, b] = await Promise.all([
      daegu.applyForResidency({ cohortId, ventureId: 'ven_1' }),
      daegu.applyForResidency({ cohortId, ventureId: 'ven_2' }),
    ]);
    const asked = [daegu.admitTeam({ id: a.id }), daegu.admitTeam({ id: b.id })];
    expect(await outcomes(asked)).toEqual({ won: 1, refused: ['cohort.full'] });
  }
});

test('a team that leaves frees its seat; a graduate keeps it; added seats take more teams', async () => {
  const cohortId = await ground.cohort(1);
  const first = await resident(daegu, cohortId, 'ven_1');
  const next = await daegu.applyForResidency({ cohortId, ventureId: 'ven_2' });
  await expect(daegu.admitTeam({ id: next.id })).rejects.toMatchObject({ kind: 'rule', code: 'cohort.full' });
  await ground.as(team('ven_1')).leaveCohort({ id: first, reason: 'BY_TEAM' });
  expect(await daegu.admitTeam({ id: next.id })).toMatchObject({ seat: 1 });
  await daegu.graduateTeam({ id: next.id });
  const third = await daegu.applyForResidency({ cohortId, ventureId: 'ven_3' });
  await expect(daegu.admitTeam({ id: third.id })).rejects.toMatchObject({ code: 'cohort.full' });
  const updateSeats = (seats: number) =>
    daegu.updateCohort({ id: cohortId, cohort: { details: { seats } }, updateMask: ['details.seats'] });
  await updateSeats(2);
  expect(await daegu.admitTeam({ id: third.id })).toMatchObject({ seat: 2 });
  await expect(updateSeats(1)).rejects.toMatchObject({
    code: 'cohort.seats_lowered',
  });
});

test('a venture is in a cohort once, and an ended cohort admits no team', async () => {
  const cohortId = await ground.cohort(2);
  const asked = Array.from({ length: 4 }, () => daegu.applyForResidency({ cohortId, ventureId: 'ven_5' }));
  expect(await outcomes(asked)).toEqual({ won: 1, refused: Array(3).fill('residency.exists') });
  await daegu.endCohort({ id: cohortId });
  await expect(daegu.applyForResidency({ cohortId, ventureId: 'ven_6' })).rejects.toMatchObject({
    code: 'residency.cohort_ended',
  });
});

test('only its team, its centre and the secretariat see a residency', async () => {
  const cohortId = await ground.cohort(2);
  const { id } = await daegu.applyForResidency({ cohortId, ventureId: 'ven_7' });
  const seenBy = async (client: Client) => (await client.listResidencies({ cohortId })).residencies.map((r) => r.id);
  for (const client of [daegu, ground.as(team('ven_7')), ground.as(ADMIN)]) expect(await seenBy(client)).toEqual([id]);
  for (const client of [ground.as(FAR), ground.as(team('ven_8'))]) {
    expect(await seenBy(client)).toEqual([]);
    await expect(client.getResidency({ id })).rejects.toMatchObject({ kind: 'not_found' });
  }
  await expect(ground.as(FAR).startCohort({ id: cohortId })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(
    ground
      .as(FAR)
      .createCohort({ programmeId: ground.programmeId, centreId: 'KR-27', details: { name: { ko: 'x' }, seats: 1 } }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
});

test("a centre opens cohorts in its own programmes; in another's, also at its own place, only the secretariat does", async () => {
  const at = (centreId: string) => ({
    programmeId: ground.programmeId,
    centreId,
    details: { name: { ko: '남의 사업' }, seats: 1 },
  });
  await expect(ground.as(FAR).createCohort(at(FAR.centre ?? ''))).rejects.toMatchObject({
    kind: 'forbidden',
    code: 'access.scope',
  });
  expect(await ground.as(ADMIN).createCohort(at(FAR.centre ?? ''))).toMatchObject({ centreId: FAR.centre });
  expect(await daegu.createCohort(at('KR-27'))).toMatchObject({ centreId: 'KR-27' });
});

test('the subject of a mentor is shown to the secretariat, the centre and the mentor, and to nobody else', async () => {
  const subject = 'sub-of-a-mentor';
  const { id } = await daegu.registerMentor({ centreId: 'KR-27', subject, name: { ko: '멘토' } });
  const seenBy = async (client: Client) => {
    const listed = (await client.listMentors({ centreId: 'KR-27', pageSize: 200 })).mentors.find(
      (one) => one.id === id,
    );
    return [(await client.getMentor({ id })).subject, listed?.subject];
  };
  for (const client of [daegu, ground.as(ADMIN), ground.as({ role: 'mentor' }, subject)])
    expect(await seenBy(client)).toEqual([subject, subject]);
  for (const grant of [FAR, team('ven_7'), { role: 'mentor' }, { role: 'analyst' }, { role: 'partner_system' }])
    expect(await seenBy(ground.as(grant))).toEqual(['', '']);
});

test('documents of the first released shape are still read', async () => {
  const [cohort, residency] = [
    await ground.stored('cohort', 'incubation/cohort'),
    await ground.stored('residency', 'incubation/residency'),
  ];
  expect(await daegu.getCohort({ id: cohort })).toMatchObject({
    details: { seats: 18, durationMonths: 6 },
    teams: { value: 18, counted: 1, reported: true },
    acceptance: { teams: 18, applicants: 3720, percent: 0.48, source: 'PAGE' },
    state: 'RUNNING',
    etag: '2',
  });
  expect(await daegu.getResidency({ id: residency })).toMatchObject({
    state: 'GRADUATED',
    seat: 3,
    etag: '2',
  });
});
