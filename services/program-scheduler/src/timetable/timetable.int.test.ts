import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { IntroductionHeld, MatchAccepted, MatchDeclined } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Timetable } from '@naru/contracts/program/v1/timetable';
import { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import { createClient, type TypedClient } from '@naru/kit/client-typed';
import type { Grant } from '@naru/kit/identity';
import type { Codec } from '@naru/kit/outbox';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { programScheduler } from '../service.ts';

type Client = TypedClient<typeof TimetableServiceDefinition> & { close(): void };

jest.setTimeout(120_000);

let stack: Stack;
let matching: Publisher;
let program: TypedClient<typeof ProgramServiceDefinition> & { close(): void };
let ops: TypedClient<typeof OpsServiceDefinition> & { close(): void };
let officer: Client;
let other: Client;
let programmeId: string;
const closing: { close(): void }[] = [];
const as = (grant: Grant): Client => {
  const token = () => stack.tokenOf(`${grant.role} ${grant.centre ?? grant.org}`, grant);
  const client = createClient(TimetableServiceDefinition, stack.addresses.program ?? '', { token });
  closing.push(client);
  return client;
};

beforeAll(async () => {
  stack = await startStack(programScheduler);
  matching = await publisher(stack, 'matching');
  const token = () => stack.token({ role: 'network_admin' });
  program = createClient(ProgramServiceDefinition, stack.addresses.program ?? '', { token });
  ops = createClient(OpsServiceDefinition, stack.addresses.program ?? '', { token });
  officer = as({ role: 'centre_officer', centre: 'KR-27' });
  other = as({ role: 'centre_officer', centre: 'KR-41' });
  const programme = { name: { ko: '상담회' }, ownerId: 'KR-27', kind: 'SUPPORT_PROGRAMME' as const };
  programmeId = (await program.createProgramme(programme)).id;
});
afterAll(async () => {
  for (const client of [program, ops, ...closing]) client?.close();
  await matching?.stop();
  await stack?.stop();
});

const DAY = { year: 2199, month: 5, day: 12 };
const at = (hour: number, minute = 0) => new Date(Date.UTC(2199, 4, 12, hour - 9, minute));
const slots = [10, 11, 14, 15].map((hour, i) => ({
  id: `s${i + 1}`,
  session: hour < 12 ? ('SLOT_MORNING' as const) : ('SLOT_AFTERNOON' as const),
  startsAt: at(hour),
  endsAt: at(hour, 30),
}));
const planEvent = async () =>
  (await program.planEvent({ programmeId, name: { ko: '투자 상담회' }, type: 'DEMO_DAY', startDate: DAY })).id;

let versions = 0;
const matchOf = (ventureId: string, investorId: string, change: object = {}) =>
  Match.fromPartial({
    id: `mat_${ventureId}_${investorId}`,
    ...{ ventureId, investorId, centreId: 'KR-27', state: 'MATCH_ACCEPTED' },
    introduction: { id: `int_${ventureId}_${investorId}`, state: 'INTRODUCTION_REQUESTED' },
    ...change,
  });
const say = (codec: Codec<{ match: Match | undefined }>, match: Match, id?: string) =>
  matching.say({ codec, message: { match }, aggregate: match.id, version: ++versions, ...(id && { id }) });

/** Ventures and investors of their own for each test, all of whom want to meet. */
async function pairs(name: string, ventures = 2, investors = 2): Promise<{ ids: string[]; matches: Match[] }> {
  const ids = {
    ventures: Array.from({ length: ventures }, (_, i) => `ven_${name}${i}`),
    investors: Array.from({ length: investors }, (_, i) => `inv_${name}${i}`),
  };
  const matches = ids.ventures.flatMap((one) => ids.investors.map((another) => matchOf(one, another)));
  for (const match of matches) await say(MatchAccepted, match);
  await eventually(async () => {
    const count = await stack
      .database('program')
      .collection('introductions')
      .countDocuments({ ventureId: { $in: ids.ventures } });
    return count === matches.length;
  });
  return { ids: [...ids.ventures, ...ids.investors], matches };
}

const parties = (ids: string[]) => ids.map((partyId) => ({ partyId }));
async function planned(
  name: string,
  size?: [number, number],
): Promise<Timetable & { ids: string[]; matches: Match[] }> {
  const { ids, matches } = await pairs(name, ...(size ?? []));
  const eventId = await planEvent();
  return { ...(await officer.planTimetable({ eventId, slots, tables: 2, participants: parties(ids) })), ids, matches };
}
async function solve(id: string, seconds = 5): Promise<Timetable> {
  const { id: operation } = await officer.solveTimetable({ id, seconds });
  await eventually(
    async () => (await ops.getOperation({ service: 'program', id: operation })).state !== 'OPERATION_RUNNING',
  );
  return officer.getTimetable({ id });
}
async function published(name: string) {
  const { id, ids, eventId } = await planned(name);
  await solve(id);
  await officer.publishTimetable({ id });
  await settled(id);
  return { id, ids, eventId };
}
const settled = (id: string) =>
  eventually(async () => {
    const doc = await stack
      .database('program')
      .collection('timetable')
      .findOne({ _id: id as never });
    return doc?.state.owedSince === null;
  });
const toldOf = async (id: string) =>
  (
    await stack
      .database('program')
      .collection('events')
      .find({ type: /program\.meeting/, aggregate: id })
      .toArray()
  ).map(({ type }) => (type as string).split('.')[3]);

test('accepted introductions become meetings; others have no part in it, and nobody else sees it', async () => {
  const timetable = await planned('a');
  expect(timetable).toMatchObject({ state: 'TIMETABLE_DRAFT', centreId: 'KR-27', timeZone: 'Asia/Seoul' });
  expect(timetable.meetings).toHaveLength(4);
  expect(timetable.meetings[0]).toMatchObject({ place: undefined, reason: { code: 'not_solved' } });
  await expect(other.getTimetable({ id: timetable.id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(other.planTimetable({ eventId: timetable.eventId, slots, tables: 2 })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(officer.planTimetable({ eventId: timetable.eventId, slots, tables: 2 })).rejects.toMatchObject({
    code: 'timetable.exists',
  });
  expect((await other.listTimetables({ eventId: timetable.eventId })).timetables).toEqual([]);
  expect((await officer.listTimetables({ eventId: timetable.eventId })).timetables).toMatchObject([
    { id: timetable.id, figures: { meetings: 4, placed: 0 } },
  ]);
  const early = { ...slots[0], id: 's0', startsAt: new Date(0), endsAt: new Date(1) };
  await expect(officer.planTimetable({ eventId: await planEvent(), slots: [early], tables: 1 })).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('slots[0].starts_at'),
  });
});

test('what is no longer wanted leaves the draft, however often that is said', async () => {
  const { id, matches } = await planned('b');
  const [first, second] = matches as [Match, Match];
  const declined = matchOf(first.ventureId, first.investorId, { state: 'MATCH_DECLINED' });
  const event = await say(MatchDeclined, declined);
  await say(MatchDeclined, declined, event);
  const held = { id: second.introduction?.id ?? '', state: 'INTRODUCTION_HELD' as const };
  await say(IntroductionHeld, matchOf(second.ventureId, second.investorId, { introduction: held }));
  const left = await eventually(async () => {
    const { meetings, etag } = await officer.getTimetable({ id });
    return meetings.length === 2 && { meetings, etag };
  });
  expect(left.etag).toBe('3');
  // Old news, come late, brings nothing back.
  await matching.say({ codec: MatchAccepted, message: { match: first }, aggregate: first.id, version: 1 });
  const revised = await officer.reviseTimetable({ id, takeIntroductions: true });
  expect(revised.meetings.map((one) => one.introductionId)).not.toContain(first.introduction?.id);
});

test('solving saves a first timetable and better ones, and shows how it goes on', async () => {
  const { id } = await planned('c', [6, 4]);
  await officer.reviseTimetable({ id, tables: 4 });
  const { id: operation } = await officer.solveTimetable({ id, seconds: 3 });
  const seen: Record<string, string>[] = [];
  for await (const { result } of ops.watchOperation({ service: 'program', id: operation })) seen.push(result);
  expect(seen.at(-1)).toMatchObject({ unplaced: '8', proven: 'true' });
  const { figures, meetings } = await officer.getTimetable({ id });
  expect(figures).toMatchObject({ meetings: 24, placed: 16, unplaced: 8, proven: true });
  for (const { reason, place } of meetings) if (!place) expect(reason?.text?.ko && reason.text.en).toBeTruthy();
});

test('an infeasible wish is answered with its smallest reason', async () => {
  const { id, ids } = await planned('d');
  const [venture = ''] = ids;
  const busy = { partyId: venture, unavailableSlotIds: ['s1', 's2', 's3', 's4'], minimum: 1 };
  const state = await officer.reviseTimetable({ id, participants: [busy, { partyId: ids[1] ?? '', minimum: 3 }] });
  const own = state.meetings.filter(({ firstPartyId }) => firstPartyId === venture);
  expect(own.map(({ reason }) => reason?.code)).toEqual(['no_common_slot', 'no_common_slot']);
  const short = state.participants.filter((one) => one.short).map((one) => [one.party?.partyId, one.short?.code]);
  expect(short).toEqual([
    [venture, 'few_slots'],
    [ids[1], 'few_meetings'],
  ]);
  await expect(
    officer.reviseTimetable({ id, participants: [{ partyId: venture, minimum: 5, maximum: 1 }] }),
  ).rejects.toMatchObject({ kind: 'invalid' });
});

test('two officers at once: one decides on an old state and is told so', async () => {
  const { id, etag, meetings } = await planned('e');
  const edits = [0, 1].map((i) => officer.lockMeeting({ id, meetingId: meetings[i]?.id ?? '', slotId: 's1', etag }));
  const outcomes = await Promise.allSettled(edits);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = outcomes.filter((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ kind: 'conflict', code: 'etag.stale' });
  expect((await officer.getTimetable({ id })).meetings.filter(({ lock }) => lock)).toHaveLength(1);
});

/** A search that nothing ends but a stop: more is wished for than the tables have, which no count by itself can show. */
async function endless(name: string) {
  const { id, ids } = await planned(name, [7, 5]);
  await officer.reviseTimetable({ id, participants: ids.slice(0, 7).map((partyId) => ({ partyId, minimum: 4 })) });
  const { id: operation } = await officer.solveTimetable({ id, seconds: 600 });
  await eventually(async () => ((await officer.getTimetable({ id })).figures?.placed ?? 0) > 0);
  return { id, ids, operation };
}
const operationOf = (id: string) => ops.getOperation({ service: 'program', id });

test('solving never overwrites an edit made meanwhile', async () => {
  const { id, ids, operation } = await endless('f');
  const edited = await officer.addMeeting({ id, firstPartyId: ids[0] ?? '', secondPartyId: ids[1] ?? '', priority: 9 });
  await ops.cancelOperation({ service: 'program', id: operation });
  const ended = await eventually(async () => {
    const one = await operationOf(operation);
    return one.state !== 'OPERATION_RUNNING' && one;
  });
  expect(['OPERATION_CANCELLED', 'OPERATION_FAILED']).toContain(ended.state);
  const after = await officer.getTimetable({ id });
  expect([after.etag, after.meetings]).toEqual([edited.etag, edited.meetings]);
  // The result of a search that was begun before is refused by its count of changes, not by its time.
  const { id: late } = await officer.solveTimetable({ id, seconds: 1 });
  await stack
    .database('program')
    .collection('operations')
    .updateOne({ _id: operation as never }, RUN_AGAIN);
  const failed = await eventually(async () => {
    const one = await operationOf(operation);
    return one.state === 'OPERATION_FAILED' && one;
  });
  expect(failed.error).toContain('solve it again');
  await eventually(async () => (await operationOf(late)).state === 'OPERATION_SUCCEEDED');
});

/** What a replica finds that takes up the work of one that died. */
const RUN_AGAIN = { $set: { state: 'OPERATION_RUNNING', leaseUntil: new Date(0), cancel: false } };

test('cancelled, it keeps the best so far', async () => {
  const { id, operation } = await endless('g');
  await ops.cancelOperation({ service: 'program', id: operation });
  await eventually(async () => (await operationOf(operation)).state === 'OPERATION_CANCELLED');
  const { figures } = await officer.getTimetable({ id });
  expect(figures).toMatchObject({ placed: 8, unplaced: 27 });
  expect((await operationOf(operation)).result).toMatchObject({ unplaced: '27', gaps: String(figures?.gaps) });
});

test('taken up again after a crash it begins anew, and what it finds again changes nothing', async () => {
  const { id } = await planned('k');
  const { id: operation } = await officer.solveTimetable({ id, seconds: 2 });
  const finished = async () => (await operationOf(operation)).state === 'OPERATION_SUCCEEDED';
  await eventually(finished);
  const before = await officer.getTimetable({ id });
  await stack
    .database('program')
    .collection('operations')
    .updateOne({ _id: operation as never }, RUN_AGAIN);
  await eventually(finished);
  expect(await officer.getTimetable({ id })).toEqual(before);
});

test('parties see their own schedule once it is published, and of a repair only those concerned hear', async () => {
  const timetable = await planned('h');
  const { id, eventId, ids } = timetable;
  const [venture = '', neighbour = ''] = ids;
  const member = as({ role: 'venture_member', org: venture });
  await solve(id);
  await expect(member.getPartySchedule({ eventId, partyId: venture })).rejects.toMatchObject({
    code: 'schedule.not_found',
  });
  await officer.publishTimetable({ id });
  const { meetings } = await eventually(async () => {
    const found = await member.getPartySchedule({ eventId, partyId: venture }).catch(() => null);
    return found?.meetings.length === 2 && found;
  });
  expect(meetings.every(({ state, firstPartyId }) => state === 'MEETING_SCHEDULED' && firstPartyId === venture)).toBe(
    true,
  );
  await expect(member.getPartySchedule({ eventId, partyId: neighbour })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(officer.reviseTimetable({ id, tables: 3 })).rejects.toMatchObject({ code: 'timetable.published' });
  await settled(id);

  const asked = { id, incident: { $case: 'noShowPartyId' as const, value: venture } };
  const dry = await officer.repairTimetable({ ...asked, dryRun: true });
  expect(dry).toMatchObject({
    proven: true,
    changes: [{ after: undefined, reason: { code: 'absent' } }, { after: undefined }],
  });
  expect((await officer.getTimetable({ id })).etag).toBe(dry.timetable?.etag);
  await expect(officer.repairTimetable({ ...asked, etag: '1' })).rejects.toMatchObject({ code: 'etag.stale' });
  const repaired = await officer.repairTimetable({ ...asked, etag: dry.timetable?.etag ?? '' });
  expect(repaired.changes).toEqual(dry.changes);
  await settled(id);
  for (const one of timetable.meetings)
    expect(await toldOf(one.id)).toEqual(one.firstPartyId === venture ? ['scheduled', 'cancelled'] : ['scheduled']);
  // The timer may come again, and the same repair too: nobody hears anything twice.
  await officer.repairTimetable(asked);
  const again = await member.getPartySchedule({ eventId, partyId: venture });
  expect(again.meetings.map(({ state, etag }) => [state, etag])).toEqual([
    ['MEETING_CANCELLED', '2'],
    ['MEETING_CANCELLED', '2'],
  ]);
});

test('why a meeting is where it is, and for every other slot why not, is one answer', async () => {
  const { id } = await published('i');
  const [meeting] = (await officer.getTimetable({ id })).meetings;
  const answer = await officer.explainMeeting({ id, meetingId: meeting?.id ?? '' });
  expect(answer.slots.map(({ slotId }) => slotId)).toEqual(['s1', 's2', 's3', 's4']);
  expect(answer.slots.filter(({ here }) => here)).toMatchObject([{ slotId: meeting?.place?.slotId, possible: true }]);
  for (const reason of [answer.slot, answer.table, ...answer.slots.flatMap(({ obstacles }) => obstacles)])
    expect(reason?.text?.ko && reason.text.en).toBeTruthy();
  expect(answer.slots.filter((one) => !one.possible).every(({ obstacles }) => obstacles.length > 0)).toBe(true);
  await expect(other.explainMeeting({ id, meetingId: meeting?.id ?? '' })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(officer.explainMeeting({ id, meetingId: 'mtg_x' })).rejects.toMatchObject({ code: 'meeting.not_found' });
});

test('an event that is called off calls off its meetings', async () => {
  const { id, eventId, ids } = await published('j');
  await program.cancelEvent({ id: eventId, reason: '행사 취소' });
  const schedule = await eventually(async () => {
    const { meetings } = await as({ role: 'investor_member', org: ids[2] ?? '' }).getPartySchedule({
      eventId,
      partyId: ids[2] ?? '',
    });
    return meetings.every(({ state }) => state === 'MEETING_CANCELLED') && meetings;
  });
  expect(schedule[0]?.cancelReason?.ko).toBe('행사가 취소되었습니다');
  await expect(officer.repairTimetable({ id })).rejects.toMatchObject({ code: 'timetable.closed' });
});

test('documents of the first released shape are still read', async () => {
  const fixture = (path: string) => BSON.EJSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const timetable = fixture('fixture/timetable.schema-1.json');
  const meeting = fixture('../meeting/fixture/meeting.schema-1.json');
  await stack.database('program').collection('timetable').insertOne(timetable);
  await stack.database('program').collection('meeting').insertOne(meeting);
  expect(await officer.getTimetable({ id: timetable._id })).toMatchObject({
    etag: String(timetable.version),
    figures: { placed: 1 },
  });
  const partyId = meeting.state.firstPartyId;
  const { meetings } = await as({ role: 'venture_member', org: partyId }).getPartySchedule({
    eventId: meeting.state.eventId,
    partyId,
  });
  expect(meetings).toMatchObject([{ id: meeting._id, table: meeting.state.table }]);
});
