import { expect, test } from '@jest/globals';
import type { Meeting } from '@naru/contracts/matching/v1/match';
import type { Rejection } from '@naru/kit/rejection';
import { scenario } from '@naru/testing/scenario';
import { limit } from '../score/texts.ts';
import { addIntroductionMeeting, declineMatch, expireMatch, expressInterest, proposeMatch } from './decide.ts';
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
    expressInterest(match, { side, at, introductionId: 'int_1', limit: () => apart, proposal: () => proposal });
const apart = limit('sector_outside_mandate', { sectors: ['GAME'] });
const unasked = () => {
  throw new Error('asked of two who have a match already');
};

test('propose: stores a proposal', () =>
  given()
    .when((m) => proposeMatch(m, () => proposal))
    .then(proposed));
test('propose: takes up an expired one again', () =>
  given(proposed, expired)
    .when((m) => proposeMatch(m, () => proposal))
    .then(proposed));
test('propose: stays quiet about one that stands', () =>
  given(proposed)
    .when((m) => proposeMatch(m, () => proposal))
    .nothing());
test('propose: leaves a declined one alone', () =>
  given(proposed, declined)
    .when((m) => proposeMatch(m, () => proposal))
    .nothing());

test('interest: one side waits for the other', () =>
  given(proposed).when(interest('VENTURE')).then(interested('VENTURE')));
test('interest: needs no proposal', () => given().when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('interest: the second side begins the introduction', () =>
  given(proposed, interested('VENTURE')).when(interest('INVESTOR')).then(interested('INVESTOR'), accepted));
test('interest: refuses what was declined', () =>
  given(proposed, declined).when(interest('INVESTOR')).refuses('match.declined'));
test('interest: stays quiet when said twice', () =>
  given(proposed, interested('VENTURE')).when(interest('VENTURE')).nothing());
test('interest: stays quiet after both agreed', () =>
  given(...both)
    .when(interest('VENTURE'))
    .nothing());

test('interest: refuses a pair that a limit keeps apart, also where a proposal stands', () => {
  given().when(interest('INVESTOR', { apart })).refuses(apart.code);
  given(proposed).when(interest('VENTURE', { apart })).refuses(apart.code);
  given(proposed, interested('VENTURE')).when(interest('INVESTOR', { apart })).refuses(apart.code);
  given(proposed, expired).when(interest('VENTURE', { apart })).refuses(apart.code);
});
test('interest: what was said already is not refused, whatever limit has come since', () => {
  given(...both)
    .when(interest('VENTURE', { apart }))
    .nothing();
  given(proposed, interested('VENTURE')).when(interest('VENTURE', { apart })).nothing();
});
test('interest: a match that expired is taken up by a new proposal, and what was said before it counts no more', () =>
  given(proposed, interested('VENTURE'), expired).when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('no proposal is scored where a match stands', () => {
  const said = { side: 'INVESTOR' as const, at, introductionId: 'int_1', limit: () => undefined };
  given(proposed)
    .when((m) => proposeMatch(m, unasked))
    .nothing();
  given(proposed)
    .when((m) => expressInterest(m, { ...said, proposal: unasked }))
    .then(interested('INVESTOR'));
  given(...both)
    .when((m) => expressInterest(m, { ...said, limit: unasked, proposal: unasked }))
    .nothing();
});

test('decline: ends a proposal', () =>
  given(proposed)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .then(declined));
test('decline: refuses after both agreed', () =>
  given(...both)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .refuses('match.accepted'));
test('decline: stays quiet when said twice', () =>
  given(proposed, declined)
    .when((m) => declineMatch(m, { side: 'VENTURE', at }))
    .nothing());

test('expire: ends an open proposal', () => given(proposed).when(expireMatch).then(expired));
test('expire: leaves an agreed match alone', () =>
  given(...both)
    .when(expireMatch)
    .nothing());

test('record: a meeting off line keeps the introduction and its id', () =>
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
test('record: refuses before both agreed', () =>
  given(proposed)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .refuses('introduction.not_requested'));
test('record: stays quiet about the same meeting', () =>
  given(...both, held)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .nothing());
test('record: adds a meeting that is like another one, where the request is known by its id', () =>
  given(...both, held)
    .when((m) => addIntroductionMeeting(m, { meeting, at, isNamed: true }))
    .then(held));
test('record: refuses after the end', () => {
  const end: MatchEvent = {
    type: 'IntroductionHeld',
    meeting: { ...meeting, result: 'ENDED' },
    state: 'ENDED',
    at,
  };
  given(...both, end)
    .when((m) => addIntroductionMeeting(m, { meeting, at }))
    .refuses('introduction.ended');
});

const decline = (side: OneSide) => (match: Match | null) => declineMatch(match, { side, at });
const record = (changes: Partial<Meeting>) => (match: Match | null) =>
  addIntroductionMeeting(match, { meeting: { ...meeting, ...changes }, at });

test('interest: whose it is is kept, and either side may be the first', () => {
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
test('interest: what was wanted before a proposal expired counts no more', () =>
  given(proposed, interested('VENTURE'), expired).when(interest('INVESTOR')).then(proposed, interested('INVESTOR')));
test('decline: who said no, and when, is kept', () => {
  given(proposed).when(decline('INVESTOR')).leaves({
    state: 'DECLINED',
    declinedAt: at,
    declinedBy: 'INVESTOR',
  });
  given().when(decline('VENTURE')).refuses('match.not_found');
});
test('expire: the reasons go with it; what is over or unknown does not expire', () => {
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
] as const)('record: %s leaves the introduction %s', (result, state, endedAt) =>
  given(...both, held)
    .when(record({ result, channel: 'ONLINE' }))
    .leaves({
      introduction: {
        ...{ id: 'int_1', state, requestedAt: at, endedAt },
        meetings: [meeting, { ...meeting, result, channel: 'ONLINE' }],
      },
    }),
);
test('record: only the same channel, day and result are the same meeting', () => {
  for (const other of [{ channel: 'ONLINE' }, { result: 'HELD' }, { heldOn: { year: 2015, month: 5, day: 21 } }])
    expect(record(other as Partial<Meeting>)([...both, held].reduce(evolve, null))).toHaveLength(1);
  given().when(record({})).refuses('match.not_found');
});
test('an event about nobody leaves nobody, and a meeting without an introduction none', () => {
  expect(evolve(null, declined)).toBeNull();
  given(proposed, held)
    .when(() => [])
    .leaves({ introduction: undefined });
});
