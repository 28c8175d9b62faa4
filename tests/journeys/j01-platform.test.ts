/** J1: an overseas investor registers, finds suitable ventures, and meets one of them, online and offline. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dateIn, isoDate, SEOUL } from '@naru/kit/civil-date';
import { eventually } from '@naru/testing/eventually';
import { type Network, startNetwork } from './network.ts';

interface Match {
  id: string;
  state: string;
  introduction?: { id: string; state: string; meetings: object[] };
}
interface Found {
  candidates: { ventureId: string; investorId: string; score: number; parts: { points: number }[] }[];
  considered: number;
}

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
}, 120_000);
afterAll(() => network?.stop());

test('the map has 17 centres, of which 10 were open on 2015-05-11: 58.8 %', async () => {
  const anyone = await network.as({ role: 'analyst' });
  const map = await anyone.ask<{
    centres: object[];
    planned: number;
    open: number;
    openSharePercent: number;
    openIds: string[];
  }>('GET', '/v1/centres?openOn=2015-05-11');
  expect(map.centres).toHaveLength(17);
  expect(map).toMatchObject({ planned: 17, open: 10, openSharePercent: 58.8 });
  expect(map.openIds).toEqual([
    'KR-27',
    'KR-30',
    'KR-45',
    'KR-47',
    'KR-29',
    'KR-43',
    'KR-26',
    'KR-41',
    'KR-48',
    'KR-42',
  ]);
});

/** A new investor with a mandate for IoT only, and its matches. */
async function harbourPartners() {
  const admin = await network.as({ role: 'network_admin' });
  const operator = await network.as({ role: 'centre_officer', centre: 'KR-41' });
  const { id: investorId } = await operator.ask<{ id: string }>('POST', '/v1/investors', {
    name: { ko: '항구 파트너스', en: 'Harbour Partners' },
    type: 'VC',
    country: 'US',
  });
  const investor = await network.as({ role: 'investor_member', org: investorId });
  await investor.ask('POST', `/v1/investors/${investorId}:setMandate`, { mandate: { sectors: ['IOT'] } });
  await admin.ask('POST', `/v1/investors/${investorId}:verify`);

  const found = await eventually(async () => {
    const answer = await investor.get<Found>(`/v1/matches:find?investorId=${investorId}&pageSize=200`);
    return answer.status === 200 && answer.body;
  });
  return { investorId, investor, candidates: found.candidates };
}

test('an IoT investor gets the 9 published IoT ventures of 3 centres, meets one online and offline under one id, and all parties get notices', async () => {
  const { investorId, investor, candidates } = await harbourPartners();
  expect(candidates).toHaveLength(9);
  const ventures = await Promise.all(
    candidates.map(({ ventureId }) =>
      investor.ask<{ centreId: string; profile: { sectors: string[] } }>('GET', `/v1/ventures/${ventureId}`),
    ),
  );
  expect([...new Set(ventures.map(({ centreId }) => centreId))].sort()).toEqual(['KR-27', 'KR-28', 'KR-41']);
  expect(ventures.every(({ profile }) => profile.sectors.includes('IOT'))).toBe(true);

  const [best] = candidates;
  const ventureId = best?.ventureId ?? '';
  const { matches } = await investor.ask<{ matches: Match[] }>('POST', '/v1/matches:propose', { investorId, count: 1 });
  expect(matches).toMatchObject([{ state: 'PROPOSED' }]);
  const venture = await network.as({ role: 'venture_member', org: ventureId });
  const waiting = await venture.ask<Match>('POST', '/v1/matches:expressInterest', {
    ventureId,
    investorId,
    side: 'VENTURE',
  });
  expect(waiting.introduction).toBeUndefined();
  const agreed = await investor.ask<Match>('POST', '/v1/matches:expressInterest', {
    ventureId,
    investorId,
    side: 'INVESTOR',
  });
  expect(agreed).toMatchObject({ id: matches[0]?.id, state: 'ACCEPTED' });
  const introductionId = agreed.introduction?.id ?? '';

  const heldOn = isoDate(dateIn(SEOUL, new Date()));
  const record = (caller: typeof venture, channel: string, result: string) =>
    caller.ask<Match>('POST', `/v1/introductions/${introductionId}:addMeeting`, {
      meeting: { channel, heldOn, result },
    });
  await record(venture, 'ONLINE', 'HELD');
  const held = await record(investor, 'OFFLINE', 'FOLLOW_UP');
  expect(held.introduction).toMatchObject({ id: introductionId, state: 'FOLLOW_UP' });
  expect(held.introduction?.meetings).toHaveLength(2);

  const centreId = ventures[0]?.centreId ?? '';
  for (const recipient of [
    await network.as({ role: 'venture_member', org: ventureId }),
    investor,
    await network.as({ role: 'centre_officer', centre: centreId }),
  ]) {
    await eventually(async () => {
      const { notifications } = await recipient.ask<{
        notifications: { eventType: string; aggregateId: string; title: { ko: string; en: string } }[];
      }>('GET', '/v1/notifications?pageSize=200');
      const told = notifications
        .filter(({ aggregateId }) => aggregateId === agreed.id)
        .map(({ eventType }) => eventType);
      return ['naru.matching.match.accepted.v1', 'naru.matching.introduction.held.v1'].every((type) =>
        told.includes(type),
      );
    });
  }
  const deals = await eventually(async () => {
    const answer = await investor.ask<{ deals: { stage: string; ventureId: string; origin: { id: string } }[] }>(
      'GET',
      `/v1/deals?investorId=${investorId}`,
    );
    return answer.deals.length > 0 && answer.deals;
  });
  expect(deals).toMatchObject([{ stage: 'INTEREST', ventureId, origin: { id: introductionId } }]);
});
