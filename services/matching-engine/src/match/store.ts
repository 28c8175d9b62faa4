/** The collection of matches. */
import { ListIntroductionsRequest, ListMatchesRequest } from '@naru/contracts/matching/v1/match';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore, type Snapshot } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { listing, type Page } from '@naru/kit/list';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { type Reach, withinReach } from '@naru/kit/reach';
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

const PARTIES = { parties: ['state.ventureId', 'state.investorId', 'state.centreId'] };

/** Introductions are parts of matches, and have a list of their own. */
const introductionList = listing<ListIntroductionsRequest>({
  request: ListIntroductionsRequest,
  filters: {
    ventureId: 'state.ventureId',
    investorId: 'state.investorId',
    centreId: 'state.centreId',
    state: 'state.introduction.state',
    requestedAfter: after('state.introduction.requestedAt'),
    requestedBefore: before('state.introduction.requestedAt'),
  },
  reach: (reach) => ({ ...withinReach(reach, PARTIES), 'state.introduction.id': { $gt: '' } }),
  orders: { requested_at: 'state.introduction.requestedAt' },
});

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
        ...introductionList.indexes,
      ],
      list: {
        request: ListMatchesRequest,
        filters: {
          ventureId: 'state.ventureId',
          investorId: 'state.investorId',
          centreId: 'state.centreId',
          state: 'state.state',
        },
        reach: PARTIES,
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

/** One page of the matches that have an introduction. */
export async function pageOfIntroductions(
  store: MatchStore,
  { request, reach }: { request: ListIntroductionsRequest; reach: Reach },
  ambient: Host['ambient'],
): Promise<Page<Snapshot<Match>>> {
  const { collection, snapshotOf } = openStore(store);
  const { found, ...page } = await introductionList.page(collection, request, reach, ambient);
  return { found: found.map(snapshotOf), ...page };
}

/** The match that has this introduction. */
export async function byIntroduction(matches: MatchStore, id: string): Promise<Snapshot<Match> | null> {
  const { collection, snapshotOf } = openStore(matches);
  const doc = await collection.findOne({ 'state.introduction.id': id });
  return doc && snapshotOf(doc);
}

/** The reasons contain what a venture shared: none of its matches keeps them once it is hidden. */
export async function forgetReasons(store: MatchStore, ventureId: string): Promise<void> {
  const { collection, patiently } = openStore(store);
  await patiently(() => collection.updateMany(toldOf(ventureId), { $set: { 'state.parts': [] } }));
}

/** The number of matches that keep them. */
export async function countReasons(store: MatchStore, ventureId: string): Promise<number> {
  const { collection, patiently } = openStore(store);
  return patiently(() => collection.countDocuments(toldOf(ventureId)));
}

const toldOf = (ventureId: string) => ({ 'state.ventureId': ventureId, 'state.parts': { $ne: [] } });
