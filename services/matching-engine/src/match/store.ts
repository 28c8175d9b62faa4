/** Where matches are kept, and what the network hears of them: always the whole match. */
import {
  IntroductionHeld,
  MatchAccepted,
  MatchDeclined,
  MatchExpired,
  MatchInterested,
  MatchProposed,
  MatchSnapshot,
} from '@naru/contracts/matching/v1/events';
import type { Match as MatchMessage } from '@naru/contracts/matching/v1/match';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { evolve, type Match, type MatchEvent } from './match.ts';

export type MatchStore = AggregateStore<Match, MatchEvent>;

/** How long a proposal waits for an answer. */
const PROPOSAL_MS = 90 * 24 * 3_600_000;

const CODECS = { MatchProposed, MatchInterested, MatchAccepted, MatchDeclined, MatchExpired, IntroductionHeld };

/** A pair has one match: its id is made of the two. */
export const matchId = ({ ventureId, investorId }: { ventureId: string; investorId: string }): string =>
  derivedId('mat', ventureId, investorId);

export const matchStore = ({ db, relay }: Host): MatchStore =>
  aggregateStore<Match, MatchEvent>(
    {
      db,
      noun: 'match',
      schema: 1,
      evolve,
      publish,
      snapshot,
      dueAt: ({ state, proposedAt }) =>
        state === 'MATCH_PROPOSED' ? new Date(proposedAt.getTime() + PROPOSAL_MS) : undefined,
      indexes: [
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.investorId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
        { key: { 'state.introduction.id': 1 }, sparse: true },
      ],
    },
    relay,
  );

/** Without the reasons: they speak of sums and sectors, which a venture that withdraws wants back from everywhere. */
const told = (match: Match): MatchMessage => toProto({ ...match, parts: [] });

export const publish = ({ type }: MatchEvent, match: Match): Outgoing => outgoing(CODECS[type], { match: told(match) });

export const snapshot = (match: Match): Outgoing => outgoing(MatchSnapshot, { match: told(match) });

export const toProto = (match: Match, version = 0): MatchMessage => ({
  ...match,
  etag: version ? String(version) : '',
});
