import { expect, test } from '@jest/globals';
import { centreOf } from './centre.ts';

test('the id shows whether a body is a centre or an organisation', () => {
  expect(['KR-41', 'org_1', 'KR-4', 'xKR-41', ''].map(centreOf)).toEqual(['KR-41', '', '', '', '']);
});
