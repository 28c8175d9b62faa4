/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { BallotOpened } from '@naru/contracts/program/v1/judging_events';
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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CmMKHmJhbF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIecm5kXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxGgd2b3Rlci03IhYKBWFwcF8xEgVhcHBfMhoGCICAjLgFKAI=';
const TYPES: Record<BallotEvent['type'], string> = {
  BallotOpened: 'naru.program.ballot.opened.v1',
  BallotVoted: 'naru.program.ballot.voted.v1',
  BallotSealed: 'naru.program.ballot.sealed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as BallotEvent, ballot)), snapshot(ballot)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.ballot.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.ballot.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole ballot', () => {
  expect(BallotOpened.decode(Buffer.from(GOLDEN, 'base64')).ballot).toEqual(toProto(ballot));
});

test('of many votes an event carries the latest alone, and so stays small', () => {
  const vote = (place: number) => ({
    preferredId: `app_${place}`,
    otherId: 'app_x',
    votedAt: new Date(Date.UTC(2016, 3, 5)),
  });
  const votes = Array.from({ length: 4_950 }, (_, place) => vote(place));
  const { data } = publish({ type: 'BallotVoted', vote: vote(4_949) }, { ...ballot, votes });
  expect(BallotOpened.decode(data).ballot?.votes).toEqual([vote(4_949)]);
});
