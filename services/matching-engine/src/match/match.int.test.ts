import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged, ProfileVerified } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import { OpsServiceDefinition } from '@naru/contracts/ops/v1/service';
import { VentureConsentWithdrawn, VenturePublished, VentureRegistered } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { dateIn, SEOUL } from '@naru/kit/civil-date';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { matchingEngine } from '../service.ts';

type Client = TypedClient<typeof MatchingServiceDefinition> & { close(): void };

let stack: Stack;
let registry: Publisher;
let directory: Publisher;
const clients: { close(): void }[] = [];

beforeAll(async () => {
  stack = await startStack(matchingEngine);
  registry = await publisher(stack, 'registry');
  directory = await publisher(stack, 'investor');
}, 60_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await registry?.stop();
  await directory?.stop();
  await stack?.stop();
});

function as(role: string, scope: { centre?: string; org?: string } = {}): Client {
  const client = createClient(MatchingServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role, ...scope }),
  });
  clients.push(client);
  return client;
}

const profile = (change: Partial<VentureProfile> = {}) =>
  VentureProfile.fromPartial({
    name: { ko: '나루', en: 'Naru' },
    sectors: ['IOT'],
    stage: 'SEED',
    markets: ['US'],
    ...change,
  });

const publishVenture = (ventureId: string, version = 3, change: Partial<VentureProfile> = {}) =>
  registry.say({
    codec: VenturePublished,
    message: { ventureId, centreId: 'KR-27', state: 'PUBLISHED', profile: profile(change), fictional: true },
    aggregate: ventureId,
    version,
  });

const investor = (id: string, sectors: ('IOT' | 'GAME')[], state: 'ACTIVE' | 'VERIFIED' = 'ACTIVE') =>
  Investor.fromPartial({ id, name: { en: id }, country: 'US', type: 'VC', state, mandate: { sectors } });

const setMandate = (id: string, version = 3, sectors: ('IOT' | 'GAME')[] = ['IOT']) =>
  directory.say({ codec: MandateChanged, message: { investor: investor(id, sectors) }, aggregate: id, version });

test('two published parties get an introduction with one id, and each sees only its own matches', async () => {
  await Promise.all([publishVenture('ven_a'), publishVenture('ven_g', 3, { sectors: ['GAME'] }), setMandate('inv_a')]);
  const [theInvestor, theVenture, other] = [
    as('investor_member', { org: 'inv_a' }),
    as('venture_member', { org: 'ven_a' }),
    as('investor_member', { org: 'inv_x' }),
  ];
  const { candidates } = await eventually(async () => {
    const found = await theInvestor.findMatches({ investorId: 'inv_a' });
    return found.considered === 2 && found;
  });
  expect(candidates.map(({ ventureId }) => ventureId)).toEqual(['ven_a']);
  expect(candidates[0]?.parts.reduce((sum, { points }) => sum + points, 0)).toBe(candidates[0]?.score);
  const pair = { ventureId: 'ven_a', investorId: 'inv_a' };
  expect((await theInvestor.whyNot({ ventureId: 'ven_g', investorId: 'inv_a' })).limits).toMatchObject([
    { code: 'limit.sector_outside_mandate' },
  ]);
  const [stored] = (await theInvestor.proposeMatches({ investorId: 'inv_a' })).matches;
  expect(stored).toMatchObject({ state: 'PROPOSED', centreId: 'KR-27' });
  await expect(theVenture.expressInterest({ ...pair, side: 'INVESTOR' })).rejects.toMatchObject({
    kind: 'not_found',
  });
  await theVenture.expressInterest({ ...pair, side: 'VENTURE' });
  const met = await theInvestor.expressInterest({ ...pair, side: 'INVESTOR' });
  const id = met.introduction?.id ?? '';
  const meeting = {
    channel: 'OFFLINE',
    heldOn: dateIn(SEOUL, new Date()),
    result: 'FOLLOW_UP',
  } as const;
  const held = await theVenture.addIntroductionMeeting({ id, meeting });
  expect(held.introduction).toMatchObject({ id, state: 'FOLLOW_UP', meetings: [meeting] });
  expect((await as('centre_officer', { centre: 'KR-27' }).getIntroduction({ id })).id).toBe(met.id);
  // The list carries what the next meeting needs: the id of the introduction and the etag.
  const [listed] = (await theVenture.listIntroductions({ ventureId: 'ven_a', state: 'FOLLOW_UP' })).introductions;
  expect(listed).toMatchObject({
    id,
    matchId: met.id,
    ...pair,
    state: 'FOLLOW_UP',
    meetings: [meeting],
    etag: held.etag,
  });
  const asked = listed?.requestedAt ?? new Date(0);
  for (const [filter, count] of [
    [{ investorId: 'inv_a' }, 1],
    [{ investorId: 'inv_x' }, 0],
    [{ state: 'ENDED' as const }, 0],
    [{ requestedAfter: new Date(asked.getTime() - 1) }, 1],
    [{ requestedAfter: asked }, 0],
    [{ requestedBefore: asked }, 0],
  ] as const)
    expect([filter, (await theInvestor.listIntroductions(filter)).introductions.length]).toEqual([filter, count]);
  expect((await other.listIntroductions({})).introductions).toEqual([]);
  await expect(other.getMatch({ id: met.id })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await other.listMatches({})).matches).toEqual([]);
});

test('a withdrawn consent ends matching with one event: no candidates, and the open proposal expires', async () => {
  await Promise.all([publishVenture('ven_w'), setMandate('inv_w')]);
  const admin = as('network_admin');
  await eventually(async () => (await admin.findMatches({ ventureId: 'ven_w' })).considered > 0);
  await admin.proposeMatches({ ventureId: 'ven_w' });
  await registry.say({
    codec: VentureConsentWithdrawn,
    message: { ventureId: 'ven_w', centreId: 'KR-27', state: 'PUBLISHED' },
    aggregate: 'ven_w',
    version: 4,
  });
  await eventually(async () => {
    const { matches } = await admin.listMatches({ ventureId: 'ven_w' });
    return matches.length > 0 && matches.every(({ state }) => state === 'EXPIRED');
  });
  await expect(admin.findMatches({ ventureId: 'ven_w' })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await admin.whyNot({ ventureId: 'ven_w', investorId: 'inv_w' })).limits).toMatchObject([
    { code: 'limit.venture_hidden' },
  ]);
});

test('subscriptions that deliver twice and out of order give the same copies', async () => {
  const registered = {
    codec: VentureRegistered,
    message: { ventureId: 'ven_o', centreId: 'KR-27', state: 'DRAFT' as const },
    aggregate: 'ven_o',
    version: 1,
  };
  const withdrawn = {
    codec: VentureConsentWithdrawn,
    message: { ventureId: 'ven_o', centreId: 'KR-27', state: 'PUBLISHED' as const },
    aggregate: 'ven_o',
    version: 5,
  };
  for (const round of [1, 2]) {
    await registry.say({ ...withdrawn, id: 'evt-w' });
    await publishVenture('ven_o', 4);
    await registry.say({ ...registered, id: 'evt-r' });
    await directory.say({
      codec: MandateChanged,
      message: { investor: investor('inv_o', ['GAME']) },
      aggregate: 'inv_o',
      version: 3,
    });
    await directory.say({
      codec: ProfileVerified,
      message: { investor: investor('inv_o', ['IOT'], 'VERIFIED') },
      aggregate: 'inv_o',
      version: 2,
    });
    const marker = `ven_mark${round}`;
    await Promise.all([publishVenture(marker), setMandate(`inv_mark${round}`)]);
    await eventually(
      async () =>
        (await stack
          .database('matching')
          .collection('ventures')
          .findOne({ _id: marker as never })) !== null,
    );
    await eventually(
      async () =>
        (await stack
          .database('matching')
          .collection('investors')
          .findOne({ _id: `inv_mark${round}` as never })) !== null,
    );
  }
  const venture = await stack
    .database('matching')
    .collection('ventures')
    .findOne({ _id: 'ven_o' as never });
  expect(venture).toMatchObject({ version: 5, centreId: 'KR-27', everShared: true });
  expect(venture).not.toHaveProperty('profile');
  const copy = await stack
    .database('matching')
    .collection('investors')
    .findOne({ _id: 'inv_o' as never });
  expect(copy).toMatchObject({ version: 3, active: true, mandate: { sectors: ['GAME'] } });
});

test('a watch that is refused ends with the refusal', async () => {
  const ops = createClient(OpsServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role: 'analyst' }),
  });
  clients.push(ops);
  const watch = async () => {
    for await (const _ of ops.watchOperation({ service: 'matching', id: 'op_none' }));
  };
  await expect(watch()).rejects.toMatchObject({ code: 'operation.not_found' });
});

test('an answer includes what another replica has stored, even before its events arrive', async () => {
  const ids = ['ven_1st', 'ven_2nd'];
  await Promise.all([
    ...ids.map((id) => publishVenture(id, 3, { sectors: ['GAME'] })),
    setMandate('inv_unheard', 3, ['GAME']),
  ]);
  const theInvestor = as('investor_member', { org: 'inv_unheard' });
  const found = async () => {
    const { candidates } = await theInvestor.findMatches({ investorId: 'inv_unheard', pageSize: 50 });
    return candidates.map(({ ventureId }) => ventureId).filter((id) => ids.includes(id));
  };
  await eventually(async () => (await found()).length === 2);
  const { matches } = await theInvestor.proposeMatches({ investorId: 'inv_unheard', count: 50 });
  const match = matches.find(({ ventureId }) => ventureId === 'ven_1st');
  const copies = stack.database('matching').collection<{ _id: string }>('ventures');
  await copies.updateOne({ _id: 'ven_1st' }, { $set: { version: 4 }, $unset: { profile: 1 } });
  expect(await found()).toEqual(['ven_2nd']);
  await copies.updateOne({ _id: 'ven_2nd' }, { $set: { version: 4 }, $unset: { profile: 1 } });
  expect((await theInvestor.getMatch({ id: match?.id ?? '' })).parts).toEqual([]);
  const pair = { ventureId: 'ven_2nd', investorId: 'inv_unheard' };
  expect((await theInvestor.whyNot(pair)).limits).toMatchObject([{ code: 'limit.venture_hidden' }]);
  await expect(theInvestor.expressInterest({ ...pair, side: 'INVESTOR' })).rejects.toMatchObject({ kind: 'not_found' });
});

test('the run for all is an operation that stores the candidates of every venture', async () => {
  await Promise.all([publishVenture('ven_r'), setMandate('inv_r')]);
  const admin = as('network_admin');
  await eventually(async () => (await admin.findMatches({ ventureId: 'ven_r' })).considered > 0);
  const ops = createClient(OpsServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
  clients.push(ops);
  const { id } = await admin.runMatches({ count: 3, requestId: 'run-1' });
  expect((await admin.runMatches({ count: 3, requestId: 'run-1' })).id).toBe(id);
  const states: string[] = [];
  for await (const { state } of ops.watchOperation({ service: 'matching', id })) states.push(state);
  expect(states.at(-1)).toBe('SUCCEEDED');
  const live = await admin.findMatches({ ventureId: 'ven_r', pageSize: 3, minScore: 1 });
  const kept = await admin.listRunCandidates({ runId: id, ventureId: 'ven_r' });
  expect(kept.candidates.map(({ investorId, score }) => [investorId, score])).toEqual(
    live.candidates.map(({ investorId, score }) => [investorId, score]),
  );
  const all: string[] = [];
  for (let pageToken = ''; ; ) {
    const page = await admin.listRunCandidates({ runId: id, pageSize: 2, pageToken });
    all.push(...page.candidates.map(({ ventureId, rank }) => `${ventureId}#${rank}`));
    pageToken = page.nextPageToken;
    if (!pageToken) break;
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(kept.candidates.length);
});
