import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InvestorServiceDefinition } from '@naru/contracts/investor/v1/service';
import { IntroductionHeld } from '@naru/contracts/matching/v1/events';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import { kit } from '@naru/kit/kit-texts';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { investorDirectory } from '../service.ts';
import { introductionHandlers, type Reacting } from './reactions.ts';

let stack: Stack;
let matching: Publisher;
let admin: TypedClient<typeof InvestorServiceDefinition> & { close(): void };

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  matching = await publisher(stack, 'matching');
  admin = createClient(InvestorServiceDefinition, stack.addresses.investor ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
});

afterAll(async () => {
  admin?.close();
  await matching?.stop();
  await stack?.stop();
});

const invite = async (type: 'VC' | 'GLOBAL_CORPORATION' = 'VC') =>
  (await admin.registerInvestor({ name: { en: 'Baybridge' }, type, country: 'US' })).id;

let matches = 0;
/** An introduction of two parties, in the events that matching-engine publishes for its meetings. */
function introduce(investorId: string, ventureId: string) {
  matches += 1;
  const aggregate = `mat_${matches}`;
  const introduction = { id: `int_${matches}`, state: 'HELD' as const, requestedAt: REQUESTED };
  const match = { id: aggregate, ventureId, investorId, centreId: 'KR-27', introduction };
  const met = (version: number, id?: string) =>
    matching.say({
      codec: IntroductionHeld,
      message: IntroductionHeld.fromPartial({ match }),
      aggregate,
      version,
      ...(id ? { id } : {}),
    });
  return { introductionId: introduction.id, met };
}

const REQUESTED = new Date('2016-03-02T03:00:00Z');
const dealsOf = async (investorId: string) => (await admin.listDeals({ investorId })).deals;

test('a meeting opens one deal, also after repeats, out of order, and after a second meeting', async () => {
  const investorId = await invite();
  const { introductionId, met } = introduce(investorId, 'ven_met');
  const second = await met(6);
  const first = await met(5);
  await met(6, second);
  await met(5, first);
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toMatchObject([
    {
      ventureId: 'ven_met',
      centreId: 'KR-27',
      stage: 'INTEREST',
      amountKrw: 0,
      origin: { id: introductionId, edition: 0 },
    },
  ]);
});

test('a deal that comes of an introduction is confirmed on its day or later', async () => {
  const investorId = await invite();
  await introduce(investorId, 'ven_early').met(5);
  await drained(stack, 'matching');
  const id = (await dealsOf(investorId))[0]?.id ?? '';
  await admin.startNegotiation({ id, amountKrw: 400 });
  const word = { id, amountKrw: 400, side: 'VENTURE' as const, reason: 'by telephone' };
  await expect(admin.confirmDeal({ ...word, confirmedOn: { year: 2016, month: 2, day: 29 } })).rejects.toMatchObject({
    code: 'deal.confirmed_early',
  });
  expect(await admin.confirmDeal({ ...word, confirmedOn: { year: 2016, month: 3, day: 2 } })).toMatchObject({
    stage: 'NEGOTIATING',
  });
});

/** Introductions that must never open a deal. */
const filed = () => stack.database('investor').collection('introductions_passed_over').countDocuments({});

test('a meeting that opens a deal is not recorded as ignored', async () => {
  const before = await filed();
  const investorId = await invite();
  await introduce(investorId, 'ven_open').met(5);
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toHaveLength(1);
  expect(await filed()).toBe(before);
});

test('an obstacle that may pass is reported, and the introduction is not recorded as ignored', async () => {
  const before = await filed();
  const away = kit.refuse('database.unavailable');
  const reacting = {
    deals: { change: () => Promise.reject(away) },
    investors: { find: async () => ({ state: { type: 'VC' } }) },
    ventures: { find: async () => null },
  } as unknown as Reacting;
  const [handler] = introductionHandlers({ db: stack.database('investor'), ambient: realAmbient }, reacting);
  const match = { id: 'mat_x', ventureId: 'ven_x', investorId: 'inv_x', introduction: { id: 'int_x', state: 'HELD' } };
  await expect(handler?.handle({ message: { match }, at: new Date() } as never)).rejects.toBe(away);
  expect(await filed()).toBe(before);
});

test('a meeting whose introduction has ended opens no deal', async () => {
  const investorId = await invite();
  const match = { id: 'mat_end', ventureId: 'ven_met', investorId, introduction: { id: 'int_end', state: 'ENDED' } };
  const message = IntroductionHeld.fromPartial({ match } as never);
  await matching.say({ codec: IntroductionHeld, message, aggregate: 'mat_end', version: 5 });
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toEqual([]);
});

test('a global corporation meets without a deal', async () => {
  const investorId = await invite('GLOBAL_CORPORATION');
  await introduce(investorId, 'ven_met').met(5);
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toEqual([]);
});

test('no second deal is opened for a pair with a deal, not even when the event is repeated after that deal has ended', async () => {
  const investorId = await invite();
  const registry = await publisher(stack, 'registry');
  const message = VenturePublished.fromPartial({ ventureId: 'ven_known', centreId: 'KR-41', profile: {} });
  await registry.say({ codec: VenturePublished, message, aggregate: 'ven_known', version: 4 });
  await drained(stack, 'registry');
  await registry.stop();
  const { id } = await admin.openDeal({ ventureId: 'ven_known', investorId });
  const { met } = introduce(investorId, 'ven_known');
  const event = await met(5);
  await drained(stack, 'matching');
  expect((await dealsOf(investorId)).map((deal) => deal.id)).toEqual([id]);
  await admin.dropDeal({ id, reason: 'terms' });
  await met(5, event);
  await drained(stack, 'matching');
  expect((await dealsOf(investorId)).map((deal) => deal.id)).toEqual([id]);
});

test('two who have met are kept apart by an excluded country: no deal opens, then or later', async () => {
  const investorId = await invite();
  const registry = await publisher(stack, 'registry');
  const share = async (version: number, excludedCountries: string[]) => {
    const profile = { excludedCountries };
    const message = VenturePublished.fromPartial({ ventureId: 'ven_apart', centreId: 'KR-27', profile });
    await registry.say({ codec: VenturePublished, message, aggregate: 'ven_apart', version });
    await drained(stack, 'registry');
  };
  await share(4, ['US']);
  const { met } = introduce(investorId, 'ven_apart');
  const event = await met(5);
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toEqual([]);
  await share(5, []);
  await met(5, event);
  await drained(stack, 'matching');
  expect(await dealsOf(investorId)).toEqual([]);
  await registry.stop();
});
