/** Collects what others know of a judge, once for as many applications as are asked about. */
import { type CivilDate, dateIn, SEOUL } from '@naru/kit/civil-date';
import type { DealCopies } from '../../copies/deal/store.ts';
import type { Judge } from '../judge/judge.ts';
import { dealingFor, type Ties } from './conflict.ts';

/** What conflicts ask of their neighbours in this service. */
export interface ConflictNeighbours {
  deals: Pick<DealCopies, 'ofInvestors'>;
  /** Ventures with which this subject has held mentoring sessions. */
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
