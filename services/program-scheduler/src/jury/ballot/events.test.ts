/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { BallotOpened } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
import type { Ballot, BallotEvent } from './ballot.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const ballot: Ballot = {
  id: 'bal_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  voterId: 'voter-7',
  votes: [{ preferredId: 'app_1', otherId: 'app_2', votedAt: new Date(Date.UTC(2016, 3, 5)) }],
  state: 'SEALED',
};
const TYPES: Record<BallotEvent['type'], string> = {
  BallotOpened: 'naru.program.ballot.opened.v1',
  BallotVoted: 'naru.program.ballot.voted.v1',
  BallotSealed: 'naru.program.ballot.sealed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as BallotEvent, ballot)), snapshot(ballot)];

const golden = goldenEvents({ published, of: 'naru.program.ballot.', at: import.meta.url });

test('the bytes of the first release are read as the whole ballot', () => {
  expect(BallotOpened.decode(golden('naru.program.ballot.opened.v1')).ballot).toEqual(toProto(ballot));
});

test('an event carries the latest vote only, and so stays small', () => {
  const vote = (place: number) => ({
    preferredId: `app_${place}`,
    otherId: 'app_x',
    votedAt: new Date(Date.UTC(2016, 3, 5)),
  });
  const votes = Array.from({ length: 4_950 }, (_, place) => vote(place));
  const { data } = publish({ type: 'BallotVoted', vote: vote(4_949) }, { ...ballot, votes });
  expect(BallotOpened.decode(data).ballot?.votes).toEqual([{ ...vote(4_949), votedBy: '' }]);
});
