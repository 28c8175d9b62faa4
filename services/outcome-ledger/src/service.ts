/** outcome-ledger: figures that bodies report, totals of deals, and the journal of all events. */
import { OutcomeServiceDefinition } from '@naru/contracts/ledger/v1/outcome_service';
import { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { dealCopies } from './copies/deal/store.ts';
import { ventureErasures } from './copies/erasure/reactions.ts';
import { bodyNames } from './copies/name/store.ts';
import { CHAINS, journalSubscription } from './journal/reactions.ts';
import { journalRpcs, requireChain } from './journal/rpc.ts';
import { type Signing, startSigning } from './journal/signing.ts';
import { journalStore } from './journal/store.ts';
import { type JournalKeys, readKeys } from './journal-head/keys.ts';
import { journalHeadRpcs } from './journal-head/rpc.ts';
import { journalHeadStore, signedHeads } from './journal-head/store.ts';
import { outcomeOwnership, outcomeRpcs } from './outcome/rpc.ts';
import { outcomeStore } from './outcome/store.ts';
import { reportRpcs } from './report/rpc.ts';

function parts(host: Host): Parts {
  const { ambient, config, ownCause } = host;
  const journal = journalStore(host);
  const headStore = journalHeadStore(host);
  const heads = signedHeads(headStore, ownCause);
  let keys: JournalKeys | undefined;
  const theKeys = () => (keys ??= readKeys(config));
  let signing: Signing | undefined;
  const recording = journalSubscription(host, journal, (chain, to) => signing?.grew(chain, to));
  const deals = dealCopies(host);
  const outcomes = outcomeStore(host);
  const bodies = bodyNames(host);
  // Figures and sums of deals hold nothing of a venture but its id. Without its salt, a digest of the journal tells nothing.
  const erasing = ventureErasures(host, {
    count: async (ventureId) => [{ what: 'journal_salt', count: await journal.countSalts(ventureId) }],
    erase: ({ ventureId }) => journal.eraseSalts(ventureId),
  });
  return {
    implementations: [
      implement(LedgerServiceDefinition, {
        ...journalRpcs({ journal, heads, ring: () => theKeys().ring }),
        ...journalHeadRpcs(headStore, theKeys, requireChain),
        ...reportRpcs(deals),
      }),
      implement(OutcomeServiceDefinition, outcomeRpcs(outcomes)),
    ],
    aggregates: [outcomes, headStore, erasing.aggregate],
    objects: {
      outcome: outcomeOwnership(outcomes),
      outcome_subject: (id) => ({ parties: [id], open: true }),
    },
    names: bodies.names,
    lookups: bodies.lookups('names'),
    subscriptions: [
      recording.subscription,
      { name: 'report', handlers: deals.handlers() },
      { name: 'names', handlers: bodies.handlers() },
      { name: 'erasures', handlers: erasing.handlers },
    ],
    start: async () => {
      const room = { journal, heads, keys: theKeys(), everyMs: config.JOURNAL_HEAD_MS, ambient };
      await Promise.all([journal.ensureIndexes(), deals.ensureIndexes()]);
      signing = startSigning(room, CHAINS);
    },
    stop: async () => {
      await recording.stop();
      await signing?.stop();
    },
  };
}

export const outcomeLedger: ServiceSpec = { name: 'outcome-ledger', context: 'ledger', parts };
