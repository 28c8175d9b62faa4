/**
 * A deal between an investor and a venture, and the one place where it changes. It only moves forward. Both sides
 * confirm it; its figures may be corrected, and a deal that never was is voided.
 */
import type { Source } from '@naru/contracts/common/v1/common';
import type { Deal_Stage, DealConfirmation_By, DealOrigin } from '@naru/contracts/investor/v1/deal';
import type { CivilDate } from '@naru/kit/civil-date';

export type Side = 'VENTURE' | 'INVESTOR';

/** A sum, and the day on which the two agreed on it. */
export interface Figures {
  /** Whole KRW. */
  amountKrw: number;
  confirmedOn: CivilDate;
}

/** The word of one side. */
export interface Confirmation extends Figures {
  side: Side;
  saidAt: Date;
  /** The side itself, or the body that confirmed for it. */
  by: DealConfirmation_By;
  /** The centre that confirmed for the side; empty otherwise. */
  centreId: string;
  /** Why another confirmed for the side. */
  reason: string;
}

/** Figures that others have replaced. */
export interface Earlier extends Omit<Figures, 'confirmedOn'> {
  confirmedOn: CivilDate | undefined;
  reason: string;
  replacedAt: Date;
}

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
  /** When the two were introduced, if the deal came of that. */
  introducedAt?: Date;
  negotiatingAt: Date | undefined;
  confirmedOn: CivilDate | undefined;
  droppedAt: Date | undefined;
  dropReason: string;
  source: Source | undefined;
  /** At most one for each side; missing in a deal that was confirmed before each side confirmed for itself. */
  confirmations?: Confirmation[];
  /** Oldest first; missing in older documents, as are the fields below. */
  earlier?: Earlier[];
  voidedAt?: Date;
  voidReason?: string;
}

export type DealEvent =
  | { type: 'DealOpened'; deal: Deal }
  | { type: 'DealNegotiated'; amountKrw: number; at: Date }
  | { type: 'DealSideConfirmed'; confirmation: Confirmation }
  | { type: 'DealConfirmed'; confirmation: Confirmation }
  | { type: 'DealCorrected'; figures: Figures; earlier: Earlier }
  | { type: 'DealVoided'; reason: string; at: Date }
  | { type: 'DealDropped'; reason: string; at: Date };

/** True while the deal is neither confirmed nor ended. */
export const isStanding = ({ stage }: Deal): boolean => stage === 'INTEREST' || stage === 'NEGOTIATING';

export const partyOf = ({ ventureId, investorId }: Deal, side: Side): string =>
  side === 'VENTURE' ? ventureId : investorId;

/** Never throws: events have already happened. */
export const evolve = (deal: Deal | null, event: DealEvent): Deal | null => {
  if (event.type === 'DealOpened') return event.deal;
  if (!deal) return null;
  switch (event.type) {
    case 'DealNegotiated': {
      // What a side has confirmed was about the sum before.
      const negotiatingAt = deal.negotiatingAt ?? event.at;
      return { ...deal, stage: 'NEGOTIATING', amountKrw: event.amountKrw, negotiatingAt, confirmations: [] };
    }
    case 'DealSideConfirmed':
      return withWord(deal, event.confirmation);
    case 'DealConfirmed': {
      const { amountKrw, confirmedOn } = event.confirmation;
      return { ...withWord(deal, event.confirmation), stage: 'CONFIRMED', amountKrw, confirmedOn };
    }
    case 'DealCorrected':
      return { ...deal, ...event.figures, earlier: [...(deal.earlier ?? []), event.earlier] };
    case 'DealVoided':
      return voided(deal, event);
    case 'DealDropped':
      return { ...deal, stage: 'DROPPED', droppedAt: event.at, dropReason: event.reason };
  }
};

/** A side has one word: its last one. */
const withWord = (deal: Deal, confirmation: Confirmation): Deal => ({
  ...deal,
  confirmations: [...(deal.confirmations ?? []).filter(({ side }) => side !== confirmation.side), confirmation],
});

/** A deal that never was has neither a sum nor a day. Those that it had can be read among the earlier ones. */
function voided(deal: Deal, { reason, at }: Extract<DealEvent, { type: 'DealVoided' }>): Deal {
  const { amountKrw, confirmedOn, earlier = [] } = deal;
  const last = amountKrw > 0 ? [{ amountKrw, confirmedOn, reason, replacedAt: at }] : [];
  return {
    ...deal,
    stage: 'VOIDED',
    amountKrw: 0,
    confirmedOn: undefined,
    earlier: [...earlier, ...last],
    voidedAt: at,
    voidReason: reason,
  };
}

/** A new deal, without an amount. */
export const interest = (
  of: Pick<Deal, 'id' | 'ventureId' | 'centreId' | 'investorId' | 'origin' | 'interestAt' | 'introducedAt' | 'source'>,
): Deal => ({
  ...of,
  stage: 'INTEREST',
  amountKrw: 0,
  negotiatingAt: undefined,
  confirmedOn: undefined,
  droppedAt: undefined,
  dropReason: '',
});
