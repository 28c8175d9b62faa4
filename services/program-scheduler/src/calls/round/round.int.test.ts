import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
  await knownBodies(stack, ['org_1']);
  const as = (role: string) =>
    createClient(ProgramServiceDefinition, stack.addresses.program ?? '', { token: () => stack.token({ role }) });
  admin = as('network_admin');
  officer = as('centre_officer');
});

afterAll(async () => {
  for (const client of [admin, officer]) client?.close();
  await stack?.stop();
});

const later = () => new Date(Date.now() + 3_600_000);
const programme = async (roundsPerYear: number, phases: number[] = []) =>
  (
    await admin.createProgramme({
      name: { en: 'Briefings' },
      ownerId: 'org_1',
      kind: 'BRIEFING',
      phases: phases.map((number) => ({
        number,
        from: { year: 2014 + number, month: 1, day: 1 },
        to: { year: 2014 + number, month: 12, day: 31 },
      })),
      quota: { roundsPerYear },
    })
  ).id;

type Wanted = Parameters<Client['openRound']>[0];
const open = (programmeId: string, rest: Wanted = {}) =>
  admin.openRound({ programmeId, name: { en: 'Call' }, year: 2016, closesAt: later(), ...rest });

async function outcomes(asked: Promise<unknown>[]) {
  const settled = await Promise.allSettled(asked);
  return {
    won: settled.filter(({ status }) => status === 'fulfilled').length,
    refused: settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])),
  };
}

test('refuses a third round in a year of two, in either half; the next year has its own two places', async () => {
  const programmeId = await programme(2);
  await open(programmeId, { half: 'H1' });
  await expect(open(programmeId, { half: 'H1' })).rejects.toMatchObject({ kind: 'exists', code: 'round.half_taken' });
  await open(programmeId, { half: 'H2' });
  for (const half of ['H1', 'H2', 'HALF_UNSPECIFIED'] as const)
    await expect(open(programmeId, { half })).rejects.toMatchObject({ kind: 'rule', code: 'round.limit' });
  expect((await open(programmeId, { year: 2017, half: 'H1' })).year).toBe(2017);
  expect((await admin.listRounds({ programmeId })).rounds).toHaveLength(3);
});

test('a closed round keeps its place', async () => {
  const programmeId = await programme(1);
  const { id } = await open(programmeId);
  expect((await admin.closeRound({ id })).state).toBe('CLOSED');
  await expect(open(programmeId)).rejects.toMatchObject({ code: 'round.limit' });
});

test('of two concurrent requests for the last place exactly one gets it', async () => {
  for (let run = 0; run < 5; run += 1) {
    const programmeId = await programme(2);
    await open(programmeId);
    expect(await outcomes([open(programmeId), open(programmeId)])).toEqual({ won: 1, refused: ['round.limit'] });
  }
});

test('concurrent requests open as many rounds as the yearly limit; without a limit all of them', async () => {
  const [limited, free] = [await programme(3), await programme(0)];
  const asked = Array.from({ length: 12 }, (_, index) => index);
  const { won, refused } = await outcomes(asked.map(() => open(limited)));
  expect(won).toBe(3);
  expect(new Set(refused)).toEqual(new Set(['round.limit']));
  expect((await outcomes(asked.map(() => open(free)))).won).toBe(12);
});

test('the request that took the last place may be retried', async () => {
  const programmeId = await programme(1);
  const request = { requestId: `open-${programmeId}`, closesAt: later() };
  const [first, second] = await Promise.all([open(programmeId, request), open(programmeId, request)]);
  expect(second.id).toBe(first.id);
  expect((await open(programmeId, request)).id).toBe(first.id);
});

test('a round needs a programme, a phase of it, an event that exists, and a deadline in the future', async () => {
  const programmeId = await programme(0, [1, 2]);
  await expect(open('prg_none')).rejects.toMatchObject({ code: 'programme.not_found' });
  await expect(open(programmeId, { phase: 3 })).rejects.toMatchObject({ code: 'round.phase_unknown' });
  await expect(open(programmeId, { phase: 2, eventId: 'evt_none' })).rejects.toMatchObject({ code: 'event.not_found' });
  const startDate = { year: 2199, month: 1, day: 1 };
  const other = await admin.planEvent({
    programmeId: await programme(0),
    name: { en: 'X' },
    type: 'DEMO_DAY',
    startDate,
  });
  await expect(open(programmeId, { phase: 2, eventId: other.id })).rejects.toMatchObject({
    code: 'round.event_of_another',
  });
  await expect(open(programmeId, { phase: 2, closesAt: new Date(0) })).rejects.toMatchObject({
    code: 'round.closes_early',
  });
  const { id } = await open(programmeId, { phase: 2 });
  await expect(officer.closeRound({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await officer.getRound({ id })).phase).toBe(2);
});

test('a round closes by itself at its deadline, and publishes that once', async () => {
  const { id } = await open(await programme(0), { closesAt: new Date(Date.now() + 700) });
  await eventually(async () => (await admin.getRound({ id })).state === 'CLOSED');
  const kept = await eventually(async () => {
    const events = await stack.database('program').collection('events').find({ aggregate: id }).toArray();
    return events.length >= 2 && events;
  });
  expect(kept.map(({ type }) => type).sort()).toEqual(['naru.program.round.closed.v1', 'naru.program.round.opened.v1']);
  expect((await admin.closeRound({ id })).etag).toBe('2');
});

test('a document of the first released shape is still read', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/round.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('program').collection('round').insertOne(stored);
  expect(await admin.getRound({ id: stored._id })).toMatchObject({
    id: stored._id,
    programmeId: 'prg_01h455vb4pex5vsknk084sn02q',
    eventId: 'evt_01h455vb4pex5vsknk084sn02q',
    name: { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' },
    year: 2016,
    half: 'H1',
    phase: 1,
    state: 'CLOSED',
    opensAt: new Date('2016-02-01T00:00:00.000Z'),
    closesAt: new Date('2016-03-31T14:59:59.000Z'),
    applications: 0,
    source: { externalId: 'round:fixture', fictional: true, refs: ['A0-07'] },
    etag: '2',
  });
});
