/** What others learn of a venture that is not shared, or no longer. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureRegistered,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStackWith } from '@naru/testing/stack';
import { matchingEngine } from '../service.ts';

type Client = TypedClient<typeof MatchingServiceDefinition> & { close(): void };

let stack: Stack;
let registry: Publisher;
let directory: Publisher;
const clients: Client[] = [];

beforeAll(async () => {
  // Many ids here are unknown for good, and each call waits for them.
  stack = await startStackWith({ LOOKUP_WAIT_MS: '100' }, matchingEngine);
  registry = await publisher(stack, 'registry');
  directory = await publisher(stack, 'investor');
}, 60_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await directory?.stop();
  await stack?.stop();
});

function as(role: string, scope: { org?: string } = {}): Client {
  const client = createClient(MatchingServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role, ...scope }),
  });
  clients.push(client);
  return client;
}

const publishVenture = (ventureId: string, version: number, change: Partial<VentureProfile>) => {
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' }, sectors: ['IOT'], stage: 'SEED', ...change });
  const message = { ventureId, centreId: 'KR-27', state: 'PUBLISHED' as const, profile, fictional: true };
  return registry.say({ codec: VenturePublished, message, aggregate: ventureId, version });
};

const setMandate = (id: string) => {
  const investor = Investor.fromPartial({ id, type: 'VC', state: 'ACTIVE', mandate: { sectors: ['IOT'] } });
  return directory.say({ codec: MandateChanged, message: { investor }, aggregate: id, version: 3 });
};

test('for an investor a venture that was never shared does not exist, whatever became of it', async () => {
  await setMandate('inv_u');
  const life = [
    [VentureRegistered, 'DRAFT'],
    [VentureVerified, 'VERIFIED'],
    [VentureConsented, 'VERIFIED'],
    [VentureConsentWithdrawn, 'VERIFIED'],
    [VentureClosed, 'CLOSED'],
  ] as const;
  const lives = { ven_u_draft: [0], ven_u_closed: [0, 4], ven_u_verified: [0, 1], ven_u_withdrawn: [0, 1, 2, 3, 4] };
  for (const [id, chapters] of Object.entries(lives))
    for (const [version, chapter] of chapters.entries()) {
      const [codec, state] = life[chapter] ?? life[0];
      const message = { ventureId: id, centreId: 'KR-27', state, profile: undefined, fictional: false };
      await registry.say<typeof message>({ codec: codec as never, message, aggregate: id, version: version + 1 });
    }
  const admin = as('network_admin');
  const theInvestor = as('investor_member', { org: 'inv_u' });
  for (const ventureId of Object.keys(lives)) {
    const pair = { ventureId, investorId: 'inv_u' };
    // The secretariat knows that the venture existed.
    await eventually(async () => (await admin.whyNot(pair)).limits[0]?.code === 'limit.venture_hidden');
    const asks: ((venture: string) => Promise<unknown>)[] = [
      (venture) => theInvestor.whyNot({ ...pair, ventureId: venture }),
      (venture) => theInvestor.expressInterest({ ...pair, ventureId: venture, side: 'INVESTOR' }),
    ];
    for (const ask of asks) {
      const refusal = async (id: string) =>
        ask(id).then(
          () => 'none',
          (error: { kind: string; code: string; message: string }) =>
            [error.kind, error.code, error.message].join(' ').replaceAll(id, 'ID'),
        );
      expect(await refusal(ventureId)).toBe(await refusal('ven_unknown'));
      expect(await refusal(ventureId)).toMatch(/^not_found /);
    }
  }
});

test('the reasons of a match are hidden together with its venture', async () => {
  await Promise.all([publishVenture('ven_reasons', 3, { askKrw: 123_456_789 }), setMandate('inv_reasons')]);
  const [theInvestor, theVenture] = [
    as('investor_member', { org: 'inv_reasons' }),
    as('venture_member', { org: 'ven_reasons' }),
  ];
  const pair = { ventureId: 'ven_reasons', investorId: 'inv_reasons' };
  await eventually(async () => (await theVenture.whyNot(pair)).limits.length === 0);
  await theInvestor.expressInterest({ ...pair, side: 'INVESTOR' });
  const { id, parts } = await theVenture.expressInterest({ ...pair, side: 'VENTURE' });
  expect((await theInvestor.getMatch({ id })).parts).toEqual(parts);
  await registry.say({
    codec: VentureConsentWithdrawn,
    message: { ventureId: 'ven_reasons', centreId: 'KR-27', state: 'PUBLISHED' },
    aggregate: 'ven_reasons',
    version: 4,
  });
  await eventually(async () => (await theInvestor.getMatch({ id })).parts.length === 0);
  expect((await theInvestor.listMatches(pair)).matches.map((match) => match.parts)).toEqual([[]]);
  // Nobody but the owner of the venture keeps what it had shared.
  await eventually(async () => (await theVenture.getMatch({ id })).parts.length === 0);
  const stored = await stack
    .database('matching')
    .collection('match')
    .findOne({ _id: id as never });
  expect(JSON.stringify(stored)).not.toContain('123456789');
});
