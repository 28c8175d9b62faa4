/** Voting: one vote for each centre that was open when it was proposed. */
import type { Selection, SelectionEvent, Vote } from '../selection.ts';
import { decided, known, rule } from './refusals.ts';

/** Until it is decided the last word of a centre counts; what an officer has said the minutes do not change. */
export function castVote(
  selection: Selection | null,
  { roundId, vote, proposal }: { roundId: string; vote: Vote; proposal: number },
): SelectionEvent[] {
  const { state, votes, electorate, proposal: present } = known(selection, roundId);
  const before = votes.find(({ centreId }) => centreId === vote.centreId);
  if (before?.choice === vote.choice && (before.fromMinutes === vote.fromMinutes || vote.fromMinutes)) return [];
  if (state === 'DECIDED') throw decided();
  if (proposal !== present)
    throw rule('proposal_changed', `proposal: must be ${present}; another proposal is on the table, so read it first`);
  if (!electorate.includes(vote.centreId))
    throw rule('no_vote', `centreId: ${vote.centreId} was not open when this was proposed, and has no vote on it`);
  if (before && !before.fromMinutes && vote.fromMinutes)
    throw rule('voted', `centreId: the officer of ${vote.centreId} has voted; only they change that vote`);
  return [{ type: 'SelectionVoted', vote }];
}
