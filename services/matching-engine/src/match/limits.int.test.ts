/** Which limits bind interest and introductions, and which are only named. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged } from '@naru/contracts/investor/v1/events';
import { Investor, type Mandate } from '@naru/contracts/investor/v1/investor';
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
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

function as(role: string, scope: { org?: string } = {}, language: 'ko' | 'en' = 'en'): Client {
  const client = createClient(MatchingServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role, ...scope }),
    language,
  });
  clients.push(client);
  return client;
}

const publishVenture = (ventureId: string, version = 3, change: Partial<VentureProfile> = {}) => {
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' }, sectors: ['IOT'], stage: 'SEED', ...change });
  return registry.say({
    codec: VenturePublished,
    message: { ventureId, centreId: 'KR-27', state: 'PUBLISHED', profile, fictional: true },
    aggregate: ventureId,
    version,
  });
};

const setMandate = (
  id: string,
  mandate: Partial<Mandate> = {},
  version = 3,
  state: 'ACTIVE' | 'DORMANT' = 'ACTIVE',
) => {
  const investor = Investor.fromPartial({ id, name: { en: id }, country: 'US', type: 'VC', state, mandate });
  return directory.say({ codec: MandateChanged, message: { investor }, aggregate: id, version });
};

const meetingOn = (result: 'HELD' | 'ENDED') =>
  ({ channel: 'ONLINE', heldOn: dateIn(SEOUL, new Date()), result }) as const;

test('an excluded country binds interest and introduction, whoever acts, and a Korean reader is told in Korean', async () => {
  await Promise.all([publishVenture('ven_ko'), setMandate('inv_ko')]);
  const [reader, theInvestor] = [
    as('venture_member', { org: 'ven_ko' }, 'ko'),
    as('investor_member', { org: 'inv_ko' }),
  ];
  const pair = { ventureId: 'ven_ko', investorId: 'inv_ko' };
  await eventually(async () => (await reader.whyNot(pair)).limits.length === 0);
  await theInvestor.expressInterest({ ...pair, side: 'INVESTOR' });
  const exclude = async (version: number, excludedCountries: string[]) => {
    await publishVenture('ven_ko', version, { excludedCountries });
    await eventually(async () => (await reader.whyNot(pair)).limits.length === excludedCountries.length);
  };
  await exclude(4, ['US']);
  const refused = { code: 'limit.country_excluded', params: { country: 'US' } };
  await expect(reader.expressInterest({ ...pair, side: 'VENTURE' })).rejects.toMatchObject({
    ...refused,
    message: '벤처기업이 제외한 국가의 투자자입니다: 미국. 다른 상대를 고르십시오',
  });
  await expect(as('network_admin').expressInterest({ ...pair, side: 'VENTURE' })).rejects.toMatchObject(refused);
  await exclude(5, []);
  const { introduction } = await reader.expressInterest({ ...pair, side: 'VENTURE' });
  await exclude(6, ['US']);
  const id = introduction?.id ?? '';
  await expect(theInvestor.addIntroductionMeeting({ id, meeting: meetingOn('HELD') })).rejects.toMatchObject(refused);
  const ended = await theInvestor.addIntroductionMeeting({ id, meeting: meetingOn('ENDED') });
  expect(ended.introduction?.state).toBe('ENDED');
});

test('a missing certification binds a meeting too, also of an investor that rests', async () => {
  await Promise.all([publishVenture('ven_cert', 3, { certifications: ['KC'] }), setMandate('inv_cert')]);
  const admin = as('network_admin');
  const pair = { ventureId: 'ven_cert', investorId: 'inv_cert' };
  await eventually(async () => (await admin.whyNot(pair).catch(() => null))?.limits.length === 0);
  await admin.expressInterest({ ...pair, side: 'INVESTOR' });
  const { introduction } = await admin.expressInterest({ ...pair, side: 'VENTURE' });
  await setMandate('inv_cert', { requiredCertifications: ['CE'] }, 4, 'DORMANT');
  const copies = stack.database('matching').collection<{ _id: string }>('investors');
  await eventually(async () => (await copies.findOne({ _id: 'inv_cert', version: 4 } as never)) !== null);
  await expect(
    admin.addIntroductionMeeting({ id: introduction?.id ?? '', meeting: meetingOn('HELD') }),
  ).rejects.toMatchObject({ code: 'limit.certification_missing', params: { certifications: 'CE' } });
});

test('the wishes of a mandate bind proposals only: interest and meetings name those that are not met, whoever acts', async () => {
  const far = { stage: 'GROWTH' as const, askKrw: 9_000_000 };
  const wishes = { sectors: ['GAME' as const], stages: ['SEED' as const], ticketMinKrw: 10_000_000 };
  await Promise.all([
    publishVenture('ven_wish', 3, far),
    setMandate('inv_wish', { ...wishes, excludedSectors: ['IOT'] }),
  ]);
  const codes = [
    ...['limit.sector_vetoed', 'limit.sector_outside_mandate'],
    ...['limit.stage_outside_mandate', 'limit.ticket_below_minimum'],
  ];
  const pair = { ventureId: 'ven_wish', investorId: 'inv_wish' };
  const theInvestor = as('investor_member', { org: 'inv_wish' });
  await eventually(async () => (await theInvestor.whyNot(pair).catch(() => null))?.limits.length === codes.length);
  const { matches } = await theInvestor.proposeMatches({ investorId: 'inv_wish', count: 50 });
  expect(matches.map(({ ventureId }) => ventureId)).not.toContain('ven_wish');
  for (const side of ['INVESTOR', 'VENTURE'] as const) {
    const { outsideOf } = await as('network_admin').expressInterest({ ...pair, side });
    expect(outsideOf.map(({ code }) => code)).toEqual(codes);
  }
  const [match] = (await theInvestor.listMatches(pair)).matches;
  const met = await theInvestor.addIntroductionMeeting({
    id: match?.introduction?.id ?? '',
    meeting: meetingOn('HELD'),
  });
  expect(met.outsideOf[1]).toEqual({
    code: 'limit.sector_outside_mandate',
    reason: {
      ko: '이 벤처기업의 분야는 투자자가 찾는 분야가 아닙니다. 투자자가 찾는 분야: 게임. 추천되지는 않지만, 원하면 진행할 수 있습니다',
      en: expect.stringContaining('in none of the sectors that the investor wants: game; the two are not proposed'),
    },
  });
  expect(met.introduction?.meetings).toHaveLength(1);
});
