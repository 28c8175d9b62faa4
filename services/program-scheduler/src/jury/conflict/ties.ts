/** Collects the ties of a judge once, for any number of applications. */
import { type CivilDate, dateIn, SEOUL } from '@naru/kit/civil-date';
import type { DealCopies } from '../../copies/deal/store.ts';
import type { Judge } from '../judge/judge.ts';
import { dealingFor, type Ties } from './conflict.ts';

/** Functions of other nouns of this service that conflicts call. */
export interface ConflictNeighbours {
  deals: Pick<DealCopies, 'ofInvestors'>;
  /** Ventures that this subject has mentored. */
  venturesMentoredBy(subject: string): Promise<readonly string[]>;
}

export type TiesOf = (judge: Judge, now: Date) => Promise<Ties>;

export const tiesOf =
  ({ deals, venturesMentoredBy }: ConflictNeighbours): TiesOf =>
  async (judge, now) => {
    const today: CivilDate = dateIn(SEOUL, now);
    const [mentored, dealt] = await Promise.all([
      venturesMentoredBy(judge.subject),
      deals.ofInvestors(dealingFor(judge, today)),
    ]);
    return { mentored: new Set(mentored), deals: dealt, today };
  };
