/** outcome-ledger: figures that bodies report, totals of deals, and the journal of all events. */
import { OutcomeServiceDefinition } from '@naru/contracts/ledger/v1/outcome_service';
import { LedgerServiceDefinition } from '@naru/contracts/ledger/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { dealCopies } from './copies/deal/store.ts';
import { bodyNames } from './copies/name/store.ts';
import { journalSubscription } from './journal/reactions.ts';
import { journalRpcs } from './journal/rpc.ts';
import { journalStore } from './journal/store.ts';
import { outcomeOwnership, outcomeRpcs } from './outcome/rpc.ts';
import { outcomeStore } from './outcome/store.ts';
import { reportRpcs } from './report/rpc.ts';

function parts(host: Host): Parts {
  const journal = journalStore(host);
  const recording = journalSubscription(host, journal);
  const deals = dealCopies(host);
  const outcomes = outcomeStore(host);
  const bodies = bodyNames(host);
  return {
    implementations: [
      implement(LedgerServiceDefinition, { ...journalRpcs(journal), ...reportRpcs(deals) }),
      implement(OutcomeServiceDefinition, outcomeRpcs(outcomes)),
    ],
    aggregates: [outcomes],
    objects: {
      outcome: outcomeOwnership(outcomes),
      outcome_subject: (id) => ({ parties: [id], open: true }),
    },
    names: bodies.names,
    subscriptions: [
      recording.subscription,
      { name: 'report', handlers: deals.handlers() },
      { name: 'names', handlers: bodies.handlers() },
    ],
    start: async () => {
      await Promise.all([journal.ensureIndexes(), deals.ensureIndexes()]);
    },
    stop: recording.stop,
  };
}

export const outcomeLedger: ServiceSpec = { name: 'outcome-ledger', context: 'ledger', parts };
