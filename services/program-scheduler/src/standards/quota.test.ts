import { expect, test } from '@jest/globals';
import { requireQuota, requireTeams } from './quota.ts';

test('a missing quota means no limit', () => {
  expect(requireQuota('quota')).toEqual({ teamsMax: 0, teamsMin: 0, roundsPerYear: 0, shortfallNeedsReason: false });
});
test('the minimum may equal the maximum; without a maximum the minimum may be any number', () => {
  const quota = { teamsMax: 5, teamsMin: 5, roundsPerYear: 2, shortfallNeedsReason: true };
  expect(requireQuota('quota', quota)).toBe(quota);
  requireTeams('quota', { teamsMax: 0, teamsMin: 3 });
});
test('a minimum above the maximum is refused with its field', () => {
  const quota = { teamsMax: 1, teamsMin: 2, roundsPerYear: 0, shortfallNeedsReason: false };
  expect(() => requireQuota('quota', quota)).toThrow(
    'quota.teamsMin: must be at most 1, the largest number of teams (teamsMax)',
  );
});
