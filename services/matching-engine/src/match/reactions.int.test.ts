import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged, ProfileDormant } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import { VenturePublished, VentureRegistered, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { matchingEngine } from '../service.ts';

let stack: Stack;
let registry: Publisher;
let directory: Publisher;
let admin: TypedClient<typeof MatchingServiceDefinition> & { close(): void };

beforeAll(async () => {
  stack = await startStack(matchingEngine);
  registry = await publisher(stack, 'registry');
  directory = await publisher(stack, 'investor');
  admin = createClient(MatchingServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
}, 60_000);

afterAll(async () => {
  admin?.close();
  await registry?.stop();
  await directory?.stop();
  await stack?.stop();
});

const publish = (ventureId: string, version: number) => {
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' }, sectors: ['IOT'] });
  const message = { ventureId, centreId: 'KR-27', state: 'PUBLISHED' as const, profile, fictional: true };
  return registry.say({ codec: VenturePublished, message, aggregate: ventureId, version });
};

const suspend = (ventureId: string, version: number) =>
  registry.say({
    codec: VentureSuspended,
    message: { ventureId },
    aggregate: ventureId,
    version,
    id: `${ventureId}-s`,
  });

const activate = (id: string, version: number) => {
  const investor = Investor.fromPartial({ id, type: 'VC', state: 'ACTIVE', mandate: { sectors: ['IOT'] } });
  return directory.say({ codec: MandateChanged, message: { investor }, aggregate: id, version });
};

const rest = (id: string, version: number) => {
  const investor = Investor.fromPartial({ id, type: 'VC', state: 'DORMANT', mandate: { sectors: ['IOT'] } });
  return directory.say({ codec: ProfileDormant, message: { investor }, aggregate: id, version, id: `${id}-d` });
};

const interested = (pair: { ventureId: string; investorId: string }) =>
  eventually(() => admin.expressInterest({ ...pair, side: 'INVESTOR' }));
const stateOf = async (ventureId: string) => (await admin.listMatches({ ventureId })).matches[0]?.state;

test.each([
  { who: 'a venture', leave: suspend, comeBack: publish, party: 'ventureId' as const, context: 'registry' },
  { who: 'an investor', leave: rest, comeBack: activate, party: 'investorId' as const, context: 'investor' },
])(
  '$who that left and returned keeps its new proposals when the event of its leaving is delivered again',
  async (way) => {
    const pair = { ventureId: `ven_${way.party}`, investorId: `inv_${way.party}` };
    const id = pair[way.party];
    await Promise.all([publish(pair.ventureId, 3), activate(pair.investorId, 3)]);
    await interested(pair);
    await way.leave(id, 4);
    await eventually(async () => (await stateOf(pair.ventureId)) === 'EXPIRED');
    await way.comeBack(id, 5);
    await eventually(async () => (await interested(pair)).state === 'PROPOSED');
    await way.leave(id, 4);
    await drained(stack, way.context);
    expect(await stateOf(pair.ventureId)).toBe('PROPOSED');
  },
);

test.each([
  {
    ...{ who: 'a venture', leave: suspend, party: 'ventureId' as const, context: 'registry', copies: 'ventures' },
    stored: { $set: { version: 4 }, $unset: { profile: 1 } },
  },
  {
    ...{ who: 'an investor', leave: rest, party: 'investorId' as const, context: 'investor', copies: 'investors' },
    stored: { $set: { version: 4, active: false } },
  },
])('the proposals of $who expire once, even where the process that stored its leaving crashed', async (way) => {
  const pair = { ventureId: `ven_died_${way.party}`, investorId: `inv_died_${way.party}` };
  const id = pair[way.party];
  await Promise.all([publish(pair.ventureId, 3), activate(pair.investorId, 3)]);
  await interested(pair);
  const copies = stack.database('matching').collection(way.copies);
  expect((await copies.updateOne({ _id: id as never }, way.stored)).matchedCount).toBe(1);
  await way.leave(id, 4);
  await eventually(async () => (await stateOf(pair.ventureId)) === 'EXPIRED');
  const etag = async () => (await admin.listMatches({ ventureId: pair.ventureId })).matches[0]?.etag;
  const before = await etag();
  await way.leave(id, 4);
  await drained(stack, way.context);
  expect(await etag()).toBe(before);
});

test('an older event about a hidden venture does not remove its centre', async () => {
  const bare = { ventureId: 'ven_bare', centreId: '', state: 'STATE_UNSPECIFIED' as const };
  const copyOf = () =>
    stack
      .database('matching')
      .collection('ventures')
      .findOne({ _id: 'ven_bare' as never });
  await registry.say({ codec: VentureRegistered, message: bare, aggregate: 'ven_bare', version: 1 });
  await eventually(copyOf);
  expect(await copyOf()).not.toHaveProperty('centreId');
  await publish('ven_bare', 5);
  await registry.say({ codec: VentureRegistered, message: bare, aggregate: 'ven_bare', version: 6 });
  await eventually(async () => (await copyOf())?.version === 6);
  expect(await copyOf()).toMatchObject({ centreId: 'KR-27' });
});
