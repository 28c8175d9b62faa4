import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Grant } from '@naru/kit/identity';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import ical, { type VEvent } from 'node-ical';
import { ADMIN, DAEGU, FAR, type Ground, resident, startGround, team } from '../../fixture/incubation.ts';

type Client = TypedClient<typeof CalendarServiceDefinition> & { close(): void };

let ground: Ground;
let events: TypedClient<typeof ProgramServiceDefinition> & { close(): void };
let holder: Client;
const clients: Client[] = [];

function as(grant: Grant | null, subject = 'sub-1'): Client {
  const token = grant ? { token: () => ground.stack.tokenOf(subject, grant) } : {};
  const client = createClient(CalendarServiceDefinition, ground.stack.addresses.program ?? '', token as never);
  clients.push(client);
  return client;
}

beforeAll(async () => {
  ground = await startGround();
  const token = () => ground.stack.token(ADMIN);
  events = createClient(ProgramServiceDefinition, ground.stack.addresses.program ?? '', { token });
  holder = as(null);
});
afterAll(async () => {
  events?.close();
  for (const client of clients) client.close();
  await ground?.stop();
});

const tokenIn = (path: string) => path.split('/')[3] ?? '';
async function read(token: string): Promise<VEvent[]> {
  let text = '';
  for await (const { contentType, data } of holder.readCalendarFeed({ token })) {
    expect(contentType).toBe('text/calendar; charset=utf-8');
    text += Buffer.from(data).toString('utf8');
  }
  return Object.values(ical.sync.parseICS(text)).filter((one): one is VEvent => one?.type === 'VEVENT');
}
const refused = (token: string) => expect(read(token)).rejects.toMatchObject({ code: 'calendar_feed.not_found' });
const planned = () =>
  events.planEvent({
    name: { ko: 'MWC 상하이' },
    type: 'EXHIBITION',
    startDate: { year: 2199, month: 7, day: 15 },
    timeZone: 'Asia/Shanghai',
  });

test('a calendar program follows an event without a token: a change raises the sequence of the same id, a cancellation is marked', async () => {
  const { id } = await planned();
  const feed = await as(DAEGU).issueCalendarFeed({ owner: { kind: 'EVENT', id }, language: 'ko' });
  expect(feed).toMatchObject({ state: 'ISSUED', subject: 'sub-1' });
  const token = tokenIn(feed.path);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(await read(token)).toMatchObject([
    { uid: `${id}@naru`, summary: 'MWC 상하이', sequence: 1, status: 'CONFIRMED' },
  ]);
  await events.cancelEvent({ id, reason: '취소' });
  expect(await read(token)).toMatchObject([{ uid: `${id}@naru`, sequence: 2, status: 'CANCELLED' }]);
});

test('a repeated request answers with the same feed, and says that its address was given before', async () => {
  const { id } = await planned();
  const request = { owner: { kind: 'EVENT' as const, id }, requestId: 'feed-1' };
  const first = await as(DAEGU).issueCalendarFeed(request);
  await expect(read(tokenIn(first.path))).resolves.toHaveLength(1);
  expect(await as(DAEGU).issueCalendarFeed(request)).toEqual({ ...first, path: '', pathWithheld: true });
});

test('a revoked feed, a forged address and a part of an address answer alike, and show no calendar', async () => {
  const { id } = await planned();
  const owner = { kind: 'EVENT' as const, id };
  const [mine, other] = [as(DAEGU), as(FAR, 'sub-2')];
  const feed = await mine.issueCalendarFeed({ owner });
  const token = tokenIn(feed.path);
  await expect(other.revokeCalendarFeed({ id: feed.id })).rejects.toMatchObject({ kind: 'not_found' });
  await refused(token.slice(0, -1));
  await refused(`${token}A`);
  await refused('A'.repeat(43));
  await refused(feed.id);
  const listed = (await mine.listCalendarFeeds({})).feeds.filter((one) => one.id === feed.id);
  expect(listed).toMatchObject([{ path: '', state: 'ISSUED' }]);
  expect((await other.listCalendarFeeds({})).feeds).toEqual([]);
  expect(await mine.revokeCalendarFeed({ id: feed.id })).toMatchObject({ state: 'REVOKED', path: '' });
  await refused(token);
  expect((await mine.revokeCalendarFeed({ id: feed.id })).etag).toBe('2');
});

test('a centre revokes the feed of its calendar that a former officer holds; nobody else sees that feed', async () => {
  const owner = { kind: 'CENTRE' as const, id: 'KR-27' };
  const feed = await as(DAEGU, 'sub-leaver').issueCalendarFeed({ owner });
  const left = as({ role: 'centre_officer', centre: 'KR-50' }, 'sub-leaver');
  expect((await left.listCalendarFeeds({})).feeds.map(({ id }) => id)).toEqual([feed.id]);
  expect(await read(tokenIn(feed.path))).toBeDefined();
  await expect(as(FAR, 'sub-far').revokeCalendarFeed({ id: feed.id })).rejects.toMatchObject({ kind: 'not_found' });
  const colleague = as(DAEGU, 'sub-colleague');
  expect((await colleague.listCalendarFeeds({})).feeds).toMatchObject([
    { id: feed.id, path: '', subject: 'sub-leaver' },
  ]);
  await colleague.revokeCalendarFeed({ id: feed.id });
  await refused(tokenIn(feed.path));
});

test('neither the document nor an event contains the secret', async () => {
  const feed = await as(DAEGU).issueCalendarFeed({ owner: { kind: 'PERSON' } });
  const token = tokenIn(feed.path);
  const database = ground.stack.database('program');
  const kept = await eventually(async () => {
    const found = await database.collection('events').find({ aggregate: feed.id }).toArray();
    return found.length > 0 && found;
  });
  const doc = await database.collection<{ _id: string }>('calendar_feed').findOne({ _id: feed.id });
  const bytes = Buffer.concat(kept.map(({ data }) => Buffer.from((data as { buffer: Uint8Array }).buffer)));
  expect(JSON.stringify(doc) + bytes.toString('latin1')).not.toContain(token);
});

test('a venture, a centre and a mentor each find their own entries in their calendar, and nobody else reads it', async () => {
  const officer = ground.as(DAEGU);
  const cohortId = await ground.cohort(3);
  const residencyId = await resident(officer, cohortId, 'ven_1');
  const mentor = { centreId: 'KR-27', subject: 'sub-mentor', name: { ko: '멘토' } };
  const { id: mentorId } = await officer.registerMentor(mentor);
  const startsAt = new Date(Math.ceil(Date.now() / 1_800_000 + 10) * 1_800_000);
  const hour = await officer.offerOfficeHour({ mentorId, cohortId, startsAt });
  await officer.askForOfficeHour({ cohortId, ventureId: 'ven_1' });
  await officer.allotOfficeHours({ cohortId });
  const heldOn = { year: 2015, month: 2, day: 3 };
  const details = { heldOn, durationMinutes: 30, topics: ['LAW' as const], notes: { ko: '비공개' } };
  const session = await officer.recordMentoring({ mentorId, residencyId, details });
  const follow = async (client: Client, kind: 'PERSON' | 'VENTURE' | 'CENTRE', id = '') => {
    const { path } = await client.issueCalendarFeed({ owner: { kind: kind, id }, language: 'en' });
    return (await read(tokenIn(path))).map(({ uid }) => uid).sort();
  };
  const titles = async (client: Client, kind: 'PERSON' | 'VENTURE' | 'CENTRE', id = '') => {
    const { path } = await client.issueCalendarFeed({ owner: { kind, id }, language: 'ko' });
    return (await read(tokenIn(path))).filter(({ uid }) => uid === `${hour.id}@naru`).map(({ summary }) => summary);
  };
  // Each side is told whom it meets; a centre both.
  expect(await titles(as(team('ven_1')), 'VENTURE', 'ven_1')).toEqual(['멘토 상담 시간: 멘토']);
  expect(await titles(as({ role: 'mentor' }, 'sub-mentor'), 'PERSON')).toEqual(['멘토 상담 시간: ven_1']);
  expect(await titles(as(DAEGU), 'CENTRE', 'KR-27')).toEqual(['멘토 상담 시간: 멘토 – ven_1']);
  const both = [hour.id, session.id].map((id) => `${id}@naru`).sort();
  expect(await follow(as(team('ven_1')), 'VENTURE', 'ven_1')).toEqual(both);
  expect(await follow(as(DAEGU), 'VENTURE', 'ven_1')).toEqual(both);
  expect(await follow(as({ role: 'mentor' }, 'sub-mentor'), 'PERSON')).toEqual(both);
  expect(await follow(as(DAEGU), 'CENTRE', 'KR-27')).toEqual(expect.arrayContaining(both));
  expect(await follow(as(team('ven_2')), 'PERSON')).toEqual([]);
  for (const [client, kind, id] of [
    [as(team('ven_2')), 'VENTURE', 'ven_1'],
    [as(FAR), 'VENTURE', 'ven_1'],
    [as(FAR), 'CENTRE', 'KR-27'],
  ] as const)
    await expect(follow(client, kind, id)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(follow(as(DAEGU), 'PERSON', 'sub-mentor')).rejects.toMatchObject({ faults: [{ path: 'owner.id' }] });
});

test('a document of the first released shape is still read', async () => {
  await ground.stored('calendar_feed', 'calendars/calendar');
  expect((await as(DAEGU).listCalendarFeeds({})).feeds).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ state: 'REVOKED', language: 'ko' })]),
  );
});

test('a person has twenty feeds, also when they ask for all at once; a revoked one makes room, and others have their own', async () => {
  const many = as({ role: 'mentor' }, 'sub-many');
  const asked = await Promise.allSettled(
    Array.from({ length: 23 }, () => many.issueCalendarFeed({ owner: { kind: 'PERSON' } })),
  );
  const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect([made.length, refused.length]).toEqual([20, 3]);
  for (const one of refused) expect(one).toMatchObject({ kind: 'exhausted', code: 'calendar_feed.limit' });
  await many.revokeCalendarFeed({ id: made[0]?.id ?? '' });
  await many.issueCalendarFeed({ owner: { kind: 'PERSON' } });
  await as({ role: 'mentor' }, 'sub-few').issueCalendarFeed({ owner: { kind: 'PERSON' } });
});

test('any member of an investor revokes the feed of a colleague; nobody else finds it', async () => {
  const [first, colleague] = ['sub-left', 'sub-stays'].map((subject) =>
    as({ role: 'investor_member', org: 'inv_1' }, subject),
  ) as [Client, Client];
  const feed = await first.issueCalendarFeed({ owner: { kind: 'INVESTOR', id: 'inv_1' } });
  const stranger = as({ role: 'investor_member', org: 'inv_2' }, 'sub-other');
  await expect(stranger.revokeCalendarFeed({ id: feed.id })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await colleague.listCalendarFeeds({})).feeds.map(({ id }) => id)).toEqual([feed.id]);
  expect(await colleague.revokeCalendarFeed({ id: feed.id })).toMatchObject({ state: 'REVOKED' });
  await refused(tokenIn(feed.path));
});

test('a feed leaves out what was cancelled, if it was issued so', async () => {
  const { id } = await planned();
  const [all, without] = await Promise.all(
    [false, true].map((withoutCancelled) =>
      as(DAEGU).issueCalendarFeed({ owner: { kind: 'EVENT', id }, withoutCancelled }),
    ),
  );
  expect(without?.withoutCancelled).toBe(true);
  await events.cancelEvent({ id, reason: 'moved' });
  expect(await read(tokenIn(all?.path ?? ''))).toMatchObject([{ status: 'CANCELLED' }]);
  expect(await read(tokenIn(without?.path ?? ''))).toEqual([]);
});

test('an event of a year that no calendar can hold is refused', async () => {
  for (const startDate of [
    { year: 9999, month: 12, day: 31 },
    { year: 1899, month: 12, day: 31 },
    { year: 2200, month: 1, day: 1 },
  ])
    await expect(events.planEvent({ name: { ko: '먼 행사' }, type: 'EXHIBITION', startDate })).rejects.toMatchObject({
      faults: [{ path: 'startDate', rule: 'date.range' }],
    });
});
