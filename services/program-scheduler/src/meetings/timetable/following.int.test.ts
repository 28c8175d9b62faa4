/** A published timetable follows its event and its parties. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { VentureConsentWithdrawn } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { publisher } from '@naru/testing/publisher';
import { DAY, type Ground, startGround } from '../../fixture/meetings.ts';

jest.setTimeout(120_000);

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.stop());

/** The published events of meetings, by meeting, once there are as many as expected. */
async function newsOf(meetingIds: string[], count: number): Promise<Record<string, string[]>> {
  const filter = { type: /program\.meeting/, aggregate: { $in: meetingIds } };
  const found = await eventually(async () => {
    const kept = await ground.collection('events').find(filter).sort({ version: 1 }).toArray();
    return kept.length >= count && kept;
  });
  const ofMeeting = (id: string) => found.filter(({ aggregate }) => aggregate === id);
  return Object.fromEntries(meetingIds.map((id) => [id, ofMeeting(id).map(({ type }) => type.split('.')[3])]));
}

test('an event that moves to another day moves its published meetings by as many days, and its parties are told; its zone stays', async () => {
  const { id, eventId, ids } = await ground.published('mv');
  const [venture = ''] = ids;
  const member = ground.as({ role: 'venture_member', org: venture });
  const own = async () => (await member.getPartySchedule({ eventId, partyId: venture })).meetings;
  const before = await own();
  const zone = { event: { timeZone: 'Asia/Tokyo' }, updateMask: ['time_zone'] };
  await expect(ground.program.updateEvent({ id: eventId, ...zone })).rejects.toMatchObject({
    code: 'event.zone_fixed',
    message: expect.stringContaining('cancel the event, plan a new one in the right zone'),
  });
  const month = { event: { startDate: { ...DAY, day: 0 } }, updateMask: ['start_date'] };
  await expect(ground.program.updateEvent({ id: eventId, ...month })).rejects.toMatchObject({
    ...{ code: 'event.day_needed', faults: [{ path: 'startDate' }] },
  });
  const startDate = { ...DAY, day: DAY.day + 3 };
  await ground.program.updateEvent({ id: eventId, event: { startDate }, updateMask: ['start_date'] });
  const moved = await eventually(async () => {
    const now = await own();
    return now.every(({ etag }) => etag === '2') && now;
  });
  const startsOf = (meetings: typeof before) => meetings.map(({ startsAt }) => startsAt?.getTime() ?? 0);
  expect(startsOf(moved)).toEqual(startsOf(before).map((at) => at + 3 * 24 * 3_600_000));
  expect(
    Object.values(
      await newsOf(
        before.map((one) => one.id),
        4,
      ),
    ),
  ).toEqual([
    ['scheduled', 'moved'],
    ['scheduled', 'moved'],
  ]);
  // Back again: also on its way back each meeting moves by as many days.
  await ground.program.updateEvent({ id: eventId, event: { startDate: DAY }, updateMask: ['start_date'] });
  await eventually(async () => (await own()).every(({ etag }) => etag === '3'));
  expect(startsOf(await own())).toEqual(startsOf(before));
  await ground.settled(id);
});

test('the meetings of a venture that is no longer shared fall, the others stay; its centre sees its schedule', async () => {
  const { id, eventId, ids } = await ground.published('gone');
  const [venture = '', stays = '', investor = ''] = ids;
  const registry = await publisher(ground.stack, 'registry');
  const news = { ventureId: venture, centreId: 'KR-41', state: 'VERIFIED' as const };
  await registry.say({ codec: VentureConsentWithdrawn, message: news, aggregate: venture, version: 9 });
  const fallen = await eventually(async () => {
    const { meetings } = await ground.other
      .getPartySchedule({ eventId, partyId: venture })
      .catch(() => ({ meetings: [] }));
    return meetings.length > 0 && meetings.every(({ state }) => state === 'CANCELLED') && meetings;
  });
  expect(fallen.map(({ cancelReason }) => cancelReason?.ko)).toEqual(
    fallen.map(() => '한쪽이 투자 상담회에 참석하지 못합니다'),
  );
  const kept = await ground
    .as({ role: 'investor_member', org: investor })
    .getPartySchedule({ eventId, partyId: investor });
  expect(kept.meetings.map(({ firstPartyId, state }) => [firstPartyId, state]).sort()).toEqual([
    [venture, 'CANCELLED'],
    [stays, 'SCHEDULED'],
  ]);
  await ground.settled(id);
  const again = await ground.officer.repairTimetable({ id });
  expect(again.changes).toEqual([]);
  await registry.stop();
});

test('two parties have one meeting, whichever of them is named first, unless the first was cancelled', async () => {
  const { id, ids, meetings } = await ground.planned('two');
  const [firstPartyId = '', , secondPartyId = ''] = ids;
  const pair = meetings.find((one) => one.firstPartyId === firstPartyId && one.secondPartyId === secondPartyId);
  for (const asked of [
    { firstPartyId, secondPartyId },
    { firstPartyId: secondPartyId, secondPartyId: firstPartyId },
  ])
    await expect(ground.officer.addMeeting({ id, ...asked })).rejects.toMatchObject({
      code: 'timetable.pair_meets',
      params: { meetingId: pair?.id },
    });
  await ground.officer.removeMeeting({ id, meetingId: pair?.id ?? '' });
  const added = await ground.officer.addMeeting({ id, firstPartyId, secondPartyId });
  expect(added.meetings).toHaveLength(4);
  const taken = await ground.officer.amendTimetable({ id, takeIntroductions: true });
  expect(taken.meetings).toHaveLength(4);
});
