import { expect, test } from '@jest/globals';
import { countriesOf, countryOf } from './countries.ts';

test.each([
  ['US', { ko: '미국', en: 'United States' }],
  ['JP', { ko: '일본', en: 'Japan' }],
  ['QZ', { ko: 'QZ', en: 'QZ' }],
  ['us', { ko: 'us', en: 'us' }],
  ['', { ko: '', en: '' }],
])('%j is %j', (code, said) => expect(countryOf(code)).toEqual(said));

test('several become a list', () => {
  expect(countriesOf(['US', 'SG'])).toEqual({ ko: '미국, 싱가포르', en: 'United States, Singapore' });
});
