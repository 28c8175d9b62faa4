/** Where selections are kept: one for a round, with an id that follows from the round's, and one for an event. */
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
      // The quota is of teams per event: a second round for the same event would go beyond it.
      keys: ({ eventId }) => ({ event: eventId || undefined }),
      taken: {
        event: () => refuse('event_taken'),
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

/** The programme's latest decided selections but one's own, the newest first; 0 for all there are. */
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

/** True while events of the selection are on their way to the record. */
export async function hasUnpublished(store: SelectionStore, id: string): Promise<boolean> {
  const { collection, patiently } = openStore(store);
  const doc = await patiently(() => collection.findOne({ _id: id }, { projection: { outbox: 1 } }));
  return doc !== null && doc.outbox.length > 0;
}

/** Ids of the programme's selections but the one of a round. */
export async function selectionsBeside(
  store: SelectionStore,
  { programmeId, roundId }: { programmeId: string; roundId: string },
): Promise<string[]> {
  const { collection, patiently } = openStore(store);
  const filter = { 'state.programmeId': programmeId, _id: { $ne: selectionId(roundId) } };
  const docs = await patiently(() => collection.find(filter as object, { projection: { _id: 1 } }).toArray());
  return docs.map(({ _id }) => _id);
}
