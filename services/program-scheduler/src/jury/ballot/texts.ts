/** Texts of refusals about ballots, in both languages. */
import { refusing, rule, texts, invalid as wrong } from '@naru/words/texts';
import { listed } from '../conflict/texts.ts';

export const BALLOT = texts('ballot', {
  same_team: wrong({
    ko: 'preferredId와 다른 신청서여야 합니다',
    en: 'must be a different application from preferredId',
  }),
  centre_wanted: wrong({
    example: { centreIds: ['KR-27', 'KR-28'] },
    ko: ({ centreIds }) => `투표하는 센터를 적어야 합니다: ${centreIds.join(', ')}`,
    en: ({ centreIds }) => `must say which centre votes: ${centreIds.join(', ')}`,
  }),
  centre_other: wrong({
    ko: '자신이 담당하는 센터여야 합니다. 심사위원으로 투표하려면 비워 두십시오',
    en: 'must be a centre that you act for; leave it out to vote as a judge',
  }),
  conflict: rule({
    example: { sources: ['SAME_CENTRE'], objectIds: ['KR-27'] },
    ko: (conflicts) => `이해충돌이 있어 두 팀을 비교할 수 없습니다: ${listed(conflicts).ko}. 다른 두 팀에 투표하십시오`,
    en: (conflicts) =>
      `you have a conflict of interest and may not compare these two teams: ${listed(conflicts).en}; vote on another pair`,
  }),
  votes_max: rule({
    example: { votesMax: 4_950 },
    ko: ({ votesMax }) =>
      `이 투표지로는 이미 한도인 ${votesMax}표를 던졌습니다. 새로 던지는 대신 이미 던진 표를 바꾸십시오`,
    en: ({ votesMax }) =>
      `the ballot has ${votesMax} votes already, which is the limit; change one of them instead of adding one`,
  }),
});

export const { invalid, known, refuse } = refusing(BALLOT);
