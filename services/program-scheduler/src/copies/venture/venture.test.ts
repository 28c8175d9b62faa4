import { expect, test } from '@jest/globals';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { seen } from './venture.ts';

const name = { ko: '가온 센서', en: 'Gaon Sensor' };
const profile = VentureProfile.fromPartial({ name, summary: { en: 'not kept' }, sectors: ['IOT'], stage: 'SEED' });

const published = { type: 'naru.registry.venture.published.v1' };

test('keeps the fields of a shared profile that calls and judges need', () => {
  const shown = { name, sectors: ['IOT'], stage: 'SEED', foundedYear: 0 };
  expect(seen({ ventureId: 'ven_1', state: 'PUBLISHED', profile }, published)).toEqual({
    hidden: false,
    left: false,
    profile: shown,
  });
  const founded = { ...profile, foundedOn: { year: 2014, month: 3, day: 1 } };
  expect(seen({ ventureId: 'ven_1', profile: founded }, published).profile).toEqual({ ...shown, foundedYear: 2014 });
});

test.each([
  ['a draft', 'DRAFT', false, false],
  ['a verified one', 'VERIFIED', false, false],
  ['a suspended one', 'SUSPENDED', true, false],
  ['a closed one', 'CLOSED', true, true],
  ['a published one without consent', 'PUBLISHED', true, false],
  ['an event with its id only', undefined, true, false],
] as const)('%s without a profile', (_, state, hidden, left) => {
  const now = seen({ ventureId: 'ven_1', ...(state && { state }) }, { type: 'naru.registry.venture.registered.v1' });
  expect(now).toEqual({ hidden, left, profile: undefined });
});

test.each(['VERIFIED', 'PUBLISHED'] as const)('a %s one is hidden by the withdrawal of its consent', (state) => {
  const type = 'naru.registry.venture.consent_withdrawn.v1';
  expect(seen({ ventureId: 'ven_1', state }, { type })).toEqual({ hidden: true, left: true, profile: undefined });
});
