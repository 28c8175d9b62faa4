import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { IntroductionHeld, MatchAccepted, MatchDeclined } from '@naru/contracts/matching/v1/events';
import type { Match } from '@naru/contracts/matching/v1/match';
import { eventually } from '@naru/testing/eventually';
import { BSON } from 'mongodb';
import { DAY, type Ground, matchOf, slots, startGround } from '../../fixture/meetings.ts';

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

test('accepted introductions become meetings; other matches do not, and other centres do not see the timetable', async () => {
  const timetable = await ground.planned('a');
  expect(timetable).toMatchObject({ state: 'DRAFT', centreId: 'KR-27', timeZone: 'Asia/Seoul' });
  expect(timetable.meetings).toHaveLength(4);
  expect(timetable.meetings[0]).toMatchObject({ place: undefined, reason: { code: 'not_solved' } });
  await expect(ground.other.getTimetable({ id: timetable.id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(ground.other.planTimetable({ eventId: timetable.eventId, slots, tables: 2 })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(ground.officer.planTimetable({ eventId: timetable.eventId, slots, tables: 2 })).rejects.toMatchObject({
    code: 'timetable.exists',
  });
  expect((await ground.other.listTimetables({ eventId: timetable.eventId })).timetables).toEqual([]);
  expect((await ground.officer.listTimetables({ eventId: timetable.eventId })).timetables).toMatchObject([
    { id: timetable.id, figures: { meetings: 4, placed: 0 } },
  ]);
  const early = { ...slots[0], id: 's0', startsAt: new Date(0), endsAt: new Date(1) };
  await expect(
    ground.officer.planTimetable({ eventId: await ground.planEvent(), slots: [early], tables: 1 }),
  ).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('slots[0].startsAt'),
  });
});

test('a meeting that is no longer wanted leaves the draft, however often the event is delivered', async () => {
  const { id, matches } = await ground.planned('b');
  const [first, second] = matches as [Match, Match];
  const declined = matchOf(first.ventureId, first.investorId, { state: 'DECLINED' });
  const event = await ground.say(MatchDeclined, declined);
  await ground.say(MatchDeclined, declined, { id: event });
  const held = { id: second.introduction?.id ?? '', state: 'HELD' as const };
  await ground.say(IntroductionHeld, matchOf(second.ventureId, second.investorId, { introduction: held }));
  const left = await eventually(async () => {
    const { meetings, etag } = await ground.officer.getTimetable({ id });
    return meetings.length === 2 && { meetings, etag };
  });
  expect(left.etag).toBe('3');
  // An old event that arrives late adds no meeting again.
  await ground.say(MatchAccepted, first, { version: 1 });
  const revised = await ground.officer.amendTimetable({ id, takeIntroductions: true });
  expect(revised.meetings.map((one) => one.introductionId)).not.toContain(first.introduction?.id);
});

test('an ended match takes its meeting out of the draft, once, even where the process that stored it crashed', async () => {
  const { id, matches } = await ground.planned('x');
  const [first] = matches as [Match];
  const declined = matchOf(first.ventureId, first.investorId, { state: 'DECLINED' });
  const version = 100_000;
  const stored = { $set: { version, wanted: false, over: true } };
  await ground.collection('introductions').updateOne({ _id: declined.id as never }, stored);
  const event = await ground.say(MatchDeclined, declined, { version });
  const left = await eventually(async () => {
    const now = await ground.officer.getTimetable({ id });
    return now.meetings.length === 3 && now;
  });
  expect(left.meetings.map((one) => one.introductionId)).not.toContain(first.introduction?.id);
  await ground.say(MatchDeclined, declined, { version, id: event });
  await ground.heard();
  expect((await ground.officer.getTimetable({ id })).etag).toBe(left.etag);
});

test('an infeasible wish is answered with a smallest infeasible subset', async () => {
  const { id, ids } = await ground.planned('d');
  const [venture = ''] = ids;
  const busy = { partyId: venture, unavailableSlotIds: ['s1', 's2', 's3', 's4'], minimum: 1 };
  const state = await ground.officer.amendTimetable({
    id,
    participants: [busy, { partyId: ids[1] ?? '', minimum: 3 }],
  });
  const own = state.meetings.filter(({ firstPartyId }) => firstPartyId === venture);
  expect(own.map(({ reason }) => reason?.code)).toEqual(['no_common_slot', 'no_common_slot']);
  const short = state.participants.filter((one) => one.short).map((one) => [one.party?.partyId, one.short?.code]);
  expect(short).toEqual([
    [venture, 'few_slots'],
    [ids[1], 'few_meetings'],
  ]);
  await expect(
    ground.officer.amendTimetable({ id, participants: [{ partyId: venture, minimum: 5, maximum: 1 }] }),
  ).rejects.toMatchObject({ kind: 'invalid' });
});

test('a reason names a party by its name while it is shared, and by its id otherwise', async () => {
  const { id, ids } = await ground.planned('n');
  const [venture = '', neighbour = '', investor = ''] = ids;
  const shared = {
    centreId: 'KR-41',
    version: 1,
    everShared: true,
    profile: { name: { ko: '라온링크', en: 'Raonlink' } },
  };
  const kept = (collection: string, id: string, copy: object) =>
    ground.collection(collection).replaceOne({ _id: id as never }, copy, { upsert: true });
  await kept('ventures', venture, shared);
  await kept('ventures', neighbour, { centreId: 'KR-41', version: 2, everShared: true });
  const fund = { version: 1, name: { ko: '한빛벤처스', en: '' } };
  await kept('investor_names', investor, fund);
  const away = ids.map((partyId) => ({ partyId, unavailableSlotIds: partyId === investor ? ['s2'] : ['s1'] }));
  const { meetings } = await ground.officer.amendTimetable({ id, participants: away });
  const obstacles = async (firstPartyId: string) => {
    const meeting = meetings.find((one) => one.firstPartyId === firstPartyId && one.secondPartyId === investor);
    const { slots: views } = await ground.officer.explainMeeting({ id, meetingId: meeting?.id ?? '' });
    return views.flatMap((one) => one.obstacles.map(({ text }) => [one.slotId, text?.ko, text?.en]));
  };
  expect(await obstacles(venture)).toEqual([
    ['s1', '라온링크가 참석할 수 없습니다', 'Raonlink cannot come'],
    ['s2', '한빛벤처스가 참석할 수 없습니다', '한빛벤처스 cannot come'],
  ]);
  expect(await obstacles(neighbour)).toContainEqual(['s1', expect.any(String), `${neighbour} cannot come`]);
});

test('of two concurrent officers the one with the old edition is refused', async () => {
  const { id, etag, meetings } = await ground.planned('e');
  const edits = [0, 1].map((i) =>
    ground.officer.lockMeeting({ id, meetingId: meetings[i]?.id ?? '', slotId: 's1', etag }),
  );
  const outcomes = await Promise.allSettled(edits);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = outcomes.filter((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ kind: 'conflict', code: 'etag.stale' });
  expect((await ground.officer.getTimetable({ id })).meetings.filter(({ lock }) => lock)).toHaveLength(1);
});

test('parties see their own schedule once it is published, and only the parties of changed meetings are told of a repair', async () => {
  const timetable = await ground.planned('h');
  const { id, eventId, ids } = timetable;
  const [venture = '', neighbour = ''] = ids;
  const member = ground.as({ role: 'venture_member', org: venture });
  await ground.solve(id);
  await expect(member.getPartySchedule({ eventId, partyId: venture })).rejects.toMatchObject({
    code: 'schedule.not_found',
  });
  const { etag } = await ground.officer.publishTimetable({ id });
  const { meetings } = await eventually(async () => {
    const found = await member.getPartySchedule({ eventId, partyId: venture }).catch(() => null);
    return found?.meetings.length === 2 && found;
  });
  expect(meetings.every(({ state, firstPartyId }) => state === 'SCHEDULED' && firstPartyId === venture)).toBe(true);
  await expect(member.getPartySchedule({ eventId, partyId: neighbour })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(ground.officer.amendTimetable({ id, tables: 3 })).rejects.toMatchObject({
    code: 'timetable.published',
  });
  await ground.settled(id);

  const asked = { id, incident: { $case: 'noShowPartyId' as const, value: venture } };
  const dry = await ground.officer.repairTimetable({ ...asked, dryRun: true, etag });
  expect(dry).toMatchObject({
    proven: true,
    changes: [{ after: undefined, reason: { code: 'absent' } }, { after: undefined }],
  });
  expect((await ground.officer.getTimetable({ id })).etag).toBe(dry.timetable?.etag);
  await expect(ground.officer.repairTimetable({ ...asked, etag: '1' })).rejects.toMatchObject({ code: 'etag.stale' });
  const repaired = await ground.officer.repairTimetable({ ...asked, etag: dry.timetable?.etag ?? '' });
  expect(repaired.changes).toEqual(dry.changes);
  await ground.settled(id);
  const all = timetable.meetings.map((one) => one.id);
  const expected = timetable.meetings.map((one) => [
    one.id,
    one.firstPartyId === venture ? ['scheduled', 'cancelled'] : ['scheduled'],
  ]);
  expect(await newsOf(all, 6)).toEqual(Object.fromEntries(expected));
  // The timer and the same repair may run again, and no party is told twice.
  await ground.officer.repairTimetable(asked);
  const again = await member.getPartySchedule({ eventId, partyId: venture });
  expect(again.meetings.map(({ state, etag }) => [state, etag])).toEqual([
    ['CANCELLED', '2'],
    ['CANCELLED', '2'],
  ]);
});

test('one answer says why a meeting has its slot, and why it does not have each other slot', async () => {
  const { id } = await ground.published('i');
  const [meeting] = (await ground.officer.getTimetable({ id })).meetings;
  const answer = await ground.officer.explainMeeting({ id, meetingId: meeting?.id ?? '' });
  expect(answer.slots.map(({ slotId }) => slotId)).toEqual(['s1', 's2', 's3', 's4']);
  expect(answer.slots.filter(({ here }) => here)).toMatchObject([{ slotId: meeting?.place?.slotId, possible: true }]);
  for (const reason of [answer.slot, answer.table, ...answer.slots.flatMap(({ obstacles }) => obstacles)])
    expect(reason?.text?.ko && reason.text.en).toBeTruthy();
  expect(answer.slots.filter((one) => !one.possible).every(({ obstacles }) => obstacles.length > 0)).toBe(true);
  await expect(ground.other.explainMeeting({ id, meetingId: meeting?.id ?? '' })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await expect(ground.officer.explainMeeting({ id, meetingId: 'mtg_x' })).rejects.toMatchObject({
    code: 'meeting.not_found',
  });
});

test('a timetable whose event moved to another day needs new slots before it is published', async () => {
  const { id, eventId } = await ground.planned('k');
  await ground.solve(id);
  await ground.program.updateEvent({
    id: eventId,
    event: { startDate: { ...DAY, day: DAY.day + 1 } },
    updateMask: ['start_date'],
  });
  await expect(ground.officer.publishTimetable({ id })).rejects.toMatchObject({
    code: 'timetable.outside_event',
    message: expect.stringContaining('slot s1 is on 12 May 2199 (Asia/Seoul)'),
  });
  const dayMs = 24 * 3_600_000;
  const later = (at: Date | undefined) => new Date((at?.getTime() ?? 0) + dayMs);
  const moved = slots.map((one) => ({ ...one, startsAt: later(one.startsAt), endsAt: later(one.endsAt) }));
  await ground.officer.amendTimetable({ id, slots: moved });
  expect(await ground.officer.publishTimetable({ id })).toMatchObject({ state: 'PUBLISHED' });
});

test('a cancelled event cancels its meetings', async () => {
  const { id, eventId, ids } = await ground.published('j');
  await ground.program.cancelEvent({ id: eventId, reason: '행사 취소' });
  const schedule = await eventually(async () => {
    const { meetings } = await ground.as({ role: 'investor_member', org: ids[2] ?? '' }).getPartySchedule({
      eventId,
      partyId: ids[2] ?? '',
    });
    return meetings.every(({ state }) => state === 'CANCELLED') && meetings;
  });
  expect(schedule[0]?.cancelReason?.ko).toBe('투자 상담회 행사가 취소되었습니다');
  await expect(ground.officer.repairTimetable({ id })).rejects.toMatchObject({ code: 'timetable.closed' });
});

test('documents of the first released shape are still read', async () => {
  const fixture = (path: string) => BSON.EJSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const timetable = fixture('fixture/timetable.schema-1.json');
  const meeting = fixture('../meeting/fixture/meeting.schema-1.json');
  await ground.collection('timetable').insertOne(timetable);
  await ground.collection('meeting').insertOne(meeting);
  expect(await ground.officer.getTimetable({ id: timetable._id })).toMatchObject({
    etag: String(timetable.state.edition),
    figures: { placed: 1 },
  });
  const partyId = meeting.state.firstPartyId;
  const { meetings } = await ground.as({ role: 'venture_member', org: partyId }).getPartySchedule({
    eventId: meeting.state.eventId,
    partyId,
  });
  expect(meetings).toMatchObject([{ id: meeting._id, table: meeting.state.table }]);
});
