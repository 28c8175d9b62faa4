/** The collection of matches. */
import { ListMatchesRequest } from '@naru/contracts/matching/v1/match';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Snapshot } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { openStore } from '@naru/kit/raw';
import type { Said } from '@naru/words/text';
import { tell } from '../score/texts.ts';
import { publish, snapshot } from './events.ts';
import { evolve, type Match, type MatchEvent } from './match.ts';

export type MatchStore = AggregateStore<Match, MatchEvent, ListMatchesRequest>;

/** The time that a proposal waits for an answer. */
const PROPOSAL_MS = 90 * 24 * 3_600_000;

/** A pair has one match: its id is derived from the ids of the two parties. */
export const matchId = ({ ventureId, investorId }: { ventureId: string; investorId: string }): string =>
  derivedId('mat', ventureId, investorId);

export const matchStore = ({ db, relay }: Host): MatchStore =>
  aggregateStore<Match, MatchEvent, ListMatchesRequest>(
    {
      db,
      noun: 'match',
      schema: 2,
      upgrades: { 1: fromSchema1 },
      evolve,
      publish,
      snapshot,
      dueAt: ({ state, proposedAt }) =>
        state === 'PROPOSED' ? new Date(proposedAt.getTime() + PROPOSAL_MS) : undefined,
      indexes: [
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.investorId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
        { key: { 'state.state': 1, _id: 1 } },
        { key: { 'state.introduction.id': 1 }, sparse: true },
      ],
      list: {
        request: ListMatchesRequest,
        filters: {
          ventureId: 'state.ventureId',
          investorId: 'state.investorId',
          centreId: 'state.centreId',
          state: 'state.state',
        },
        reach: { parties: ['state.ventureId', 'state.investorId', 'state.centreId'] },
        orders: { proposed_at: 'state.proposedAt', score: 'state.score' },
      },
    },
    relay,
  );

type Schema1 = Omit<Match, 'parts'> & { parts: (Omit<Match['parts'][number], 'reason'> & { reason: Said })[] };

/** Shape 2 stores the codes of reasons; shape 1 stored their sentences. */
export const fromSchema1 = ({ parts, ...rest }: Schema1): Match => ({
  ...rest,
  parts: parts.map((part) => ({ ...part, reason: tell('as_stored', { sentence: part.reason }) })),
});

/** The state of each of these matches; unknown ids are left out. */
export async function statesOf(
  store: MatchStore,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Match['state']>> {
  const { collection } = openStore(store);
  const docs = await collection.find({ _id: { $in: [...ids] } }, { projection: { 'state.state': 1 } }).toArray();
  return new Map(docs.map(({ _id, state }) => [_id, state.state]));
}

/** The match that has this introduction. */
export async function byIntroduction(matches: MatchStore, id: string): Promise<Snapshot<Match> | null> {
  const { collection, snapshotOf } = openStore(matches);
  const doc = await collection.findOne({ 'state.introduction.id': id });
  return doc && snapshotOf(doc);
}
