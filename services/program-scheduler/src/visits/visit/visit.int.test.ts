import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import type { Grant } from '@naru/kit/identity';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { programScheduler } from '../../service.ts';

type Client = TypedClient<typeof VisitServiceDefinition> & { close(): void };

let stack: Stack;
let host: Client;
let other: Client;
let admin: Client;
const clients: Client[] = [];
const as = (grant: Grant): Client => {
  const client = createClient(VisitServiceDefinition, stack.addresses.program ?? '', {
    token: () => stack.token(grant),
  });
  clients.push(client);
  return client;
};
const officer = (centre: string) => as({ role: 'centre_officer', centre });

beforeAll(async () => {
  stack = await startStack(programScheduler);
  await knownBodies(stack, ['KR-11', 'KR-27', 'KR-41']);
  host = officer('KR-41');
  other = officer('KR-27');
  admin = as({ role: 'network_admin' });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await stack?.stop();
});

const month = (year: number, number: number) => ({ year, month: number, day: 0 });
const wish = (client: Client, country: string, startDate: object, hostId = 'KR-41') =>
  client.requestVisit({ hostId, details: { name: { ko: '대표단' }, country, level: 'AGENCY', startDate } });
async function completed(country: string, startDate: object, client = host, hostId = 'KR-41'): Promise<string> {
  const { id } = await wish(client, country, startDate, hostId);
  await client.confirmVisit({ id });
  await client.completeVisit({ id });
  return id;
}

test('its host and the secretariat see a future visit; everybody sees a past one', async () => {
  const { id, state, centreId } = await wish(host, 'EE', { year: 2199, month: 2, day: 7 });
  expect([state, centreId]).toEqual(['REQUESTED', 'KR-41']);
  await expect(wish(other, 'EE', month(2018, 2))).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(other.getVisit({ id })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await other.listVisits({ country: 'EE' })).visits).toEqual([]);
  expect((await admin.getVisit({ id })).country).toBe('EE');
  await host.confirmVisit({ id, etag: '1' });
  await expect(host.completeVisit({ id })).rejects.toMatchObject({ code: 'visit.not_begun' });
  expect(await host.cancelVisit({ id, reason: '일정 변경' })).toMatchObject({ state: 'CANCELLED' });
  const over = await completed('SK', month(2018, 4));
  expect((await other.listVisits({ period: '2018-04' })).visits).toMatchObject([{ id: over, country: 'SK' }]);
  expect((await other.listVisits({ period: '2018', country: 'SK' })).visits).toHaveLength(1);
  expect((await other.listVisits({ period: '2017' })).visits).toEqual([]);
});

test('a year is whole only where it is entered to its end; a comparison with a partial year is refused', async () => {
  const seoul = officer('KR-11');
  for (const at of [month(2018, 1), month(2018, 2), month(2019, 3)]) await completed('CN', at, seoul, 'KR-11');
  const years = async () => (await other.countVisits({ hostId: 'KR-11' })).years;
  expect(await years()).toMatchObject([
    { year: 2018, visits: 2, partial: true, through: undefined },
    { year: 2019, visits: 1, partial: true, through: undefined },
  ]);
  const from = { year: 2018, month: 1, day: 1 };
  await expect(
    other.stateVisitCoverage({ hostId: 'KR-11', from, through: { year: 2019, month: 8, day: 31 } }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  const stated = await seoul.stateVisitCoverage({ hostId: 'KR-11', from, through: { year: 2019, month: 8, day: 31 } });
  expect(await years()).toMatchObject([
    { year: 2018, visits: 2, partial: false },
    { year: 2019, visits: 1, partial: true, through: { year: 2019, month: 8, day: 31 } },
  ]);
  const compare = () => other.compareVisitYears({ hostId: 'KR-11', years: [2018, 2019] });
  await expect(compare()).rejects.toMatchObject({ kind: 'rule', code: 'visit.partial_year' });
  const through = { year: 2019, month: 12, day: 31 };
  await expect(seoul.stateVisitCoverage({ hostId: 'KR-11', from, through, etag: '7' })).rejects.toMatchObject({
    code: 'etag.stale',
  });
  await seoul.stateVisitCoverage({ hostId: 'KR-11', from, through, etag: stated.etag });
  expect(await compare()).toMatchObject({ ranking: [{ year: 2018 }, { year: 2019 }], growthPercent: -50 });
});

test('the timer reminds of an obligation and finds it overdue, and its owner is told', async () => {
  const id = await completed('TH', month(2018, 5));
  await host.addVisitAgreement({
    id,
    agreement: { agreementId: 'agr_1', signedOn: { year: 2018, month: 5, day: 3 } },
  });
  const soon = new Date(Date.now() + 3 * 86_400_000);
  const dueOn = { year: soon.getUTCFullYear(), month: soon.getUTCMonth() + 1, day: soon.getUTCDate() };
  await host.addVisitObligation({ id, text: { ko: '교육 과정' }, ownerId: 'KR-27', dueOn });
  const past = { id, text: { ko: '후속 회의' }, ownerId: 'KR-41', dueOn: { year: 2018, month: 6, day: 1 } };
  await host.addVisitObligation(past);
  await host.addVisitObligation(past);
  const told = await eventually(async () => {
    const { obligations } = await host.getVisit({ id });
    return obligations[0]?.remindedAt && obligations[1]?.foundOverdueAt && obligations;
  });
  expect(told.map(({ overdue }) => overdue)).toEqual([false, true]);
  const types = await eventually(async () => {
    const kept = await stack.database('program').collection('events').find({ aggregate: id }).toArray();
    const found = kept.map(({ type }) => type as string).filter((type) => /reminded|missed/.test(type));
    return found.length === 2 && found.sort();
  });
  expect(types).toEqual(['missed', 'reminded'].map((past_) => `naru.program.visit.obligation_${past_}.v1`));
  const obligationId = told[0]?.id ?? '';
  expect((await officer('KR-11').getVisit({ id })).obligations).toEqual([]);
  await expect(officer('KR-11').fulfilVisitObligation({ id, obligationId })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await expect(other.updateVisit({ id, visit: {}, updateMask: ['name'] })).rejects.toMatchObject({ kind: 'invalid' });
  expect((await other.fulfilVisitObligation({ id, obligationId })).obligations[0]?.doneOn).toBeDefined();
});

test('documents of the first released shape are still read', async () => {
  const fixture = (path: string) => BSON.EJSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const visit = fixture('fixture/visit.schema-1.json');
  const coverage = fixture('../coverage/fixture/coverage.schema-1.json');
  await stack.database('program').collection('visit').insertOne(visit);
  await stack.database('program').collection('visit_coverage').insertOne(coverage);
  expect(await host.getVisit({ id: visit._id })).toMatchObject({
    country: 'EE',
    level: 'HEAD_OF_STATE',
    startDate: month(2018, 2),
    agreements: [{ agreementId: 'agr_01h455vb4pex5vsknk084sn02q' }],
    obligations: [{ overdue: true, text: { ko: '후속 회의' } }],
  });
});
