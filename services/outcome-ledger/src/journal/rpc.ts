/** RPCs of the journal. */
import type { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import { isCount, pageSize, pageToken, readPageToken } from '@naru/kit/page';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import type { Entry } from './journal.ts';
import { toProto } from './message.ts';
import { CHAINS } from './reactions.ts';
import type { JournalStore } from './store.ts';
import { refuse, saidOf } from './texts.ts';
import { type Fault, verifyChain } from './verify.ts';

type JournalRpcs = Pick<Handlers<typeof LedgerServiceDefinition>, 'listJournalEntries' | 'checkJournal'>;

const FAULTS_MAX = 100;

export const journalRpcs = (journal: JournalStore): JournalRpcs => ({
  listJournalEntries: async ({ chain, aggregateId, pageSize: size, pageToken: token }) => {
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
  checkJournal: async ({ chain }, { signal }) => {
    if (chain) requireChain(chain);
    const faults: Fault[] = [];
    let entries = 0;
    let intact = true;
    const tell = (fault: Fault) => {
      intact = false;
      if (faults.length < FAULTS_MAX) faults.push(fault);
    };
    for (const name of chain ? [chain] : CHAINS) {
      const head = await journal.head(name);
      entries += await verifyChain({ chain: name, head, entries: inOrder(journal, name, signal) }, tell);
    }
    return { intact, entries, faults: faults.map((fault) => ({ ...fault, detail: saidOf(fault.detail) })) };
  },
});

function requireChain(chain: string): void {
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

/** Checks the whole chain, until the caller cancels. */
async function* inOrder(journal: JournalStore, chain: string, signal: AbortSignal): AsyncGenerator<Entry> {
  for await (const entry of journal.inOrder(chain)) {
    if (signal.aborted) throw refuse('too_long', { chain });
    yield entry;
  }
}
