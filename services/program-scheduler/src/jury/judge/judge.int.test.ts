import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Ground, type Judging, startGround } from '../../fixture/jury.ts';

let ground: Ground;
let admin: Judging;

beforeAll(async () => {
  ground = await startGround();
  admin = ground.admin;
});

afterAll(() => ground?.stop());

test('only the secretariat and the judge see the record of a judge, and no event contains personal data', async () => {
  const { id, client } = await ground.newJudge({ gender: 'FEMALE', holdings: ['ven_7'] });
  const other = await ground.newJudge();
  expect((await client.getJudge({ id })).gender).toBe('FEMALE');
  await expect(other.client.getJudge({ id })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await other.client.listJudges({})).judges.map((judge) => judge.id)).toEqual([other.id]);
  await expect(ground.as('centre_officer', 'officer', { centre: 'KR-41' }).getJudge({ id })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  const kept = await eventually(async () => {
    const events = await ground.stack.database('program').collection('events').find({ aggregate: id }).toArray();
    return events.length > 0 && events;
  });
  for (const { data } of kept) expect(Buffer.from(data.buffer).toString()).not.toContain('ven_7');
  await expect(admin.registerJudge({ subject: other.subject })).rejects.toMatchObject({ code: 'judge.exists' });
});
