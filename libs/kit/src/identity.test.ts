import { expect, test } from '@jest/globals';
import { affiliationsOf, bearer } from './identity.ts';

test.each([
  ['Bearer abc', 'abc'],
  ['bearer   abc.def', 'abc.def'],
  ['Bearer abc def', undefined],
  ['Bearer ', undefined],
  ['Basic abc', undefined],
  ['my Bearer abc', undefined],
  ['', undefined],
  [undefined, undefined],
])('the bearer in %j is %j', (header, token) => {
  expect(bearer(header)).toBe(token);
});

test('affiliations are the centres and organisations of all grants; grants that name none add none', () => {
  const grants = [
    { role: 'analyst' },
    { role: 'centre_officer', centre: 'KR-27' },
    { role: 'mentor', centre: 'KR-41', org: 'org_1' },
  ];
  expect(affiliationsOf({ subject: 'x', grants, expiresAt: new Date(0), token: '' })).toEqual([
    'KR-27',
    'KR-41',
    'org_1',
  ]);
});
