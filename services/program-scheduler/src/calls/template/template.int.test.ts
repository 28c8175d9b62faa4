import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { type Stack, startStack } from '@naru/testing/stack';
import { programScheduler } from '../../service.ts';

type Client = TypedClient<typeof ProgramServiceDefinition> & { close(): void };

let stack: Stack;
let gyeonggi: Client;
let daegu: Client;

beforeAll(async () => {
  stack = await startStack(programScheduler);
  await knownBodies(stack, ['KR-27', 'KR-41']);
  const officer = (centre: string) =>
    createClient(ProgramServiceDefinition, stack.addresses.program ?? '', {
      token: () => stack.token({ role: 'centre_officer', centre }),
    });
  gyeonggi = officer('KR-41');
  daegu = officer('KR-27');
});

afterAll(async () => {
  for (const client of [gyeonggi, daegu]) client?.close();
  await stack?.stop();
});

const template = () =>
  gyeonggi.createTemplate({
    name: { ko: '해외 설명회 표준안' },
    centreId: 'KR-41',
    kind: 'BRIEFING',
    phases: [
      { fromDay: 0, days: 366, sectors: ['IOT'] },
      { fromDay: 366, putForward: true },
    ],
    quota: { teamsMax: 19, teamsMin: 10, roundsPerYear: 2 },
    form: { fields: [{ id: 'plan', label: { ko: '진출 계획' }, kind: 'TEXT', required: true }] },
  });
const programme = (templateId: string, ownerId = 'KR-27') => ({
  name: { ko: '대구 설명회' },
  ownerId,
  kind: 'BRIEFING' as const,
  templateId,
});

test('only its centre uses a template until it is shared; then other centres make programmes from it', async () => {
  const { id } = await template();
  expect((await daegu.listTemplates({})).templates).toEqual([]);
  await expect(daegu.getTemplate({ id })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(daegu.createProgramme(programme(id))).rejects.toMatchObject({ code: 'template.not_found' });
  await expect(daegu.shareTemplate({ id })).rejects.toMatchObject({ kind: 'not_found' });

  await gyeonggi.shareTemplate({ id });
  expect((await daegu.listTemplates({})).templates).toMatchObject([{ id, state: 'SHARED' }]);
  await expect(daegu.createProgramme(programme(id))).rejects.toMatchObject({ faults: [{ path: 'startsOn' }] });
  const wrong = { ...programme(id), quota: { teamsMax: 5, teamsMin: 9 } };
  await expect(daegu.createProgramme(wrong)).rejects.toMatchObject({
    faults: [{ path: 'startsOn', rule: 'template.starts_on' }, { path: 'quota.teamsMin' }],
  });
  const made = await daegu.createProgramme({ ...programme(id), startsOn: { year: 2015, month: 7, day: 1 } });
  expect(made).toMatchObject({
    templateId: id,
    quota: { teamsMax: 19, teamsMin: 10, roundsPerYear: 2 },
    phases: [{ to: { year: 2016, month: 6, day: 30 } }, { from: { year: 2016, month: 7, day: 1 }, putForward: true }],
    form: { fields: [{ id: 'plan' }] },
  });
});

test('a centre runs its own programmes and rounds only', async () => {
  await expect(daegu.createProgramme(programme('', 'KR-41'))).rejects.toMatchObject({ kind: 'forbidden' });
  const own = await daegu.createProgramme(programme(''));
  const call = { programmeId: own.id, name: { en: 'Call' }, year: 2016, closesAt: new Date(Date.now() + 3_600_000) };
  await expect(gyeonggi.openRound(call)).rejects.toMatchObject({ kind: 'forbidden' });
  const form = { fields: [{ id: 'a', label: { en: 'A' }, kind: 'TEXT' as const }] };
  const update = { programme: { form }, updateMask: ['form'] };
  await expect(gyeonggi.updateProgramme({ id: own.id, ...update })).rejects.toMatchObject({ kind: 'forbidden' });
  await daegu.updateProgramme({ id: own.id, ...update, etag: own.etag });
  await expect(daegu.updateProgramme({ id: own.id, ...update, etag: own.etag })).rejects.toMatchObject({
    code: 'etag.stale',
  });
  const round = await daegu.openRound(call);
  expect(round.form?.fields).toMatchObject([{ id: 'a' }]);
  await expect(gyeonggi.closeRound({ id: round.id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await daegu.closeRound({ id: round.id })).state).toBe('CLOSED');
});

test('refuses a template that no programme can be made from', async () => {
  const request = { name: { en: 'T' }, centreId: 'KR-41', kind: 'BRIEFING' as const };
  await expect(
    gyeonggi.createTemplate({ ...request, phases: [{ fromDay: 0, days: 3 }, { fromDay: 2 }] }),
  ).rejects.toMatchObject({
    faults: [{ path: 'phases[1].fromDay' }],
  });
  await expect(gyeonggi.createTemplate({ ...request, quota: { teamsMax: 5, teamsMin: 9 } })).rejects.toMatchObject({
    faults: [{ path: 'quota.teamsMin' }],
  });
});
