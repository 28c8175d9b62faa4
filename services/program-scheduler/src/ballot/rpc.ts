/** Votes over the wire. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { type Caller, ownIds } from '@naru/kit/identity';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Candidate } from '../candidate/candidate.ts';
import type { Candidates } from '../candidate/store.ts';
import { type Conflict, conflictsOf } from '../conflict/conflict.ts';
import type { TiesOf } from '../conflict/ties.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import type { Ballot } from './ballot.ts';
import * as decide from './decide.ts';
import { toProto } from './events.ts';
import { type BallotStore, ballotId } from './store.ts';

type BallotRpcs = Pick<Handlers<typeof JudgingServiceDefinition>, 'castVote' | 'getBallot'>;

/** What ballots ask of their neighbours in this service. */
export interface BallotNeighbours {
  judging(roundId: string): Promise<Judging | null>;
  candidates: Candidates;
  /** The judge who calls with these tokens, if the voter is one. */
  judgeOfSubject(subject: string): Promise<Judge | null>;
  tiesOf: TiesOf;
}

export function ballotRpcs(ballots: BallotStore, neighbours: BallotNeighbours): BallotRpcs {
  const { judging: judgingOf, candidates, judgeOfSubject, tiesOf } = neighbours;

  /** A registered judge is bound by all that is known of them; every voter by the centres and teams they speak for. */
  async function conflictsAt(caller: Caller, pair: readonly Candidate[], now: Date): Promise<Conflict[]> {
    const own = new Set(ownIds(caller));
    const judge = await judgeOfSubject(caller.subject);
    const ties = judge && (await tiesOf(judge, now));
    return pair.flatMap((candidate) => [
      ...(judge && ties ? conflictsOf(judge, candidate, ties) : []),
      ...(own.has(candidate.centreId)
        ? [{ source: 'CONFLICT_SAME_CENTRE' as const, objectId: candidate.centreId, hard: true }]
        : []),
      ...(own.has(candidate.ventureId)
        ? [{ source: 'CONFLICT_OWNERSHIP' as const, objectId: candidate.ventureId, hard: true }]
        : []),
    ]);
  }

  return {
    castVote: async ({ roundId, preferredId, otherId }, call) => {
      const voterId = call.caller.subject;
      const id = ballotId(roundId, voterId);
      if (!(await judgingOf(roundId))) throw notFound('judging', roundId);
      const ballot: Ballot = { id, roundId, voterId, votes: [], state: 'BALLOT_OPEN' };
      await ballots.change(id, (existing) => decide.openBallot(existing, ballot), call);
      const [judging, ...pair] = await Promise.all([
        judgingOf(roundId),
        candidates.find(preferredId),
        candidates.find(otherId),
      ]);
      const found = pair.filter((one) => one !== null);
      const now = {
        judging,
        bothStand: found.length === 2 && found.every((one) => one.stands && one.roundId === roundId),
        conflicts: await conflictsAt(call.caller, found, call.now),
      };
      const vote = { preferredId, otherId, votedAt: call.now };
      const { state, version } = await ballots.change(id, (before) => decide.castVote(before, { id, vote, now }), call);
      return toProto(state, version);
    },
    getBallot: async ({ roundId }, { caller }) => {
      const found = await ballots.find(ballotId(roundId, caller.subject));
      if (!found) throw notFound('ballot', roundId);
      return toProto(found.state, found.version);
    },
  };
}
