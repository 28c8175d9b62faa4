import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Ballot, type BallotEvent, evolve } from './ballot.ts';
import { type Circumstances, castVote, openBallot, sealBallot } from './decide.ts';

const at = new Date(Date.UTC(2016, 3, 1));
const ballot: Ballot = { id: 'bal_1', roundId: 'rnd_1', voterId: 'person-1', votes: [], state: 'OPEN' };
const opened: BallotEvent = { type: 'BallotOpened', ballot };
const vote = { preferredId: 'app_a', otherId: 'app_b', votedAt: at, votedBy: 'person-1' };
const voted: BallotEvent = { type: 'BallotVoted', vote };
const turned = { preferredId: 'app_b', otherId: 'app_a', votedAt: at, votedBy: 'person-1' };
const sealed: BallotEvent = { type: 'BallotSealed' };
const given = scenario<Ballot, BallotEvent>({ evolve });
const open = (state: Ballot | null) => openBallot(state, ballot);
const cast =
  (now: Partial<Circumstances> = {}, wanted = vote) =>
  (state: Ballot | null) =>
    castVote(state, {
      id: 'bal_1',
      vote: wanted,
      now: {
        judging: { state: 'OPEN', mode: 'VOTES' },
        bothStand: true,
        conflicts: [],
        ...now,
      },
    });

test('open: creates a ballot, and changes nothing when asked twice', () => {
  given().when(open).then(opened);
  given(opened, voted).when(open).nothing();
});

test('cast: stores a vote on a pair', () => given(opened).when(cast()).then(voted));
test('cast: a second vote on the same pair replaces the first, in either order of the two', () =>
  given(opened, voted)
    .when(cast({}, turned))
    .leaves({ votes: [turned] }));
test('cast: the later vote of an officer counts, and the earlier one stays on record with its name', () => {
  const centre: BallotEvent = { type: 'BallotOpened', ballot: { ...ballot, voterId: '', centreId: 'KR-27' } };
  const other = { ...turned, votedBy: 'person-2' };
  given(centre, voted)
    .when(cast({}, other))
    .leaves({ votes: [other], replaced: [vote] });
  const same = { ...vote, votedBy: 'person-2' };
  given(centre, voted)
    .when(cast({}, same))
    .leaves({ votes: [same], replaced: [vote] });
});
test('cast: a ballot of before, whose votes have no name, is that of its voter', () => {
  const { votedBy: _, ...unnamed } = vote;
  given(opened, { type: 'BallotVoted', vote: unnamed }).when(cast()).nothing();
});
test('cast: changes nothing when asked twice', () => given(opened, voted).when(cast()).nothing());
test('cast: refuses while the judging is not open, and in a judging by scores', () => {
  given(opened)
    .when(cast({ judging: { state: 'CLOSED', mode: 'VOTES' } }))
    .refuses('judging.not_open');
  given(opened, sealed).when(cast()).refuses('judging.not_open');
  given(opened)
    .when(cast({ judging: { state: 'OPEN', mode: 'SCORES' } }))
    .refuses('judging.by_scores');
});
test('cast: refuses a team against itself, teams that are not candidates, and a conflict', () => {
  given(opened)
    .when(cast({}, { ...vote, otherId: 'app_a' }))
    .refuses('request.invalid');
  given(opened)
    .when(cast({ bothStand: false }))
    .refuses('application.not_standing');
  given(opened)
    .when(cast({ conflicts: [{ source: 'SAME_CENTRE', objectId: 'KR-27', hard: true }] }))
    .refuses('ballot.conflict');
  expect(() => cast({ conflicts: [{ source: 'SAME_CENTRE', objectId: 'KR-27', hard: true }] })(ballot)).toThrow(
    expect.objectContaining({
      params: { sources: ['SAME_CENTRE'], objectIds: ['KR-27'] },
      said: expect.objectContaining({
        ko: '이해충돌이 있어 두 팀을 비교할 수 없습니다: 같은 센터 소속(KR-27). 다른 두 팀에 투표하십시오',
      }),
    }),
  );
});
test('cast: refuses a ballot that was not opened, and more votes than the maximum', () => {
  given().when(cast()).refuses('ballot.not_found');
  const votes = Array.from({ length: 4_950 }, (_, index) => ({ ...vote, preferredId: `app_${index}` }));
  given({ type: 'BallotOpened', ballot: { ...ballot, votes } })
    .when(cast())
    .refuses('ballot.votes_max');
});

test('seal: ends the voting, once', () => {
  given(opened, voted).when(sealBallot).then(sealed);
  given(opened, sealed).when(sealBallot).nothing();
  given().when(sealBallot).nothing();
});

test('cast: accepts the last vote that fits; votes of a full ballot may still be changed', () => {
  const votes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...vote, preferredId: `app_${index}`, otherId: 'app_z' }));
  given({ type: 'BallotOpened', ballot: { ...ballot, votes: votes(4_949) } })
    .when(cast())
    .then(voted);
  const other = { preferredId: 'app_z', otherId: 'app_7', votedAt: at, votedBy: 'person-1' };
  given({ type: 'BallotOpened', ballot: { ...ballot, votes: votes(4_950) } })
    .when(cast({}, other))
    .then({ type: 'BallotVoted', vote: other });
});
test('cast: a vote on a pair that differs in one team only is an additional vote', () => {
  const pairs = [vote, { ...vote, otherId: 'app_c' }, { ...vote, preferredId: 'app_c' }];
  given(opened, voted, { type: 'BallotVoted', vote: pairs[1] ?? vote })
    .when(cast({}, pairs[2]))
    .leaves({ votes: pairs });
});
test('cast: refuses a soft conflict too, and a judging that nobody has planned', () => {
  given(opened)
    .when(cast({ conflicts: [{ source: 'SAME_CENTRE', objectId: 'KR-27', hard: false }] }))
    .refuses('ballot.conflict');
  given(opened)
    .when(cast({ judging: null }))
    .refuses('judging.not_open');
  given(opened, voted)
    .when(sealBallot)
    .leaves({ state: 'SEALED', votes: [vote] });
});
