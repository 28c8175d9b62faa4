/** The collection of ballots: one for a judge, or a centre, and a round, with an id derived from both. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import type { Cause } from '@naru/kit/outbox';
import { type Ballot, type BallotEvent, evolve } from './ballot.ts';
import { sealBallot } from './decide.ts';
import { publish, snapshot } from './events.ts';

export type BallotStore = AggregateStore<Ballot, BallotEvent>;

/** The judge, by the subject of their tokens, or the centre. */
export type Voter = { voterId: string; centreId: '' } | { voterId: ''; centreId: string };

export const ballotId = (roundId: string, { voterId, centreId }: Voter): string =>
  centreId ? derivedId('bal', roundId, 'centre', centreId) : derivedId('bal', roundId, voterId);

export const ballotStore = ({ db, relay }: Host): BallotStore =>
  aggregateStore<Ballot, BallotEvent>(
    {
      db,
      noun: 'ballot',
      schema: 1,
      evolve,
      publish,
      snapshot,
      indexes: [{ key: { 'state.roundId': 1, _id: 1 } }],
    },
    relay,
  );

/** Every ballot of a round, ordered by id. */
export async function ballotsOf(ballots: BallotStore, roundId: string): Promise<Ballot[]> {
  return (await ballots.all({ where: { roundId } })).map(({ state }) => state);
}

/** Closes every ballot of a round. */
export async function sealBallots(ballots: BallotStore, roundId: string, cause: Cause): Promise<void> {
  for (const { id, state } of await ballotsOf(ballots, roundId))
    if (state === 'OPEN') await ballots.change(id, sealBallot, cause);
}
