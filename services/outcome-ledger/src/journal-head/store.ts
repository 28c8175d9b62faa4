/** The collection of signed heads. */
import { ListJournalHeadsRequest } from '@naru/contracts/ledger/v1/journal';
import type { Head } from '@naru/journal/head';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import type { Cause } from '@naru/kit/outbox';
import { openStore } from '@naru/kit/raw';
import { signHead } from './decide.ts';
import { publish } from './events.ts';
import { evolve, headId, type JournalHead, type JournalHeadEvent } from './journal-head.ts';

export type JournalHeadStore = AggregateStore<JournalHead, JournalHeadEvent, ListJournalHeadsRequest>;

export const journalHeadStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): JournalHeadStore =>
  aggregateStore<JournalHead, JournalHeadEvent, ListJournalHeadsRequest>(
    {
      db,
      noun: 'journal_head',
      schema: 1,
      evolve,
      publish,
      indexes: [{ key: { 'state.chain': 1, 'state.serial': 1 } }, { key: { 'state.chain': 1, 'state.number': 1 } }],
      list: {
        request: ListJournalHeadsRequest,
        filters: { chain: 'state.chain' },
        reach: 'all',
        orders: { signed_at: 'state.signedAt' },
      },
    },
    relay,
  );

/** The newest head of a chain, or the first one that covers an entry. */
async function headIn(
  store: JournalHeadStore,
  { chain, covering }: { chain: string; covering?: number },
): Promise<JournalHead | null> {
  const { collection, patiently, snapshotOf } = openStore(store);
  const doc = await patiently(() =>
    covering === undefined
      ? collection.findOne({ 'state.chain': chain }, { sort: { 'state.serial': -1 } })
      : collection.findOne(
          { 'state.chain': chain, 'state.number': { $gte: covering } },
          { sort: { 'state.number': 1 } },
        ),
  );
  return doc && snapshotOf(doc).state;
}

/** The signed heads, as the journal needs them. */
export const signedHeads = (store: JournalHeadStore, cause: () => Cause) => ({
  newest: (chain: string) => headIn(store, { chain }),
  covering: (chain: string, number: number) => headIn(store, { chain, covering: number }),
  all: async (chain: string) => (await store.all({ where: { chain } })).map(({ state }) => state),
  keep: async (head: Head) => {
    const named = { ...head, id: headId(head) };
    return (await store.change(named.id, (existing) => signHead(existing, named), cause())).state;
  },
});
