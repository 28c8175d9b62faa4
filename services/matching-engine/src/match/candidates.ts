/** Finds, explains and proposes pairs: joins the index in memory with the stored matches. */
import type { Candidate } from '@naru/contracts/matching/v1/match';
import { apart, type Limit, limitsBetween } from '@naru/limits/limits';
import type { Found, MatchIndex } from '../score/index.ts';
import { REASONS } from '../score/reasons.ts';
import { explain } from '../score/score.ts';
import { type InvestorTraits, investorFacts, type VentureTraits, ventureFacts } from '../score/traits.ts';
import type { Match } from './match.ts';
import { partToProto } from './message.ts';
import { type MatchStore, matchId, statesOf } from './store.ts';
import { match } from './texts.ts';

export interface Pair {
  venture: VentureTraits;
  investor: InvestorTraits;
}

export interface Question {
  ventureId: string;
  investorId: string;
  count: number;
  minScore: number;
}

/** The score with its parts, largest first, and the reason of each part. */
function explained({ venture, investor }: Pair) {
  const { parts, ...sides } = explain(venture, investor);
  const reasoned = parts.map((part): Match['parts'][number] => ({
    ...part,
    reason: REASONS[part.name](venture, investor),
  }));
  return { ...sides, parts: reasoned.sort((a, b) => b.points - a.points || (a.name < b.name ? -1 : 1)) };
}

export function candidateOf(pair: Pair): Candidate {
  const { venture, investor } = pair;
  const { score, ventureSide, investorSide, parts } = explained(pair);
  return {
    ventureId: venture.id,
    investorId: investor.id,
    ventureName: venture.name,
    investorName: investor.name,
    score,
    ventureSide,
    investorSide,
    parts: parts.map(partToProto),
    matchId: '',
    state: 'STATE_UNSPECIFIED',
  };
}

/** The refusal of every step of the pair, if a limit binds it. */
export const apartIn = ({ venture, investor }: Pair) => apart(ventureFacts(venture), investorFacts(investor));

/** Everything that keeps the pair from being proposed. */
export const limitsIn = ({ venture, investor }: Pair): Limit[] =>
  limitsBetween(ventureFacts(venture), investorFacts(investor));

/** The best pairs for the named party. @throws Rejection `not_found` where it takes no part in matching */
export function findPairs(
  index: MatchIndex,
  declined: ReadonlySet<string>,
  question: Question,
): Omit<Found<never>, 'best'> & { pairs: Pair[] } {
  const { ventureId, investorId, ...want } = question;
  if (ventureId) {
    const venture = requireVenture(index, ventureId);
    const without = (id: string) => declined.has(matchId({ ventureId, investorId: id }));
    const { best, ...counts } = index.forVenture(venture, { ...want, without });
    return { ...counts, pairs: best.map(({ party }) => ({ venture, investor: party })) };
  }
  const investor = requireInvestor(index, investorId);
  const without = (id: string) => declined.has(matchId({ ventureId: id, investorId }));
  const { best, ...counts } = index.forInvestor(investor, { ...want, without });
  return { ...counts, pairs: best.map(({ party }) => ({ venture: party, investor })) };
}

export function requireVenture(index: MatchIndex, id: string): VentureTraits {
  const venture = index.venture(id);
  if (!venture) throw match.refuse('venture_absent', { id });
  return venture;
}

export function requireInvestor(index: MatchIndex, id: string): InvestorTraits {
  const investor = index.investor(id);
  if (!investor) throw match.refuse('investor_absent', { id });
  return investor;
}

/** @throws Rejection `not_found` where one of the two takes no part in matching */
export const pairOf = (
  index: MatchIndex,
  { ventureId, investorId }: { ventureId: string; investorId: string },
): Pair => ({
  venture: requireVenture(index, ventureId),
  investor: requireInvestor(index, investorId),
});

/** Adds the id and the state of its stored match to each candidate that has one. */
export async function withMatches(matches: MatchStore, candidates: Candidate[]): Promise<Candidate[]> {
  const ids = candidates.map(matchId);
  const states = await statesOf(matches, ids);
  return candidates.map((candidate, place) => {
    const id = ids[place] ?? '';
    const state = states.get(id);
    return state ? { ...candidate, matchId: id, state } : candidate;
  });
}

/** The match that proposing this pair would create. */
export function proposalOf(pair: Pair, at: Date): Match {
  const { score, parts } = explained(pair);
  const [ventureId, investorId] = [pair.venture.id, pair.investor.id];
  return {
    id: matchId({ ventureId, investorId }),
    ventureId,
    investorId,
    centreId: pair.venture.centreId,
    state: 'PROPOSED',
    score,
    parts,
    proposedAt: at,
    ventureInterestAt: undefined,
    investorInterestAt: undefined,
    declinedAt: undefined,
    declinedBy: 'SIDE_UNSPECIFIED',
    introduction: undefined,
  };
}
