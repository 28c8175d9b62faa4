/** A deal between an investor and a venture, and the one place where it changes. It only moves forward. */
import type { Source } from '@naru/contracts/common/v1/common';
import type { Deal_Stage, DealOrigin } from '@naru/contracts/investor/v1/deal';
import type { CivilDate } from '@naru/kit/civil-date';

export interface Deal {
  id: string;
  ventureId: string;
  /** The venture's centre when the deal opened. It stays a party even if the venture changes. */
  centreId: string;
  investorId: string;
  stage: Deal_Stage;
  /** Whole KRW; 0 while no amount is agreed. */
  amountKrw: number;
  origin: DealOrigin | undefined;
  interestAt: Date;
  negotiatingAt: Date | undefined;
  confirmedOn: CivilDate | undefined;
  droppedAt: Date | undefined;
  dropReason: string;
  source: Source | undefined;
}

export type DealEvent =
  | { type: 'DealOpened'; deal: Deal }
  | { type: 'DealNegotiated'; amountKrw: number; at: Date }
  | { type: 'DealConfirmed'; amountKrw: number; on: CivilDate }
  | { type: 'DealDropped'; reason: string; at: Date };

/** True while the deal is neither confirmed nor dropped. */
export const isStanding = ({ stage }: Deal): boolean => stage === 'INTEREST' || stage === 'NEGOTIATING';

/** Never throws: events have already happened. */
export const evolve = (deal: Deal | null, event: DealEvent): Deal | null => {
  if (event.type === 'DealOpened') return event.deal;
  if (!deal) return null;
  switch (event.type) {
    case 'DealNegotiated':
      return {
        ...deal,
        stage: 'NEGOTIATING',
        amountKrw: event.amountKrw,
        negotiatingAt: deal.negotiatingAt ?? event.at,
      };
    case 'DealConfirmed':
      return { ...deal, stage: 'CONFIRMED', amountKrw: event.amountKrw, confirmedOn: event.on };
    case 'DealDropped':
      return { ...deal, stage: 'DROPPED', droppedAt: event.at, dropReason: event.reason };
  }
};

/** A new deal, without an amount. */
export const interest = (
  of: Pick<Deal, 'id' | 'ventureId' | 'centreId' | 'investorId' | 'origin' | 'interestAt' | 'source'>,
): Deal => ({
  ...of,
  stage: 'INTEREST',
  amountKrw: 0,
  negotiatingAt: undefined,
  confirmedOn: undefined,
  droppedAt: undefined,
  dropReason: '',
});
