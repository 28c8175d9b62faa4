/** RPCs of the journal. */
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Entry } from '@naru/journal/entry';
import type { Head } from '@naru/journal/head';
import type { KeyRing } from '@naru/journal/keys';
import { faultOfProof, proofOf } from '@naru/journal/proof';
import { type Fault, saidOf } from '@naru/journal/texts';
import { verifyChain } from '@naru/journal/verify';
import { isCount, pageSize, pageToken, readPageToken } from '@naru/kit/page';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { toProto } from './message.ts';
import { CHAINS } from './reactions.ts';
import type { SignedHeads } from './signing.ts';
import type { JournalStore } from './store.ts';
import { refuse } from './texts.ts';

type JournalRpcs = Pick<
  Handlers<typeof LedgerServiceDefinition>,
  'listJournalEntries' | 'checkJournal' | 'getJournalProof'
>;

interface Room {
  journal: JournalStore;
  heads: SignedHeads;
  ring: () => KeyRing;
}

const FAULTS_MAX = 100;

export const journalRpcs = (room: Room): JournalRpcs => ({
  listJournalEntries: async ({ chain, aggregateId, pageSize: size, pageToken: token }) => {
    const { journal } = room;
    requireChain(chain);
    const question = ['journal', chain, aggregateId];
    const after = readPageToken(token, question, isCount) ?? 0;
    const limit = pageSize(size);
    const { found, more } = aggregateId
      ? await entriesAbout(journal, { chain, aggregateId, after, limit })
      : await entriesAfter(journal, { chain, after, limit });
    const last = found.at(-1)?.number ?? after + limit;
    return { entries: found.map(toProto), nextPageToken: more ? pageToken(last, question) : '' };
  },
  checkJournal: async ({ chain, heads }, { signal }) => {
    for (const name of new Set([chain, ...heads.map((head) => head.chain)])) if (name) requireChain(name);
    const kept = heads.flatMap((head) => (head.signedAt ? [{ ...head, signedAt: head.signedAt }] : []));
    const faults: Fault[] = [];
    let entries = 0;
    let intact = true;
    const tell = (fault: Fault) => {
      intact = false;
      if (faults.length < FAULTS_MAX) faults.push(fault);
    };
    for (const name of chain ? [chain] : CHAINS)
      entries += await check(room, { chain: name, alone: chain !== '', kept, signal }, tell);
    return { intact, entries, faults: faults.map((fault) => ({ ...fault, detail: saidOf(fault.detail) })) };
  },
  getJournalProof: async ({ chain, number }) => {
    requireChain(chain);
    return proofIn(room, chain, number);
  },
});

/** Checks one chain, until the caller cancels. The ends are read first, since the chain may grow meanwhile. */
async function check(
  { journal, heads, ring }: Room,
  { chain, alone, kept, signal }: { chain: string; alone: boolean; kept: readonly Head[]; signal: AbortSignal },
  tell: (fault: Fault) => void,
): Promise<number> {
  const head = await journal.head(chain);
  const own = kept.filter((one) => one.chain === chain);
  const signed = { stored: await heads.all(chain), kept: own, keys: ring() };
  return verifyChain({ chain, head, signed, entries: inOrder(journal, { chain, alone }, signal) }, tell);
}

async function proofIn({ journal, heads, ring }: Room, chain: string, number: number) {
  const [found] = await journal.range(chain, { from: number, to: number });
  if (!found) throw notFound('journal_entry', `${chain}:${number}`);
  const head = await heads.covering(chain, number);
  if (!head) throw refuse('not_signed', { number });
  const later = head.number > number ? await journal.range(chain, { from: number + 1, to: head.number }) : [];
  const proof = proofOf([found, ...later], head);
  if (!proof) throw refuse('format_1', { number });
  if (faultOfProof(proof, ring())) throw refuse('changed', { number });
  return { entry: toProto(proof.entry), following: [...proof.following], head: { id: '', ...head } };
}

export function requireChain(chain: string): void {
  if (!CHAINS.includes(chain)) throw notFound('chain', chain);
}

interface Asked {
  chain: string;
  after: number;
  limit: number;
}

async function entriesAfter(journal: JournalStore, { chain, after, limit }: Asked) {
  const found = await journal.range(chain, { from: after + 1, to: after + limit + 1 });
  const page = found.filter(({ number }) => number <= after + limit);
  // A page may be short or empty where entries were removed from the chain. The list continues after them.
  const more = found.length > page.length || (await journal.head(chain)).number > after + limit;
  return { found: page, more };
}

async function entriesAbout(
  journal: JournalStore,
  { chain, aggregateId, after, limit }: Asked & { aggregateId: string },
) {
  const found = await journal.about({ chain, aggregateId, after, limit: limit + 1 });
  return { found: found.slice(0, limit), more: found.length > limit };
}

async function* inOrder(
  journal: JournalStore,
  { chain, alone }: { chain: string; alone: boolean },
  signal: AbortSignal,
): AsyncGenerator<Entry> {
  for await (const entry of journal.inOrder(chain)) {
    if (signal.aborted) throw refuse('too_long', { chain, alone });
    yield entry;
  }
}
