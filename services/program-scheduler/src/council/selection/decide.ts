/** Commands on a selection. Pure: the present state and a command give events, or a refusal. */
export { decideSelection, type Ruling } from './decide/council.ts';
export { type Addition, addTeam, type Release, releasePlace } from './decide/moves.ts';
export { type Proposal, proposeSelection } from './decide/propose.ts';
export { castVote } from './decide/vote.ts';
