import { expect, test } from '@jest/globals';
import type { Meeting } from '@naru/contracts/matching/v1/match';
import type { Rejection } from '@naru/kit/rejection';
import { limit } from '@naru/limits/texts';
import { scenario } from '@naru/testing/scenario';
import {
  addIntroductionMeeting,
  declineMatch,
  endMatch,
  expireMatch,
  expressInterest,
  proposeMatch,
} from './decide.ts';
import { evolve, type Match, type MatchEvent, type OneSide } from './match.ts';

const at = new Date(Date.UTC(2015, 4, 11));
const proposal: Match = {
  id: 'mat_1',
  ventureId: 'ven_1',
  investorId: 'inv_1',
  centreId: 'KR-27',
  state: 'PROPOSED',
  score: 7_000,
  parts: [],
  proposedAt: at,
  ventureInterestAt: undefined,
  investorInterestAt: undefined,
  declinedAt: undefined,
  declinedBy: 'SIDE_UNSPECIFIED',
  introduction: undefined,
};
const proposed: MatchEvent = { type: 'MatchProposed', match: proposal };
const interested = (side: OneSide): MatchEvent => ({ type: 'MatchInterested', side, at });
const accepted: MatchEvent = { type: 'MatchAccepted', introductionId: 'int_1', at };
const declined: MatchEvent = { type: 'MatchDeclined', side: 'VENTURE', at };
const expired: MatchEvent = { type: 'MatchExpired' };
const meeting: Meeting = { channel: 'OFFLINE', heldOn: { year: 2015, month: 5, day: 20 }, result: 'FOLLOW_UP' };
const held: MatchEvent = { type: 'IntroductionHeld', meeting, state: 'FOLLOW_UP', at };
const both = [proposed, interested('VENTURE'), interested('INVESTOR'), accepted];
const given = scenario<Match, MatchEvent>({ evolve });
const interest =
  (side: OneSide, { apart }: { apart?: Rejection } = {}) =>
  (match: Match | null) =>
    expressInterest(match, { side, at, introductionId: 'int_1', apart: () => apart, proposal: () => proposal });
const apart = limit('country_excluded', { country: 'US' });
const unasked = () => {
  throw new Error('asked of two who have a match already');
};

test('propose: stores a proposal', () =>
  given()
    .when((m) => proposeMatch(m, () => proposal))
    .then(proposed));
test('propose: proposes an expired match again', () =>
  given(proposed, expired)
    .when((m) => proposeMatch(m, () => proposal))
    .then(proposed));
test('propose: changes nothing where a proposal is open', () =>
  given(proposed)
    .when((m) => proposeMatch(m, () => proposal))
    .nothing());
test('propose: changes nothing where the match was declined', () =>
  given(proposed, declined)
    .when((m) => proposeMatch(m, () => proposal))
    .nothing());

test('interest: one side waits for the other side', () =>
  given(proposed).when(interest('VENTURE')).then(interested('VENTURE')));
test('interest: needs no earlier proposal', () =>
  given().when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('interest: the interest of the second side begins the introduction', () =>
  given(proposed, interested('VENTURE')).when(interest('INVESTOR')).then(interested('INVESTOR'), accepted));
test('interest: refuses a declined match', () =>
  given(proposed, declined).when(interest('INVESTOR')).refuses('match.declined'));
test('interest: changes nothing when expressed twice', () =>
  given(proposed, interested('VENTURE')).when(interest('VENTURE')).nothing());
test('interest: changes nothing after both sides have agreed', () =>
  given(...both)
    .when(interest('VENTURE'))
    .nothing());

test('interest: refuses a pair that a limit keeps apart, also where a proposal is open', () => {
  given().when(interest('INVESTOR', { apart })).refuses(apart.code);
  given(proposed).when(interest('VENTURE', { apart })).refuses(apart.code);
  given(proposed, interested('VENTURE')).when(interest('INVESTOR', { apart })).refuses(apart.code);
  given(proposed, expired).when(interest('VENTURE', { apart })).refuses(apart.code);
});
test('interest: an earlier interest is never refused, whatever limit appears later', () => {
  given(...both)
    .when(interest('VENTURE', { apart }))
    .nothing();
  given(proposed, interested('VENTURE')).when(interest('VENTURE', { apart })).nothing();
});
test('interest: an expired match is proposed again, and the earlier interest no longer counts', () =>
  given(proposed, interested('VENTURE'), expired).when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('no score is computed where a match is open', () => {
  const said = { side: 'INVESTOR' as const, at, introductionId: 'int_1', apart: () => undefined };
  given(proposed)
    .when((m) => proposeMatch(m, unasked))
    .nothing();
  given(proposed)
    .when((m) => expressInterest(m, { ...said, proposal: unasked }))
    .then(interested('INVESTOR'));
  given(...both)
    .when((m) => expressInterest(m, { ...said, apart: unasked, proposal: unasked }))
    .nothing();
});

test('decline: ends an open proposal', () =>
  given(proposed)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .then(declined));
test('decline: refuses after both sides have agreed', () =>
  given(...both)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .refuses('match.accepted'));
test('decline: changes nothing when asked twice', () =>
  given(proposed, declined)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .nothing());

test('expire: ends an open proposal', () => given(proposed).when(expireMatch).then(expired));
test('expire: leaves an accepted match alone', () =>
  given(...both)
    .when(expireMatch)
    .nothing());

test('end: an accepted match of a venture that is no longer shared ends with its introduction; a proposal expires', () => {
  const end = (match: Match | null) => endMatch(match, at);
  given(...both, held)
    .when(end)
    .leaves({
      state: 'EXPIRED',
      parts: [],
      introduction: { id: 'int_1', state: 'ENDED', requestedAt: at, meetings: [meeting], endedAt: at },
    });
  given(proposed).when(end).then(expired);
  given(...both, { type: 'MatchExpired', at })
    .when(end)
    .nothing();
});
test('record: an offline meeting keeps the introduction and its id', () =>
  given(...both)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .leaves({
      introduction: {
        id: 'int_1',
        state: 'FOLLOW_UP',
        requestedAt: at,
        meetings: [meeting],
        endedAt: undefined,
      },
    }));
test('record: a limit that binds the two by now lets the introduction end, and do nothing else', () => {
  given(...both)
    .when((m) => addIntroductionMeeting(m, { meeting, at, apart }))
    .refuses('limit.country_excluded');
  given(...both)
    .when((m) => addIntroductionMeeting(m, { meeting: { ...meeting, result: 'ENDED' }, at, apart }))
    .then({ ...held, meeting: { ...meeting, result: 'ENDED' }, state: 'ENDED' } as MatchEvent);
  given(...both, held)
    .when((m) => addIntroductionMeeting(m, { meeting, at, apart }))
    .nothing();
});
test('record: refuses a meeting of a day that had ended everywhere when the two were introduced', () => {
  const on = (day: number) => (m: Match | null) =>
    addIntroductionMeeting(m, { meeting: { ...meeting, heldOn: { year: 2015, month: 5, day } }, at });
  // At midnight of 11 May in London it is still noon of the 10th in the last zone.
  given(...both)
    .when(on(10))
    .leaves({ introduction: expect.objectContaining({ state: 'FOLLOW_UP' }) as never });
  given(...both)
    .when(on(9))
    .refuses('introduction.held_early', {
      ko: 'meeting.heldOn: 소개된 날(2015년 5월 11일)이나 그 뒤의 날이어야 합니다',
      en: 'meeting.heldOn: must be the day of the introduction, 11 May 2015, or later',
    });
});
test('record: refuses before both sides have agreed', () =>
  given(proposed)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .refuses('introduction.not_requested'));
test('record: says of a declined match that the two were never introduced', () =>
  given(proposed, declined)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .refuses('introduction.not_requested', {
      en: 'this match was declined, so the two were never introduced and no meeting can be added; look for another party',
    }));
test('record: changes nothing for the same meeting', () =>
  given(...both, held)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .nothing());
test('record: adds a meeting like an earlier one where the request has an id of its own', () =>
  given(...both, held)
    .when((m) => addIntroductionMeeting(m, { meeting, at, isNamed: true }))
    .then(held));
test('record: refuses after the introduction has ended', () => {
  const end: MatchEvent = {
    type: 'IntroductionHeld',
    meeting: { ...meeting, result: 'ENDED' },
    state: 'ENDED',
    at,
  };
  given(...both, end)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .refuses('introduction.ended');
  given(...both, end)
    .when(decline('VENTURE'))
    .refuses('match.accepted', {
      en: 'both sides were introduced and the introduction has ended, so the match can no longer be declined',
    });
});

const decline = (side: OneSide) => (match: Match | null) => declineMatch(match, { side, at });
const record = (changes: Partial<Meeting>) => (match: Match | null) =>
  addIntroductionMeeting(match, { meeting: { ...meeting, ...changes }, at });

test('interest: the match stores the side, and either side may be the first', () => {
  given(proposed).when(interest('VENTURE')).leaves({ ventureInterestAt: at, investorInterestAt: undefined });
  given(proposed).when(interest('INVESTOR')).leaves({ ventureInterestAt: undefined, investorInterestAt: at });
  given(proposed, interested('INVESTOR'))
    .when(interest('VENTURE'))
    .leaves({
      state: 'ACCEPTED',
      ventureInterestAt: at,
      investorInterestAt: at,
      introduction: {
        ...{ id: 'int_1', state: 'REQUESTED', requestedAt: at },
        ...{ meetings: [], endedAt: undefined },
      },
    });
  given(proposed, interested('INVESTOR')).when(interest('INVESTOR')).nothing();
});
test('interest: an interest from before the proposal expired does not count', () =>
  given(proposed, interested('VENTURE'), expired).when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('decline: the match stores the side and the time', () => {
  given(proposed).when(decline('INVESTOR')).leaves({
    state: 'DECLINED',
    declinedAt: at,
    declinedBy: 'INVESTOR',
  });
  given().when(decline('VENTURE')).refuses('match.not_found');
});
test('expire: removes the reasons; an ended or unknown match does not expire', () => {
  const part = { name: 'venture.market', points: 1, reason: undefined } as unknown as Match['parts'][number];
  given({ type: 'MatchProposed', match: { ...proposal, parts: [part] } })
    .when(expireMatch)
    .leaves({ state: 'EXPIRED', parts: [] });
  given(proposed, expired).when(expireMatch).nothing();
  given(proposed, declined).when(expireMatch).nothing();
  given().when(expireMatch).nothing();
});
test.each([
  ['FOLLOW_UP', 'FOLLOW_UP', undefined],
  ['HELD', 'HELD', undefined],
  ['ENDED', 'ENDED', at],
] as const)('record: %s sets the introduction to %s', (result, state, endedAt) =>
  given(...both, held)
    .when(record({ result, channel: 'ONLINE' }))
    .leaves({
      introduction: {
        ...{ id: 'int_1', state, requestedAt: at, endedAt },
        meetings: [meeting, { ...meeting, result, channel: 'ONLINE' }],
      },
    }),
);
test('record: two meetings are the same only with the same channel, day and result', () => {
  for (const other of [{ channel: 'ONLINE' }, { result: 'HELD' }, { heldOn: { year: 2015, month: 5, day: 21 } }])
    expect(record(other as Partial<Meeting>)([...both, held].reduce(evolve, null))).toHaveLength(1);
  given().when(record({})).refuses('match.not_found');
});
test('an event about an unknown match creates none, and a meeting without an introduction creates none', () => {
  expect(evolve(null, declined)).toBeNull();
  given(proposed, held)
    .when(() => [])
    .leaves({ introduction: undefined });
});
