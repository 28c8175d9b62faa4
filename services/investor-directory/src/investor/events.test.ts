/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CtkBCh5pbnZfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESLwoZ67Kg7J2067iM66as7KeAIOuypOyymOyKpBISQmF5YnJpZGdlIFZlbnR1cmVzGAEiAlVTKhQ1NDkzMDAwSUJQMzJVUVowS0wyNDADOkgIEAgOEAEQAhiA4esXIP////////8PKgJVUyoCU0cyIgoN66y866WYIOyEvOyEnBIRbG9naXN0aWNzIHNlbnNvcnM4AkICS0NCFgoLaW52ZXN0b3I6MDEQARoFQTAtMTdKBgiA4r+qBQ==';
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

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.investor.profile.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => /^naru\.investor\.(profile|mandate)\./.test(type));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole investor', () => {
  expect(ProfileRegistered.decode(Buffer.from(GOLDEN, 'base64')).investor).toEqual(toProto(investor));
});
