/** Votes on a proposal: one for each centre that was open on the day of the proposal. */
import type { Selection, SelectionEvent, Vote } from '../selection.ts';
import { known, refuse } from '../texts.ts';

/**
 * Until the decision the last vote of a centre counts. The minutes do not change a vote that an officer of the centre
 * cast.
 */
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
