import { expect, test } from '@jest/globals';
import { requireKsic } from './ksic.ts';

test.each([
  ['C', '10'],
  ['C', '34'],
  ['J', '58'],
  ['J', '63'],
  ['M', '70'],
  ['M', '73'],
])('%s holds %s', (section, division) => requireKsic('ksic', { section, division }));

test.each([
  ['C', '09'],
  ['C', '35'],
  ['J', '57'],
  ['M', '74'],
  ['Z', '10'],
])('%s does not hold %s', (section, division) => {
  expect(() => requireKsic('profile.ksic', { section, division })).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path: 'profile.ksic.division' })] }),
  );
});
