/** The collection of selections: one for a round, with an id derived from the round id, and one for an event. */
import { ListSelectionsRequest } from '@naru/contracts/program/v1/selection';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { derivedId } from '@naru/kit/ids';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { publish, snapshot } from './events.ts';
import { evolve, type Selection, type SelectionEvent } from './selection.ts';
import { refuse } from './texts.ts';

export type SelectionStore = AggregateStore<Selection, SelectionEvent, ListSelectionsRequest>;

export const selectionId = (roundId: string): string => derivedId('sel', 'selection', roundId);

export const selectionStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): SelectionStore =>
  aggregateStore<Selection, SelectionEvent, ListSelectionsRequest>(
    {
      db,
      noun: 'selection',
      schema: 1,
      evolve,
      publish,
      snapshot,
      // The quota limits the teams of an event. A second round for the same event would exceed it.
      keys: ({ eventId }) => ({ event: eventId || undefined }),
      taken: {
        event: () => refuse('event_taken', { otherRoundId: '', name: undefined }),
      },
      indexes: [
        { key: { 'state.programmeId': 1, 'state.decidedAt': -1 } },
        { key: { 'state.programmeId': 1, 'state.state': 1, _id: 1 } },
      ],
      list: {
        request: ListSelectionsRequest,
        filters: {
          programmeId: 'state.programmeId',
          eventId: 'state.eventId',
          state: 'state.state',
          decidedAfter: after('state.decidedAt'),
          decidedBefore: before('state.decidedAt'),
        },
        reach: { open: { 'state.state': 'DECIDED' } },
        orders: { proposed_at: 'state.proposedAt', decided_at: 'state.decidedAt' },
      },
    },
    relay,
  );

/**
 * The latest decided selections of the programme without this one, newest first. `back` limits their number; 0 means
 * all.
 */
export async function decidedBefore(
  store: SelectionStore,
  { programmeId, roundId, back }: { programmeId: string; roundId: string; back: number },
): Promise<Selection[]> {
  const { collection, patiently, snapshotOf } = openStore(store);
  const filter = {
    'state.programmeId': programmeId,
    'state.state': 'DECIDED',
    _id: { $ne: selectionId(roundId) },
  };
  const docs = await patiently(() =>
    collection
      .find(filter as object)
      .sort({ 'state.decidedAt': -1, _id: 1 })
      .limit(back)
      .toArray(),
  );
  return docs.map((doc) => snapshotOf(doc).state);
}

/** The round that selects the teams of the event; null if none does yet. */
export async function roundFor(store: SelectionStore, eventId: string): Promise<string | null> {
  const { collection, patiently } = openStore(store);
  const filter = { 'keys.event': eventId };
  const doc = await patiently(() => collection.findOne(filter as object, { projection: { 'state.roundId': 1 } }));
  return doc?.state.roundId ?? null;
}

/** True while some events of the selection are not published yet. */
export async function hasUnpublished(store: SelectionStore, id: string): Promise<boolean> {
  const { collection, patiently } = openStore(store);
  const doc = await patiently(() => collection.findOne({ _id: id }, { projection: { outbox: 1 } }));
  return doc !== null && doc.outbox.length > 0;
}

/** Ids of the other selections of the programme. */
export async function selectionsBeside(
  store: SelectionStore,
  { programmeId, roundId }: { programmeId: string; roundId: string },
): Promise<string[]> {
  const { collection, patiently } = openStore(store);
  const filter = { 'state.programmeId': programmeId, _id: { $ne: selectionId(roundId) } };
  const docs = await patiently(() => collection.find(filter as object, { projection: { _id: 1 } }).toArray());
  return docs.map(({ _id }) => _id);
}
