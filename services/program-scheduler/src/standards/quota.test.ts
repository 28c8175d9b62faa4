import { expect, test } from '@jest/globals';
import { requireQuota, requireTeams } from './quota.ts';

test('nothing given means no limit', () => {
  expect(requireQuota('quota')).toEqual({ teamsMax: 0, teamsMin: 0, roundsPerYear: 0, shortfallNeedsReason: false });
});
test('the fewest teams may be as many as the most, and without a most any number', () => {
  const quota = { teamsMax: 5, teamsMin: 5, roundsPerYear: 2, shortfallNeedsReason: true };
  expect(requireQuota('quota', quota)).toBe(quota);
  requireTeams('quota', { teamsMax: 0, teamsMin: 3 });
});
test('fewest above most is refused by its field', () => {
  const quota = { teamsMax: 1, teamsMin: 2, roundsPerYear: 0, shortfallNeedsReason: false };
  expect(() => requireQuota('quota', quota)).toThrow('quota.teamsMin: must not be above teamsMax, 1');
});
