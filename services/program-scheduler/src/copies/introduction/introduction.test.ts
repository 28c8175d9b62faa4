import { expect, test } from '@jest/globals';
import { type Introduction_State, Match, type Match_State } from '@naru/contracts/matching/v1/match';
import { seen } from './introduction.ts';

const of = (state: Match_State, introduction?: Introduction_State) =>
  seen(
    Match.fromPartial({
      ...{ id: 'mat_1', ventureId: 'ven_1', investorId: 'inv_1', centreId: 'KR-27', state },
      ...(introduction && { introduction: { id: 'int_1', state: introduction } }),
    }),
  );

test.each<[Match_State, Introduction_State | undefined, boolean, boolean]>([
  ['ACCEPTED', 'REQUESTED', true, false],
  ['ACCEPTED', 'FOLLOW_UP', true, false],
  ['ACCEPTED', 'HELD', false, false],
  ['ACCEPTED', 'ENDED', false, true],
  ['DECLINED', 'REQUESTED', false, true],
  ['EXPIRED', undefined, false, true],
  ['PROPOSED', undefined, false, true],
])('%s, %s: wanted %s, over %s', (state, introduction, wanted, over) => {
  expect(of(state, introduction)).toMatchObject({ wanted, over, introductionId: introduction ? 'int_1' : '' });
});
