import { expect, test } from '@jest/globals';
import { type IntroductionState, Match, type MatchState } from '@naru/contracts/matching/v1/match';
import { seen } from './introduction.ts';

const of = (state: MatchState, introduction?: IntroductionState) =>
  seen(
    Match.fromPartial({
      ...{ id: 'mat_1', ventureId: 'ven_1', investorId: 'inv_1', centreId: 'KR-27', state },
      ...(introduction && { introduction: { id: 'int_1', state: introduction } }),
    }),
  );

test.each<[MatchState, IntroductionState | undefined, boolean, boolean]>([
  ['MATCH_ACCEPTED', 'INTRODUCTION_REQUESTED', true, false],
  ['MATCH_ACCEPTED', 'INTRODUCTION_FOLLOW_UP', true, false],
  ['MATCH_ACCEPTED', 'INTRODUCTION_HELD', false, false],
  ['MATCH_ACCEPTED', 'INTRODUCTION_ENDED', false, true],
  ['MATCH_DECLINED', 'INTRODUCTION_REQUESTED', false, true],
  ['MATCH_EXPIRED', undefined, false, true],
  ['MATCH_PROPOSED', undefined, false, true],
])('%s, %s: wanted %s, over %s', (state, introduction, wanted, over) => {
  expect(of(state, introduction)).toMatchObject({ wanted, over, introductionId: introduction ? 'int_1' : '' });
});
