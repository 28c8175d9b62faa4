/** Pairs are found in memory. Before an answer the parties and matches in it are read again from the database. */
import type { Snapshot } from '@naru/kit/change';
import { asStored, type Mirror, type Mirrored } from '@naru/kit/mirror';
import type { MatchIndex } from '../score/index.ts';
import { findPairs, type Question } from './candidates.ts';
import type { Match } from './match.ts';
import { matchId } from './store.ts';

export type StoredMatch = Mirrored & Pick<Snapshot<Match>, 'state' | 'changedAt'>;

/** The data that this replica holds in memory, and the mirrors that keep it up to date. */
export interface InMemory {
  index: MatchIndex;
  /** Ids of the matches that one side has declined. */
  declined: ReadonlySet<string>;
  stored: Mirror<StoredMatch>;
  mirrors: Record<'ventures' | 'investors', Pick<Mirror<never>, 'current' | 'sweep'>>;
}

type PairIds = Pick<Question, 'ventureId' | 'investorId'>;

export function currentPairs({ index, declined, stored, mirrors: { ventures, investors } }: InMemory) {
  /** Reads the parties that a request names from the database. */
  async function parties({ ventureId, investorId }: PairIds): Promise<boolean> {
    const both = await Promise.all([ventures.current(named(ventureId)), investors.current(named(investorId))]);
    return both.every((one) => one);
  }

  async function pairsAreCurrent(pairs: PairIds[]): Promise<boolean> {
    const all = await Promise.all([
      ventures.current([...new Set(pairs.map(({ ventureId }) => ventureId))]),
      investors.current([...new Set(pairs.map(({ investorId }) => investorId))]),
      stored.current(pairs.map(matchId)),
    ]);
    return all.every((one) => one);
  }

  return {
    parties,
    find: async (question: Question) => {
      await parties(question);
      return asStored({
        find: () => findPairs(index, declined, question),
        current: ({ pairs }) =>
          pairsAreCurrent(pairs.map(({ venture, investor }) => ({ ventureId: venture.id, investorId: investor.id }))),
        sweep: async () => {
          await Promise.all([ventures.sweep(), investors.sweep(), stored.sweep()]);
        },
      });
    },
  };
}

const named = (id: string): string[] => (id === '' ? [] : [id]);
