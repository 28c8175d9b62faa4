import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FundServiceDefinition } from '@naru/contracts/investor/v1/fund_service';
import { knownBodies } from '@naru/testing/bodies';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import { BSON } from 'mongodb';
import { investorDirectory } from '../service.ts';

type Client = TypedClient<typeof FundServiceDefinition> & { close(): void };

let stack: Stack;
let gwangju: Client;
let daegu: Client;

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  await knownBodies(stack, ['KR-29']);
  const officer = (centre: string) =>
    createClient(FundServiceDefinition, stack.addresses.investor ?? '', {
      token: () => stack.token({ role: 'centre_officer', centre }),
    });
  [gwangju, daegu] = [officer('KR-29'), officer('KR-27')];
});
afterAll(async () => {
  for (const client of [gwangju, daegu]) client?.close();
  await stack?.stop();
});

const details = { name: { ko: '서민 생활 창조경제 기금' }, sizeKrw: 10_000_000_000 };

test('its centre announces, raises and closes a fund, which is shown with its size in words', async () => {
  const fund = await gwangju.announceFund({ ownerId: 'KR-29', details, requestId: 'fund' });
  expect(fund).toMatchObject({
    centreId: 'KR-29',
    state: 'ANNOUNCED',
    display: { ko: '100억원', en: 'KRW 10bn' },
  });
  expect(await gwangju.announceFund({ ownerId: 'KR-29', details, requestId: 'fund' })).toEqual(fund);
  const { id } = fund;
  await expect(daegu.announceFund({ ownerId: 'KR-29', details })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(daegu.raiseFund({ id })).rejects.toMatchObject({ kind: 'forbidden' });
  expect(
    await gwangju.updateFund({
      id,
      fund: { details: { sizeKrw: 5_000_000_000 } },
      updateMask: ['details.size_krw'],
      etag: '1',
    }),
  ).toMatchObject({
    display: { ko: '50억원' },
  });
  expect(await gwangju.raiseFund({ id })).toMatchObject({ state: 'RAISED' });
  expect(await gwangju.closeFund({ id })).toMatchObject({ state: 'CLOSED', etag: '4' });
  await expect(gwangju.raiseFund({ id })).rejects.toMatchObject({ code: 'fund.closed' });
  expect((await daegu.listFunds({ centreId: 'KR-29' })).funds).toMatchObject([{ id }]);
  await eventually(async () => {
    const kept = await stack.database('investor').collection('events').find({ aggregate: id }).toArray();
    return kept.length === 4;
  });
});

test('an end before the beginning is refused by its field, as far as both dates are known', async () => {
  const from = { year: 2015, month: 5, day: 1 };
  const asked = (through: object) => gwangju.announceFund({ ownerId: 'KR-29', details: { ...details, from, through } });
  await expect(asked({ year: 2015, month: 4, day: 30 })).rejects.toMatchObject({
    faults: [{ path: 'details.through' }],
  });
  expect((await asked({ year: 2015, month: 0, day: 0 })).details?.through?.year).toBe(2015);
});

test('a document of the first released shape is still read', async () => {
  const stored = BSON.EJSON.parse(readFileSync(new URL('fixture/fund.schema-1.json', import.meta.url), 'utf8'));
  await stack.database('investor').collection('fund').insertOne(stored);
  expect(await daegu.getFund({ id: stored._id })).toMatchObject({ state: 'RAISED', display: { ko: '100억원' } });
});
