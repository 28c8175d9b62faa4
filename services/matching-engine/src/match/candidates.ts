/** Finding, explaining and proposing: what the index knows, joined with the matches that are stored. */
import type { Candidate, Limit } from '@naru/contracts/matching/v1/match';
import { notFound } from '@naru/kit/rejection';
import type { Found, MatchIndex } from '../score/index.ts';
import { LIMIT_REASONS, REASONS } from '../score/reasons.ts';
import { explain, limitsOf } from '../score/score.ts';
import type { InvestorTraits, VentureTraits } from '../score/traits.ts';
import type { Match } from './match.ts';
import { type MatchStore, matchId, statesOf } from './store.ts';

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

export const HIDDEN_LIMIT: Limit = {
  code: 'limit.venture_hidden',
  reason: {
    ko: '기업이 지금은 네트워크에 공개되어 있지 않습니다',
    en: 'the venture is not shared with the network at present',
  },
};

/** A candidate with its parts, largest first, and the reason of each in both languages. */
export function candidateOf({ venture, investor }: Pair): Candidate {
  const { score, ventureSide, investorSide, parts } = explain(venture, investor);
  return {
    ventureId: venture.id,
    investorId: investor.id,
    ventureName: venture.name,
    investorName: investor.name,
    score,
    ventureSide,
    investorSide,
    parts: parts
      .map(({ name, points, fit }) => ({ name, points, fit, reason: REASONS[name](venture, investor) }))
      .sort((a, b) => b.points - a.points || (a.name < b.name ? -1 : 1)),
    matchId: '',
    state: 'STATE_UNSPECIFIED',
  };
}

export const limitsBetween = ({ venture, investor }: Pair): Limit[] =>
  limitsOf(venture, investor).map((code) => ({ code, reason: LIMIT_REASONS[code](venture, investor) }));

/** The best pairs for the party that is named. @throws Rejection `not_found` where it takes no part in matching */
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
  if (!venture) throw notFound('venture', `${id} in matching`);
  return venture;
}

export function requireInvestor(index: MatchIndex, id: string): InvestorTraits {
  const investor = index.investor(id);
  if (!investor) throw notFound('investor', `${id} in matching`);
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

/** The stored match of each pair, where there is one, written into the candidates. */
export async function withMatches(matches: MatchStore, candidates: Candidate[]): Promise<Candidate[]> {
  const ids = candidates.map(matchId);
  const states = await statesOf(matches, ids);
  return candidates.map((candidate, place) => {
    const id = ids[place] ?? '';
    const state = states.get(id);
    return state ? { ...candidate, matchId: id, state } : candidate;
  });
}

/** What a pair would be proposed as. */
export function proposalOf(pair: Pair, at: Date): Match {
  const { score, parts, ventureId, investorId } = candidateOf(pair);
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
