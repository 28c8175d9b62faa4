import { expect, test } from '@jest/globals';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { seen } from './venture.ts';

const name = { ko: '가온 센서', en: 'Gaon Sensor' };
const profile = VentureProfile.fromPartial({ name, summary: { en: 'not kept' }, sectors: ['IOT'], stage: 'SEED' });

test('keeps the fields of a shared profile that calls and judges need', () => {
  const shown = { name, sectors: ['IOT'], stage: 'SEED', foundedYear: 0 };
  expect(seen({ ventureId: 'ven_1', state: 'PUBLISHED', profile })).toEqual({ hidden: false, profile: shown });
  const founded = { ...profile, foundedOn: { year: 2014, month: 3, day: 1 } };
  expect(seen({ ventureId: 'ven_1', profile: founded }).profile).toEqual({ ...shown, foundedYear: 2014 });
});

test.each([
  ['a draft', 'DRAFT', false],
  ['a verified one', 'VERIFIED', false],
  ['a suspended one', 'SUSPENDED', true],
  ['a closed one', 'CLOSED', true],
  ['a published one without consent', 'PUBLISHED', true],
  ['an event with its id only', undefined, true],
] as const)('%s without a profile', (_, state, hidden) => {
  expect(seen({ ventureId: 'ven_1', ...(state && { state }) })).toEqual({ hidden, profile: undefined });
});
