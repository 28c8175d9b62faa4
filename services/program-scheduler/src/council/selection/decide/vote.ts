/** Voting: one vote for each centre that was open when it was proposed. */
import type { Selection, SelectionEvent, Vote } from '../selection.ts';
import { known, refuse } from '../texts.ts';

/** Until it is decided the last word of a centre counts; what an officer has said the minutes do not change. */
export function castVote(
  selection: Selection | null,
  { roundId, vote, proposal }: { roundId: string; vote: Vote; proposal: number },
): SelectionEvent[] {
  const { state, votes, electorate, proposal: present } = known(selection, roundId);
  const before = votes.find(({ centreId }) => centreId === vote.centreId);
  if (before?.choice === vote.choice && (before.fromMinutes === vote.fromMinutes || vote.fromMinutes)) return [];
  if (state === 'DECIDED') throw refuse('decided');
  const { centreId } = vote;
  if (proposal !== present) throw refuse('proposal_changed', { proposal: present });
  if (!electorate.includes(centreId)) throw refuse('no_vote', { centreId });
  if (before && !before.fromMinutes && vote.fromMinutes) throw refuse('voted', { centreId });
  return [{ type: 'SelectionVoted', vote }];
}
