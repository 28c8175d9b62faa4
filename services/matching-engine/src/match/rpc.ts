/** RPCs of matching, one entry for each. */
import type { ListIntroductionsRequest, Match as MatchMessage } from '@naru/contracts/matching/v1/match';
import type { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import { answering } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { checkPastDay } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import type { Page } from '@naru/kit/list';
import { offering } from '@naru/kit/mirror';
import { pageSize } from '@naru/kit/page';
import type { Reach } from '@naru/kit/reach';
import type { Call, Handlers } from '@naru/kit/serve';
import { hiddenLimit } from '@naru/limits/limits';
import { requireSide, speaksForVenture } from './access.ts';
import * as candidates from './candidates.ts';
import { currentPairs, type InMemory } from './current.ts';
import * as decide from './decide.ts';
import type { Match, OneSide } from './match.ts';
import { introductionToProto, toProto } from './message.ts';
import { betweenIn, type PartyCopies } from './parties.ts';
import { byIntroduction, type MatchStore, matchId } from './store.ts';
import * as says from './texts.ts';

type MatchRpcs = Omit<Handlers<typeof MatchingServiceDefinition>, 'runMatches' | 'listRunCandidates'>;

const DEFAULT_COUNT = 20;

export interface MatchRooms extends InMemory {
  matches: MatchStore;
  introductions(request: ListIntroductionsRequest, reach: Reach): Promise<Page<Snapshot<Match>>>;
  parties: PartyCopies;
}

export function matchRpcs(rooms: MatchRooms): MatchRpcs {
  const { matches, introductions, index, stored, mirrors } = rooms;
  const current = currentPairs(rooms);
  const between = betweenIn(rooms.parties);

  const shown = async (match: Snapshot<Match>, { reach }: Pick<Call, 'reach'>) => {
    await mirrors.ventures.current([match.state.ventureId]);
    return asSeen(match, reach);
  };
  const { change, get } = answering(offering(matches, stored), shown);

  /** Only a venture and its centre see data about the venture while it is not shared. */
  function asSeen({ state, version }: Snapshot<Match>, reach: Reach): MatchMessage {
    const known = index.venture(state.ventureId) !== undefined || speaksForVenture(reach, state);
    return toProto(known ? state : { ...state, parts: [] }, version);
  }

  /** A party may have left while its proposal was saved, after its other proposals had expired: this one expires too. */
  async function standing(proposed: MatchMessage, call: Call): Promise<MatchMessage> {
    const { id, ventureId, investorId, state } = proposed;
    if (state !== 'PROPOSED') return proposed;
    await current.parties({ ventureId, investorId });
    if (index.venture(ventureId) && index.investor(investorId)) return proposed;
    return change({ id }, call, decide.expireMatch);
  }

  async function propose(pair: candidates.Pair, call: Call): Promise<MatchMessage> {
    const id = matchId({ ventureId: pair.venture.id, investorId: pair.investor.id });
    const proposal = () => candidates.proposalOf(pair, call.now);
    return standing(await change({ id }, call, (match) => decide.proposeMatch(match, proposal)), call);
  }

  async function introduced(id: string) {
    const found = await byIntroduction(matches, id);
    if (!found) throw says.introduction.unknown(id);
    return found;
  }

  return {
    findMatches: async (request) => {
      const { pairs, considered, eligible } = await current.find({
        ...oneParty(request),
        count: pageSize(request.pageSize, { fallback: DEFAULT_COUNT }),
        minScore: request.minScore,
      });
      return {
        candidates: await candidates.withMatches(matches, pairs.map(candidates.candidateOf)),
        considered,
        eligible,
      };
    },
    whyNot: async ({ ventureId, investorId }) => {
      await current.parties({ ventureId, investorId });
      const investor = candidates.requireInvestor(index, investorId);
      if (index.hiddenVenture(ventureId)) return { limits: [hiddenLimit()], candidate: undefined };
      const pair = { venture: candidates.requireVenture(index, ventureId), investor };
      const [candidate] = await candidates.withMatches(matches, [candidates.candidateOf(pair)]);
      return { limits: candidates.limitsIn(pair), candidate };
    },
    proposeMatches: async (request, call) => {
      const { pairs } = await current.find({
        ...oneParty(request),
        count: pageSize(request.count, { fallback: DEFAULT_COUNT }),
        minScore: 1,
      });
      const proposed = await Promise.all(pairs.map((pair) => propose(pair, call)));
      return { matches: proposed.filter(({ state }) => state !== 'EXPIRED') };
    },
    expressInterest: async ({ ventureId, investorId, side, etag }, call) => {
      await current.parties({ ventureId, investorId });
      const pair = () => candidates.pairOf(index, { ventureId, investorId });
      const interest = {
        ...{ side: side as OneSide, at: call.now, introductionId: call.newId('int') },
        apart: () => candidates.apartIn(pair()),
        proposal: () => candidates.proposalOf(pair(), call.now),
      };
      const id = matchId({ ventureId, investorId });
      const proposed = await change({ id, etag }, call, (match) => decide.expressInterest(match, interest));
      const stands = await standing(proposed, call);
      if (stands.state === 'EXPIRED') pair(); // It refuses, since one of the two has left.
      return { ...stands, outsideOf: (await between({ ventureId, investorId })).outsideOf };
    },
    declineMatch: ({ side, ...named }, call) =>
      change(named, call, (match) => {
        if (match) requireSide(call.reach, match, side as OneSide);
        return decide.declineMatch(match, { side: side as OneSide, at: call.now });
      }),
    getMatch: get,
    listMatches: async (request, { reach }) => {
      const { found, ...page } = await matches.list(request, reach);
      await mirrors.ventures.current([...new Set(found.map(({ state }) => state.ventureId))]);
      return { matches: found.map((one) => asSeen(one, reach)), ...page };
    },
    listIntroductions: async (request, { reach }) => {
      const { found, ...page } = await introductions(request, reach);
      return { introductions: found.flatMap(({ state, version }) => introductionToProto(state, version)), ...page };
    },
    getIntroduction: async ({ id }, call) => shown(await introduced(id), call),
    addIntroductionMeeting: async ({ id, meeting, etag }, call) => {
      if (!meeting?.heldOn) throw fields.invalid('meeting.held_on', 'required');
      checkPastDay('meeting.held_on', meeting.heldOn, call.now);
      const found = await introduced(id);
      const { apart, outsideOf } = await between(found.state);
      const adding = { meeting, at: call.now, isNamed: call.request !== undefined, apart };
      const match = await change({ id: found.id, etag }, call, (before) =>
        decide.addIntroductionMeeting(before, adding),
      );
      return { ...match, outsideOf };
    },
  };
}

/** @throws Rejection unless exactly one of the two is named */
function oneParty({ ventureId, investorId }: { ventureId: string; investorId: string }): {
  ventureId: string;
  investorId: string;
} {
  if ((ventureId === '') !== (investorId === '')) return { ventureId, investorId };
  throw says.match.invalid('venture_id', 'one_party');
}
