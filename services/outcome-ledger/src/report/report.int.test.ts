import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Deal_Stage } from '@naru/contracts/investor/v1/deal';
import {
  DealConfirmed,
  DealCorrected,
  DealDropped,
  DealInterest,
  DealNegotiating,
  DealSideConfirmed,
  DealSnapshot,
  DealVoided,
} from '@naru/contracts/investor/v1/events';
import { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { outcomeLedger } from '../service.ts';

let stack: Stack;
let investor: Publisher;
let analyst: TypedClient<typeof LedgerServiceDefinition> & { close(): void };

beforeAll(async () => {
  stack = await startStack(outcomeLedger);
  investor = await publisher(stack, 'investor');
  analyst = createClient(LedgerServiceDefinition, stack.addresses.ledger ?? '', {
    token: () => stack.token({ role: 'analyst' }),
  });
}, 60_000);

afterAll(async () => {
  analyst?.close();
  await investor?.stop();
  await stack?.stop();
});

const codecs = {
  INTEREST: DealInterest,
  NEGOTIATING: DealNegotiating,
  CONFIRMED: DealConfirmed,
  DROPPED: DealDropped,
};
const versions = { INTEREST: 1, NEGOTIATING: 2, CONFIRMED: 3, DROPPED: 4 };

const said = (id: string, stage: keyof typeof codecs, amountKrw: number, originId = '') => {
  const deal = { id, stage: stage as Deal_Stage, amountKrw, origin: { id: originId } };
  const message = DealInterest.fromPartial({ deal });
  const version = versions[stage];
  return investor.say({
    codec: codecs[stage] as typeof DealInterest,
    message,
    aggregate: id,
    version,
    id: `${id}-${version}`,
  });
};

/** Fourteen confirmed deals with a sum of 2.25bn, four negotiating ones with 3.0bn. */
const confirmed = [...Array.from({ length: 13 }, () => 160_000_000), 170_000_000];
const negotiating = [400_000_000, 800_000_000, 900_000_000, 900_000_000];

async function partnersDay(): Promise<void> {
  // The later stage first, and everything twice: the newest version counts, once.
  for (const again of [1, 2]) {
    for (const [index, amountKrw] of confirmed.entries()) {
      await said(`deal_c${index}`, 'CONFIRMED', amountKrw, 'evt_4');
      await said(`deal_c${index}`, 'NEGOTIATING', amountKrw + again, 'evt_4');
      await said(`deal_c${index}`, 'INTEREST', 0, 'evt_4');
    }
    for (const [index, amountKrw] of negotiating.entries()) {
      await said(`deal_n${index}`, 'INTEREST', 0);
      await said(`deal_n${index}`, 'NEGOTIATING', amountKrw);
    }
  }
}

test('the totals of the Partners Day are exact, though events come twice and out of order', async () => {
  await partnersDay();
  await drained(stack, 'investor');
  expect(await analyst.getDealReport({})).toMatchObject({
    confirmed: { count: 14, amountKrw: '2250000000', display: { ko: '22억 5천만원' } },
    negotiating: { count: 4, amountKrw: '3000000000', display: { ko: '30억원' } },
    pipeline: { count: 18, amountKrw: '5250000000' },
    averageConfirmedKrw: 160_714_286,
    asOf: expect.any(Date),
  });
  expect(await analyst.getDealReport({ originId: 'evt_4' })).toMatchObject({
    confirmed: { count: 14 },
    negotiating: { count: 0 },
    scope: 'deals of origin evt_4',
  });
});

test('a confirmed deal moves to the other total; a dropped deal leaves both', async () => {
  await said('deal_n0', 'CONFIRMED', 400_000_000);
  const moved = {
    confirmed: { count: 15, amountKrw: '2650000000' },
    negotiating: { count: 3, amountKrw: '2600000000' },
  };
  await eventually(async () => expect(await analyst.getDealReport({})).toMatchObject(moved) === undefined);
  await said('deal_n1', 'DROPPED', 800_000_000);
  const dropped = { ...moved, negotiating: { count: 2, amountKrw: '1800000000' } };
  await eventually(async () => expect(await analyst.getDealReport({})).toMatchObject(dropped) === undefined);
});

test('one side alone moves nothing; a correction changes the total; a voided deal leaves it', async () => {
  const told = {
    half: DealSideConfirmed,
    both: DealConfirmed,
    corrected: DealCorrected,
    voided: DealVoided,
    DealInterest,
  };
  const tell = async (name: keyof typeof told, version: number, deal: { stage: Deal_Stage; amountKrw: number }) => {
    const message = DealInterest.fromPartial({ deal: { id: 'deal_v', origin: { id: 'evt_void' }, ...deal } });
    const codec = told[name] as typeof DealInterest;
    await investor.say({ codec, message, aggregate: 'deal_v', version });
    await drained(stack, 'investor');
    return analyst.getDealReport({ originId: 'evt_void' });
  };
  const half = await tell('half', 3, { stage: 'NEGOTIATING', amountKrw: 5 });
  expect(half).toMatchObject({ confirmed: { count: 0 }, negotiating: { count: 1, amountKrw: '5' } });
  const both = await tell('both', 4, { stage: 'CONFIRMED', amountKrw: 5 });
  expect(both.confirmed).toMatchObject({ count: 1, amountKrw: '5' });
  const corrected = await tell('corrected', 5, { stage: 'CONFIRMED', amountKrw: 3 });
  expect(corrected.confirmed).toMatchObject({ count: 1, amountKrw: '3' });
  const voided = await tell('voided', 6, { stage: 'VOIDED', amountKrw: 0 });
  expect(voided).toMatchObject({ confirmed: { count: 0, amountKrw: '0' }, pipeline: { count: 0, amountKrw: '0' } });
});

test('a sum past 2^53 is exact to the won', async () => {
  const largest = Number.MAX_SAFE_INTEGER;
  for (const [index, amountKrw] of [largest, largest, 5].entries())
    await said(`deal_l${index}`, 'CONFIRMED', amountKrw, 'evt_large');
  await said('deal_l3', 'NEGOTIATING', largest, 'evt_large');
  await drained(stack, 'investor');
  expect(await analyst.getDealReport({ originId: 'evt_large' })).toMatchObject({
    confirmed: { count: 3, amountKrw: '18014398509481987', display: { en: 'KRW 18,014,398,509,481,987' } },
    negotiating: { count: 1, amountKrw: '9007199254740991' },
    pipeline: { count: 4, amountKrw: '27021597764222978' },
    averageConfirmedKrw: 6_004_799_503_160_662,
  });
  for (const id of ['deal_l0', 'deal_l1', 'deal_l2', 'deal_l3']) await said(id, 'DROPPED', largest, 'evt_large');
  await drained(stack, 'investor');
});

test('a snapshot adds a deal whose events were missed, and changes no known deal', async () => {
  const snapshot = (id: string, stage: Deal_Stage, amountKrw: number, version: number) =>
    investor.say({
      codec: DealSnapshot,
      message: DealSnapshot.fromPartial({ deal: { id, stage, amountKrw } }),
      aggregate: id,
      version,
    });
  await snapshot('deal_c0', 'CONFIRMED', 999, 3);
  await snapshot('deal_x', 'CONFIRMED', 50_000_000, 3);
  await eventually(async () => (await analyst.getDealReport({})).confirmed?.count === 16);
  expect((await analyst.getDealReport({})).confirmed?.amountKrw).toBe('2700000000');
});

test('a report names no investors and no ventures', async () => {
  const member = createClient(LedgerServiceDefinition, stack.addresses.ledger ?? '', {
    token: () => stack.token({ role: 'investor_member', org: 'inv_1' }),
  });
  await expect(member.getDealReport({})).rejects.toMatchObject({ kind: 'forbidden' });
  member.close();
});
