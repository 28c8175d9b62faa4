/** J8: from mutual interest to meetings at an event: planned, solved with progress, published, repaired on the day. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Caller, type Network, startNetwork } from './network.ts';

jest.setTimeout(180_000);

interface Place {
  slotId: string;
  table: number;
}
interface Timetable {
  id: string;
  etag: string;
  state: string;
  participants: { party: { partyId: string }; meetingIds: string[]; gaps: number }[];
  meetings: { id: string; firstPartyId: string; secondPartyId: string; place?: Place }[];
  figures: { meetings: number; placed: number; gaps: number; bound: number; proven: boolean };
}
interface Operation {
  id: string;
  state: string;
  result: Record<string, string>;
}
interface Notice {
  template: string;
  title: { ko: string; en: string };
  body: { ko: string; en: string };
  aggregateId: string;
}

let network: Network;
let admin: Caller;
let officer: Caller;
let eventId: string;
let timetable: Timetable;
const pairs: { ventureId: string; investorId: string }[] = [];

beforeAll(async () => {
  network = await startNetwork();
  admin = await network.as({ role: 'network_admin' });
  officer = await network.as({ role: 'centre_officer', centre: 'KR-27' });
});
afterAll(async () => network?.stop());

const venturesOf = () => [...new Set(pairs.map(({ ventureId }) => ventureId))];
const member = (ventureId: string) => network.as({ role: 'venture_member', org: ventureId });
const investor = (investorId: string) => network.as({ role: 'investor_member', org: investorId });

/** The notices of a party about its meetings. */
async function noticesOf(party: Caller): Promise<Notice[]> {
  const { notifications } = await party.ask<{ notifications: Notice[] }>('GET', '/v1/notifications?pageSize=200');
  return notifications.filter(({ template }) => template.startsWith('meeting.'));
}

test('both sides of several matches want to meet', async () => {
  for (const name of ['investor:01', 'gcorp:02', 'investor:05']) {
    const investorId = network.id(name);
    const { candidates } = await admin.ask<{ candidates: { ventureId: string }[] }>(
      'GET',
      `/v1/matches:find?investorId=${investorId}&pageSize=3`,
    );
    for (const { ventureId } of candidates) pairs.push({ ventureId, investorId });
  }
  expect(pairs.length).toBeGreaterThanOrEqual(6);
  for (const pair of pairs) {
    await (await investor(pair.investorId)).ask('POST', '/v1/matches:expressInterest', {
      ...pair,
      side: 'INVESTOR',
    });
    const agreed = await (await member(pair.ventureId)).ask<{ state: string }>('POST', '/v1/matches:expressInterest', {
      ...pair,
      side: 'VENTURE',
    });
    expect(agreed.state).toBe('ACCEPTED');
  }
});

const hour = (at: number, minute = 0) => new Date(Date.UTC(2199, 4, 12, at - 9, minute)).toISOString();
const SLOTS = [10, 11, 13, 14, 15, 16].map((at, i) => ({
  id: `s${i + 1}`,
  session: at < 12 ? 'MORNING' : 'AFTERNOON',
  startsAt: hour(at),
  endsAt: hour(at, 40),
}));

test('the centre of an event plans its timetable; another centre can neither plan nor see it', async () => {
  const programme = await admin.ask<{ id: string }>('POST', '/v1/programmes', {
    ...{ name: { ko: '투자 상담회' }, ownerId: 'KR-27', kind: 'SUPPORT' },
  });
  const event = await admin.ask<{ id: string }>('POST', '/v1/events', {
    ...{ programmeId: programme.id, name: { ko: '투자 상담의 날' }, type: 'INVESTMENT_DAY' },
    startDate: { year: 2199, month: 5, day: 12 },
  });
  eventId = event.id;
  const parties = [...new Set(pairs.flatMap(({ ventureId, investorId }) => [ventureId, investorId]))];
  const plan = { slots: SLOTS, tables: 3, participants: parties.map((partyId) => ({ partyId })) };
  const { id } = await officer.ask<Timetable>('POST', `/v1/events/${eventId}/timetable`, plan);
  // The last interests may not have arrived yet when it is planned.
  timetable = await eventually(async () => {
    const { body } = await send<Timetable>(`/v1/timetables/${id}:amend`, { takeIntroductions: true });
    return body.meetings.length === pairs.length && body;
  });
  expect(timetable).toMatchObject({ state: 'DRAFT', figures: { meetings: pairs.length, placed: 0 } });
  const other = await network.as({ role: 'centre_officer', centre: 'KR-41' });
  expect((await other.get(`/v1/timetables/${timetable.id}`)).status).toBe(404);
  expect((await other.post(`/v1/events/${eventId}/timetable`, plan)).status).toBe(403);
});

async function send<T>(path: string, body: object): Promise<{ status: number; body: T }> {
  const headers = { authorization: `Bearer ${officer.token}`, 'content-type': 'application/json' };
  const response = await fetch(`${network.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as T };
}

test('the solver reports its progress, and ends with a proven optimum', async () => {
  const { id } = await officer.ask<Operation>('POST', `/v1/timetables/${timetable.id}:solve`, { seconds: 20 });
  const response = await fetch(`${network.url}/v1/services/program/operations/${id}:watch`, {
    headers: { authorization: `Bearer ${officer.token}` },
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const seen = (await response.text())
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as Operation);
  expect(seen.at(-1)).toMatchObject({ state: 'SUCCEEDED', result: { unplaced: '0', proven: 'true' } });
  timetable = await officer.ask<Timetable>('GET', `/v1/timetables/${timetable.id}`);
  expect(timetable.figures).toMatchObject({ placed: pairs.length, proven: true });
  expect(String(timetable.figures.gaps)).toBe(seen.at(-1)?.result.gaps);
});

test('nobody sees a draft; after the publication all participants get notices of their own meetings', async () => {
  const [ventureId = ''] = venturesOf();
  const venture = await member(ventureId);
  const path = `/v1/events/${eventId}/schedules/${ventureId}`;
  expect(await venture.get(path)).toMatchObject({ status: 404, body: { code: 'schedule.not_found' } });
  await officer.ask('POST', `/v1/timetables/${timetable.id}:publish`, { etag: timetable.etag });
  for (const id of [...venturesOf(), ...new Set(pairs.map(({ investorId }) => investorId))]) {
    const own = pairs.filter((pair) => pair.ventureId === id || pair.investorId === id);
    const party = id.startsWith('ven_') ? await member(id) : await investor(id);
    const notices = await eventually(async () => {
      const found = await noticesOf(party);
      return found.length === own.length && found;
    });
    expect(new Set(notices.map(({ template }) => template))).toEqual(new Set(['meeting.scheduled']));
    expect(notices[0]?.body.ko).toMatch(/투자 상담의 날, 2199년 5월 12일\(일\) \d\d:00 \(한국 표준시\), 테이블 \d/);
  }
  const { meetings } = await venture.ask<{ meetings: object[] }>('GET', path);
  expect(meetings).toHaveLength(pairs.filter((pair) => pair.ventureId === ventureId).length);
  const stranger = await member(venturesOf()[1] ?? '');
  expect((await stranger.get(path)).status).toBe(404);
});

test('after a cancellation, the repair changes as little as possible, and only the affected participants get notices', async () => {
  const [absent = ''] = pairs.map(({ investorId }) => investorId);
  const stale = await officer.post(`/v1/timetables/${timetable.id}:repair`, { noShowPartyId: absent, etag: '1' });
  expect(stale).toMatchObject({ status: 409, body: { code: 'etag.stale' } });
  const { changes, proven } = await officer.ask<{
    changes: { meetingId: string; firstPartyId: string; secondPartyId: string; after?: Place }[];
    proven: boolean;
  }>('POST', `/v1/timetables/${timetable.id}:repair`, { noShowPartyId: absent });
  const lost = pairs.filter(({ investorId }) => investorId === absent);
  expect({ proven, lost: changes.filter(({ after }) => !after).length }).toEqual({ proven: true, lost: lost.length });
  expect(changes).toHaveLength(lost.length);
  const concerned = new Set(changes.flatMap(({ firstPartyId, secondPartyId }) => [firstPartyId, secondPartyId]));
  await eventually(async () => (await noticesOf(await investor(absent))).length === 2 * lost.length);
  for (const id of venturesOf()) {
    const own = pairs.filter(({ ventureId }) => ventureId === id).length;
    const news = await eventually(async () => {
      const found = await noticesOf(await member(id));
      return found.length >= own + (concerned.has(id) ? 1 : 0) && found;
    });
    const cancelled = news.filter(({ template }) => template === 'meeting.cancelled');
    expect(cancelled).toHaveLength(concerned.has(id) ? 1 : 0);
  }
});

test('the calendars of both sides follow: valid meetings and cancelled ones', async () => {
  const [first] = pairs;
  const { meetings } = await (await member(first?.ventureId ?? '')).ask<{ meetings: { id: string; state: string }[] }>(
    'GET',
    `/v1/events/${eventId}/schedules/${first?.ventureId}`,
  );
  for (const [party, kind, id] of [
    [await member(first?.ventureId ?? ''), 'VENTURE', first?.ventureId],
    [await investor(first?.investorId ?? ''), 'INVESTOR', first?.investorId],
  ] as const) {
    const feed = await party.ask<{ path: string }>('POST', '/v1/calendar-feeds', { owner: { kind, id } });
    const ics = (await (await fetch(`${network.url}${feed.path}`)).text()).replaceAll('\r\n ', '');
    const called = meetings.find(({ state }) => state === 'CANCELLED')?.id ?? '';
    const entry = ics.split('BEGIN:VEVENT').find((one) => one.includes(`UID:${called}@naru`));
    expect(entry).toContain('STATUS:CANCELLED');
    expect(entry).toContain('SEQUENCE:2');
  }
});

test('one call explains why a meeting is in its slot, and why not in another', async () => {
  const after = await officer.ask<Timetable>('GET', `/v1/timetables/${timetable.id}`);
  const meeting = after.meetings.find(({ place }) => place);
  const why = await officer.ask<{
    slot: { text: { ko: string; en: string } };
    slots: { slotId: string; here: boolean; possible: boolean; obstacles: { code: string; text: { ko: string } }[] }[];
  }>('GET', `/v1/timetables/${timetable.id}/meetings/${meeting?.id}:explain`);
  expect(why.slot.text.ko && why.slot.text.en).toBeTruthy();
  expect(why.slots.map(({ slotId }) => slotId)).toEqual(SLOTS.map(({ id }) => id));
  for (const { possible, obstacles } of why.slots) expect(possible).toBe(obstacles.length === 0);
});
