/** Texts of refusals about ballots, in both languages. */
import { refusing, rule, texts, invalid as wrong } from '@naru/words/texts';
import { listed } from '../conflict/texts.ts';

export const BALLOT = texts('ballot', {
  same_team: wrong({
    ko: 'preferredId와 다른 신청서여야 합니다',
    en: 'must be a different application from preferredId',
  }),
  conflict: rule({
    example: { sources: ['SAME_CENTRE'], objectIds: ['KR-27'] },
    ko: (conflicts) => `이해충돌이 있어 두 팀을 비교할 수 없습니다: ${listed(conflicts).ko}. 다른 두 팀에 투표하십시오`,
    en: (conflicts) =>
      `you have a conflict of interest and may not compare these two teams: ${listed(conflicts).en}; vote on another pair`,
  }),
  votes_max: rule({
    example: { votesMax: 4_950 },
    ko: ({ votesMax }) => `투표지에 이미 한도인 ${votesMax}표가 있습니다. 이미 던진 표를 바꾸십시오`,
    en: ({ votesMax }) => `the ballot has ${votesMax} votes already and can hold no more; change one of them instead`,
  }),
});

export const { invalid, known, refuse } = refusing(BALLOT);
