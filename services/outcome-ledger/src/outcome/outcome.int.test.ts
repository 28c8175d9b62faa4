import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OutcomeServiceDefinition } from '@naru/contracts/ledger/v1/outcome_service';
import type { Grant } from '@naru/kit/identity';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { outcomeLedger } from '../service.ts';

type Client = TypedClient<typeof OutcomeServiceDefinition> & { close(): void };

let stack: Stack;
const clients: Client[] = [];
const as = (grant: Grant): Client => {
  const options = { token: () => stack.token(grant) };
  const client = createClient(OutcomeServiceDefinition, stack.addresses.ledger ?? '', options);
  clients.push(client);
  return client;
};
let gbsa: Client;

beforeAll(async () => {
  stack = await startStack(outcomeLedger);
  await knownBodies(stack, ['org_gbsa']);
  gbsa = as({ role: 'partner_system', org: 'org_gbsa' });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await stack?.stop();
});

const visitors = (year: number, month: number, value: number) =>
  gbsa.reportOutcome({
    aboutId: 'org_gbsa',
    indicator: 'FOREIGN_VISITORS',
    from: { year, month: 1, day: 1 },
    through: { year, month, day: 31 },
    value,
    origin: 'ARTICLE',
  });

test('a body reports its visitors; the year to August is partial, and not compared with a full one', async () => {
  const [full, partial] = [await visitors(2018, 12, 684), await visitors(2019, 8, 484)];
  expect([full.partial, partial.partial, full.unit]).toEqual([false, true, 'PERSONS']);
  await expect(gbsa.compareOutcomes({ earlierId: full.id, laterId: partial.id })).rejects.toMatchObject({
    kind: 'rule',
    code: 'outcome.partial_year',
  });
  const next = await visitors(2020, 12, 700);
  expect(await gbsa.compareOutcomes({ earlierId: full.id, laterId: next.id })).toMatchObject({
    difference: 16,
    growthPercent: 2.34,
  });
});

test('a figure is about a body that exists', async () => {
  const figure = { indicator: 'FOREIGN_VISITORS' as const, origin: 'ARTICLE' as const, value: 1 };
  const year = { from: { year: 2018, month: 1, day: 1 }, through: { year: 2018, month: 12, day: 31 } };
  const admin = as({ role: 'network_admin' });
  for (const [aboutId = '', noun] of [
    ['org_typo', 'organisation'],
    ['KR-99', 'centre'],
  ])
    await expect(admin.reportOutcome({ aboutId, ...figure, ...year })).rejects.toMatchObject({
      ...{ code: `${noun}.not_found`, faults: [{ path: 'aboutId' }] },
    });
});

test('only its body corrects a figure, and the earlier value is kept', async () => {
  const { id, etag } = await visitors(2017, 12, 600);
  const other = as({ role: 'partner_system', org: 'org_other' });
  await expect(other.correctOutcome({ id, value: 1, reason: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(gbsa.verifyOutcome({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await gbsa.correctOutcome({ id, value: 601, reason: '오타', etag })).toMatchObject({
    value: 601,
    state: 'CORRECTED',
    earlier: [{ value: 600, reason: '오타' }],
  });
  expect(await as({ role: 'network_admin' }).verifyOutcome({ id })).toMatchObject({ state: 'VERIFIED' });
});

test('a figure without a value is refused, never taken for zero; zero itself is a figure', async () => {
  const { id } = await visitors(2016, 12, 42);
  const missing = { code: 'request.invalid', faults: [{ path: 'value', rule: 'required' }] };
  await expect(gbsa.correctOutcome({ id, reason: 'typo' })).rejects.toMatchObject(missing);
  await expect(gbsa.reportOutcome({ ...figure, value: undefined })).rejects.toMatchObject(missing);
  expect(await gbsa.getOutcome({ id })).toMatchObject({ value: 42, earlier: [] });
  expect(await gbsa.correctOutcome({ id, value: 0, reason: '방문자 없음' })).toMatchObject({
    value: 0,
    earlier: [{ value: 42 }],
  });
});

const figure = {
  aboutId: 'org_gbsa',
  indicator: 'STATE_GUEST_VISITS' as const,
  from: { year: 2015, month: 1, day: 1 },
  through: { year: 2015, month: 12, day: 31 },
  value: 3,
  origin: 'ARTICLE' as const,
  source: { externalId: '', fictional: false, refs: ['article 7', 'article 9'] },
};

test('the same figure from the same source is refused with the id of the first; another source gives a rival', async () => {
  const { id } = await gbsa.reportOutcome(figure);
  const again = { ...figure, value: 4, source: { ...figure.source, refs: ['article 9', 'article 7'] } };
  await expect(gbsa.reportOutcome(again)).rejects.toMatchObject({
    kind: 'exists',
    code: 'outcome.reported',
    message: expect.stringContaining(id),
  });
  const korean = createClient(OutcomeServiceDefinition, stack.addresses.ledger ?? '', {
    token: () => stack.token({ role: 'partner_system', org: 'org_gbsa' }),
    language: 'ko',
  });
  await expect(korean.reportOutcome(again)).rejects.toMatchObject({
    message: `같은 출처로 이미 보고된 수치입니다(${id}). 값이 틀렸으면 그 수치를 정정하고, 출처가 다르면 그 출처를 적으십시오`,
  });
  korean.close();
  await gbsa.correctOutcome({ id, value: 5, reason: '오타' });
  await expect(gbsa.reportOutcome(again)).rejects.toMatchObject({ code: 'outcome.reported' });
  const rivals = [
    { ...figure, source: { ...figure.source, refs: ['article 8'] } },
    { ...figure, origin: 'PAGE' as const },
    { ...figure, through: { year: 2015, month: 8, day: 31 } },
  ];
  for (const rival of rivals) expect(await gbsa.reportOutcome(rival)).toMatchObject({ state: 'REPORTED' });
});

test('a record that comes twice is told with the id of the first, in whatever way it is the same', async () => {
  const record = { ...figure, source: { ...figure.source, externalId: 'outcome:7' } };
  const { id } = await gbsa.reportOutcome(record);
  await expect(gbsa.reportOutcome(record)).rejects.toMatchObject({ message: expect.stringContaining(id) });
  await expect(gbsa.reportOutcome({ ...record, origin: 'PAGE' })).rejects.toMatchObject({
    code: 'outcome.external_id_taken',
  });
});

test.each([
  [
    'an end before the beginning',
    { from: { year: 2018, month: 2, day: 1 }, through: { year: 2018, month: 1, day: 1 } },
    'through',
  ],
  ['an end ahead', { from: { year: 2018, month: 1, day: 1 }, through: { year: 2199, month: 1, day: 1 } }, 'through'],
  [
    'a day that does not exist',
    { from: { year: 2018, month: 2, day: 30 }, through: { year: 2018, month: 3, day: 1 } },
    'from',
  ],
])('refuses %s, naming the field', async (_, span, path) => {
  const asked = {
    aboutId: 'org_gbsa',
    indicator: 'FOREIGN_VISITORS' as const,
    value: 1,
    origin: 'REPORT' as const,
  };
  await expect(gbsa.reportOutcome({ ...asked, ...span })).rejects.toMatchObject({ faults: [{ path }] });
});

test('a document of the first released shape is still read', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/outcome.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('ledger').collection('outcome').insertOne(stored);
  expect(await gbsa.getOutcome({ id: stored._id })).toMatchObject({ value: 484, partial: true, etag: '2' });
  expect((await gbsa.listOutcomes({ aboutId: stored.state.aboutId })).outcomes).toHaveLength(1);
});
