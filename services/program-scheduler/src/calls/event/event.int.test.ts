import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DeepPartial, PlanEventRequest } from '@naru/contracts/program/v1/event';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { programScheduler } from '../../service.ts';

type Client = TypedClient<typeof ProgramServiceDefinition> & { close(): void };

let stack: Stack;
let admin: Client;
let officer: Client;

beforeAll(async () => {
  stack = await startStack(programScheduler);
  await knownBodies(stack, ['org_1', 'org_01h455vb4pex5vsknk084sn02q']);
  const as = (role: string) =>
    createClient(ProgramServiceDefinition, stack.addresses.program ?? '', { token: () => stack.token({ role }) });
  admin = as('network_admin');
  officer = as('centre_officer');
});

afterAll(async () => {
  for (const client of [admin, officer]) client?.close();
  await stack?.stop();
});

const request = (rest: DeepPartial<PlanEventRequest> = {}) => ({
  name: { ko: '', en: 'CES (demo)' },
  type: 'EXHIBITION' as const,
  startDate: { year: 2016, month: 1, day: 6 },
  ...rest,
});
const fixture = (path: string) =>
  BSON.EJSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as { _id: never };

test('the secretariat plans an event in its time zone and marks it as held once it has begun; everybody reads it', async () => {
  const { id, timeZone } = await admin.planEvent(request({ timeZone: 'America/Los_Angeles' }));
  expect(timeZone).toBe('America/Los_Angeles');
  await expect(officer.holdEvent({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await admin.holdEvent({ id })).toMatchObject({ state: 'HELD', etag: '2' });
  expect(await officer.getEvent({ id })).toMatchObject({ state: 'HELD' });
  await expect(admin.cancelEvent({ id, reason: 'late' })).rejects.toMatchObject({ code: 'event.held' });
  const types = await eventually(async () => {
    const kept = await stack.database('program').collection('events').find({ aggregate: id }).toArray();
    return kept.length === 2 && kept.map(({ type }) => type).sort();
  });
  expect(types).toEqual(['naru.program.event.held.v1', 'naru.program.event.planned.v1']);
});

test('an event in the future cannot be marked as held, but can be cancelled with a reason', async () => {
  const { id, timeZone } = await admin.planEvent(request({ startDate: { year: 2199, month: 1, day: 1 } }));
  expect(timeZone).toBe('Asia/Seoul');
  await expect(admin.holdEvent({ id })).rejects.toMatchObject({ kind: 'rule', code: 'event.not_begun' });
  expect(await admin.cancelEvent({ id, reason: 'no teams' })).toMatchObject({
    state: 'CANCELLED',
    cancelReason: 'no teams',
  });
});

test.each<[string, DeepPartial<PlanEventRequest>, string, string]>([
  ['a zone that does not exist', { timeZone: 'Asia/Atlantis' }, 'timeZone', 'time_zone.iana'],
  ['a day that does not exist', { startDate: { year: 2015, month: 2, day: 30 } }, 'startDate', 'date.exists'],
  ['an end before the beginning', { endDate: { year: 2016, month: 1, day: 5 } }, 'endDate', 'event.ends_early'],
  ['no name in either language', { name: { ko: ' ', en: '' } }, 'name', 'text.given'],
])('refuses %s, naming the field', async (_, rest, path, rule) => {
  await expect(admin.planEvent(request(rest))).rejects.toMatchObject({ kind: 'invalid', faults: [{ path, rule }] });
});

test('an end with a known month only may be in the month of the beginning', async () => {
  const endDate = { year: 2016, month: 1, day: 0 };
  expect((await admin.planEvent(request({ endDate }))).endDate).toEqual(endDate);
});

test('events of a programme are listed page by page', async () => {
  await expect(admin.planEvent(request({ programmeId: 'prg_none' }))).rejects.toMatchObject({
    code: 'programme.not_found',
  });
  const programme = await admin.createProgramme({
    name: { en: 'Joint brand' },
    ownerId: 'org_1',
    kind: 'EXHIBITION',
  });
  expect(programme.quota).toMatchObject({ teamsMax: 0, teamsMin: 0, roundsPerYear: 0 });
  const planned: string[] = [];
  for (let edition = 1; edition <= 3; edition += 1)
    planned.push((await admin.planEvent(request({ programmeId: programme.id, edition }))).id);
  const first = await officer.listEvents({ programmeId: programme.id, pageSize: 2 });
  const rest = await officer.listEvents({ programmeId: programme.id, pageSize: 2, pageToken: first.nextPageToken });
  expect([...first.events, ...rest.events].map(({ id }) => id)).toEqual(planned);
  expect((await officer.listProgrammes({})).programmes.map(({ id }) => id)).toContain(programme.id);
});

test('documents of the first released shape are still read', async () => {
  const event = fixture('event/fixture/event.schema-1.json');
  const programme = fixture('programme/fixture/programme.schema-1.json');
  await stack.database('program').collection('event').insertOne(event);
  await stack.database('program').collection('programme').insertOne(programme);
  expect(await admin.getProgramme({ id: programme._id })).toMatchObject({
    id: programme._id,
    name: { ko: '해외 현지 기업 설명회', en: 'corporate briefings held abroad' },
    ownerId: 'org_01h455vb4pex5vsknk084sn02q',
    kind: 'BRIEFING',
    phases: [
      { number: 1, from: { year: 2015, month: 7, day: 1 }, to: { year: 2016, month: 6, day: 30 }, sectors: ['IOT'] },
      { number: 2, from: { year: 2016, month: 7, day: 1 }, to: undefined, sectors: [] },
    ],
    quota: { teamsMax: 19, teamsMin: 10, roundsPerYear: 2 },
    source: { externalId: 'programme:fixture', fictional: true, refs: ['A0-07'] },
    etag: '1',
  });
  expect(await admin.getEvent({ id: event._id })).toMatchObject({
    id: event._id,
    programmeId: programme._id,
    name: { ko: 'MWC 상하이', en: 'MWC Shanghai' },
    type: 'EXHIBITION',
    edition: 2,
    place: { ko: '상하이', en: 'Shanghai' },
    country: 'CN',
    startDate: { year: 2015, month: 7, day: 15 },
    endDate: { year: 2015, month: 7, day: 17 },
    timeZone: 'Asia/Shanghai',
    state: 'CANCELLED',
    cancelReason: '전시회 취소',
    source: { externalId: 'event:fixture', fictional: true, refs: ['A0-06'] },
    etag: '2',
  });
});
