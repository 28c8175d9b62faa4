/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import type { Investor, InvestorEvent } from './investor.ts';
import { toProto } from './message.ts';

const investor: Investor = {
  id: 'inv_01h455vb4pex5vsknk084sn02q',
  name: { ko: '베이브리지 벤처스', en: 'Baybridge Ventures' },
  type: 'VC',
  country: 'US',
  lei: '5493000IBP32UQZ0KL24',
  state: 'ACTIVE',
  mandate: {
    sectors: ['LOGISTICS', 'BEAUTY'],
    stages: ['SEED', 'PRE_A'],
    ticketMinKrw: 50_000_000,
    ticketMaxKrw: 9_007_199_254_740_991,
    markets: ['US', 'SG'],
    needs: { ko: '물류 센서', en: 'logistics sensors' },
    excludedSectors: ['GAME'],
    requiredCertifications: ['KC'],
  },
  source: { externalId: 'investor:01', fictional: true, refs: ['A0-17'] },
  createdAt: new Date(Date.UTC(2015, 4, 11)),
};
const TYPES: Record<InvestorEvent['type'], string> = {
  InvestorRegistered: 'naru.investor.profile.registered.v1',
  InvestorUpdated: 'naru.investor.profile.updated.v1',
  InvestorVerified: 'naru.investor.profile.verified.v1',
  MandateChanged: 'naru.investor.mandate.changed.v1',
  InvestorDormant: 'naru.investor.profile.dormant.v1',
  InvestorReactivated: 'naru.investor.profile.reactivated.v1',
};
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as InvestorEvent, investor)),
  snapshot(investor),
];

const golden = goldenEvents({
  published,
  of: ['naru.investor.profile.', 'naru.investor.mandate.'],
  at: import.meta.url,
});

test('the released bytes decode to the whole investor', () => {
  expect(ProfileRegistered.decode(golden('naru.investor.profile.registered.v1')).investor).toEqual(toProto(investor));
});
