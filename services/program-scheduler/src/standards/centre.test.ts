import { expect, test } from '@jest/globals';
import { centreOf } from './centre.ts';

test('a centre is told from an organisation by its id', () => {
  expect(['KR-41', 'org_1', 'KR-4', 'xKR-41', ''].map(centreOf)).toEqual(['KR-41', '', '', '', '']);
});
