/** Queries on the recorded events for a replay. */
import type { Host } from '@naru/kit/boot';
import type { KeptEvent } from '@naru/kit/outbox';
import { openStore } from '@naru/kit/raw';

export interface EventLog {
  /** The events of these aggregates; those of one aggregate in order of their versions. */
  of(aggregates: readonly string[]): Promise<KeptEvent[]>;
  /** The events of reviews and ballots between two instants, in order of their versions. */
  judged(within: { since: Date; until: Date }): Promise<KeptEvent[]>;
}

/** The number of aggregates in one query: some databases compare each event with each id in the list. */
const AGGREGATES_AT_ONCE = 50;

export function eventLog({ relay }: Pick<Host, 'relay'>): EventLog {
  const log = () => openStore(relay.events);
  return {
    of: async (aggregates) => {
      const { collection, patiently } = log();
      const found: KeptEvent[] = [];
      for (let from = 0; from < aggregates.length; from += AGGREGATES_AT_ONCE) {
        const some = aggregates.slice(from, from + AGGREGATES_AT_ONCE);
        const part = await patiently(() =>
          collection
            .find({ aggregate: { $in: some } })
            .sort({ aggregate: 1, version: 1 })
            .toArray(),
        );
        found.push(...part);
      }
      return found;
    },
    judged: async ({ since, until }) => {
      const kept = await log()
        .collection.find({ at: { $gte: since, $lte: until }, type: { $regex: /^naru\.program\.(review|ballot)\./ } })
        .toArray();
      return kept.sort((a, b) => a.version - b.version);
    },
  };
}
