/**
 * The journal takes every event of the catalogue except snapshots, which repeat earlier events, and its own signed heads,
 * each of which would need another head.
 */
import { randomBytes } from 'node:crypto';
import { events } from '@naru/contracts';
import { digestOf, type Happening } from '@naru/journal/entry';
import type { Host } from '@naru/kit/boot';
import { onRaw, type Received, type Subscription } from '@naru/kit/subscribe';
import { type Appender, appender } from './append.ts';
import type { JournalStore } from './store.ts';
import { refuse } from './texts.ts';

const SALT_BYTES = 16;
// Enough waiting events for a full batch in each of several chains.
const IN_FLIGHT = 1_000;

const journalled = events.filter(({ type }) => !/\.(snapshot|journal_head\.signed)\./.test(type));

/** One chain for each context that owns events. */
export const CHAINS: readonly string[] = [...new Set(journalled.map(({ context }) => context))].sort();

export function journalSubscription(
  { ambient }: Pick<Host, 'ambient'>,
  journal: JournalStore,
  grew: (chain: string, to: number) => void,
): { subscription: Subscription; stop(): Promise<void> } {
  const appenders = new Map<string, Appender>();

  async function record(received: Received<null>): Promise<void> {
    const chain = received.context;
    const its = appenders.get(chain) ?? appender(journal, chain, ambient, (to) => grew(chain, to));
    appenders.set(chain, its);
    await its.append(happeningOf(received));
  }

  return {
    subscription: {
      name: 'journal',
      inFlight: IN_FLIGHT,
      handlers: journalled.map(({ type }) => onRaw(type, record)),
    },
    stop: async () => {
      await Promise.all([...appenders.values()].map((one) => one.stop()));
    },
  };
}

function happeningOf({ id, type, aggregate, version, at, causedBy, data }: Received<null>): Happening {
  const names = [
    ...(id ? [] : ['ce-id']),
    ...(aggregate ? [] : ['ce-subject']),
    ...(Number.isSafeInteger(version) ? [] : ['ce-sequence']),
    ...(Number.isNaN(at.getTime()) ? ['ce-time'] : []),
  ];
  if (names.length > 0) throw refuse('not_an_event', { names });
  const salt = randomBytes(SALT_BYTES).toString('hex');
  return {
    eventId: id,
    type,
    aggregateId: aggregate,
    version,
    actor: causedBy,
    happenedAt: at,
    salt,
    payloadDigest: digestOf(salt, data),
  };
}
