/** RPCs of votes. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { answering, versioned } from '@naru/kit/answers';
import type { Call, Handlers } from '@naru/kit/serve';
import type { Candidate } from '../candidate/candidate.ts';
import type { Candidates } from '../candidate/store.ts';
import { type Conflict, conflictsOf } from '../conflict/conflict.ts';
import type { TiesOf } from '../conflict/ties.ts';
import type { Judge } from '../judge/judge.ts';
import type { Judging } from '../judging/judging.ts';
import { known } from '../judging/texts.ts';
import type { Ballot } from './ballot.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { type BallotStore, ballotId, type Voter } from './store.ts';
import { invalid } from './texts.ts';

type BallotRpcs = Pick<Handlers<typeof JudgingServiceDefinition>, 'castVote' | 'getBallot'>;

/** Functions of other nouns of this service that ballots call. */
export interface BallotNeighbours {
  judging(roundId: string): Promise<Judging | null>;
  candidates: Candidates;
  /** The judge whose tokens have this subject, if the voter is a judge. */
  judgeOfSubject(subject: string): Promise<Judge | null>;
  tiesOf: TiesOf;
}

export function ballotRpcs(ballots: BallotStore, neighbours: BallotNeighbours): BallotRpcs {
  const { change } = answering(ballots, versioned(toProto));
  const { judging: judgingOf, candidates, judgeOfSubject, tiesOf } = neighbours;

  /**
   * A registered judge has the conflicts of all known ties. Every voter has a conflict with the centres and teams that
   * they act for.
   */
  async function conflictsAt({ affiliations, now }: Call, judge: Judge | null, teams: readonly Candidate[]) {
    const own = new Set(affiliations);
    const ties = judge && (await tiesOf(judge, now));
    return teams.flatMap((candidate) => {
      const { applicationId, centreId, ventureId } = candidate;
      const found: Conflict[] = judge && ties ? conflictsOf(judge, candidate, ties) : [];
      if (own.has(centreId)) found.push({ source: 'SAME_CENTRE', objectId: centreId, hard: true });
      if (own.has(ventureId)) found.push({ source: 'OWNERSHIP', objectId: ventureId, hard: true });
      return found.map((conflict) => ({ ...conflict, applicationId }));
    });
  }

  /** A judge votes as a judge, anybody else as their centre. @throws Rejection naming the centre where it must be said */
  function voterOf(centreId: string, { caller: { subject }, reach }: Call, judge: Judge | null): Voter {
    const { centres } = reach;
    if (centreId) {
      if (!centres.includes(centreId)) throw invalid('centre_id', 'centre_other');
      return { voterId: '', centreId };
    }
    if (reach.subject !== undefined || judge) return { voterId: subject, centreId: '' };
    const [only = '', ...others] = centres;
    if (others.length > 0) throw invalid('centre_id', 'centre_wanted', { centreIds: [...centres] });
    return { voterId: '', centreId: only };
  }

  return {
    castVote: async ({ roundId, preferredId, otherId, centreId, etag }, call) => {
      const judge = await judgeOfSubject(call.caller.subject);
      const voter = voterOf(centreId, call, judge);
      const id = ballotId(roundId, voter);
      const planned = known(await judgingOf(roundId), roundId);
      // A refused caller leaves no ballot behind. The judging is read again after the ballot was created.
      decide.requireVoting(planned);
      const ballot: Ballot = { id, roundId, ...voter, votes: [], state: 'OPEN' };
      const opened = await ballots.change(id, (existing) => decide.openBallot(existing, ballot), call, { etag });
      const [judging, ...pair] = await Promise.all([
        judgingOf(roundId),
        candidates.find(preferredId),
        candidates.find(otherId),
      ]);
      const found = pair.filter((one) => one !== null);
      const now = {
        judging,
        bothStand: found.length === 2 && found.every((one) => one.stands && one.roundId === roundId),
        conflicts: await conflictsAt(call, judge, found),
      };
      const vote = { preferredId, otherId, votedAt: call.now, votedBy: call.caller.subject };
      const seen = { id, etag: etag && String(opened.version) };
      return change(seen, call, (before) => decide.castVote(before, { id, vote, now }));
    },
    getBallot: async ({ roundId, centreId }, call) => {
      const judge = await judgeOfSubject(call.caller.subject);
      const voter = voterOf(centreId, call, judge);
      decide.requireByVotes(known(await judgingOf(roundId), roundId));
      const id = ballotId(roundId, voter);
      const [found, teams] = await Promise.all([ballots.find(id), candidates.standing(roundId)]);
      const unfilled: Ballot = { id, roundId, ...voter, votes: [], state: 'OPEN' };
      const conflicts = new Set((await conflictsAt(call, judge, teams)).map(({ applicationId }) => applicationId));
      return {
        ...toProto(found?.state ?? unfilled, found?.version),
        teams: teams.map(({ applicationId, ventureId, name, sectors }) => ({
          applicationId,
          ventureId,
          name,
          sectors: [...sectors],
          free: !conflicts.has(applicationId),
        })),
      };
    },
  };
}
