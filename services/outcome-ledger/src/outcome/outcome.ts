/** A figure of one body for one period. `evolve` is the only function that changes it. */
import type {
  EarlierValue,
  Outcome_Indicator,
  Outcome_Unit,
  Outcome as OutcomeMessage,
} from '@naru/contracts/ledger/v1/outcome';
import type { CivilDate } from '@naru/kit/civil-date';

export type Outcome = Omit<OutcomeMessage, 'from' | 'through' | 'reportedAt' | 'etag'> & {
  from: CivilDate;
  through: CivilDate;
  reportedAt: Date;
  /** It was reported when the same figure could no longer be reported twice. */
  once?: true;
};

export type OutcomeEvent =
  | { type: 'OutcomeReported'; outcome: Outcome }
  | { type: 'OutcomeVerified' }
  | { type: 'OutcomeCorrected'; value: number; at: Date; earlier: EarlierValue };

/** Never throws: events have already happened. */
export const evolve = (outcome: Outcome | null, event: OutcomeEvent): Outcome | null => {
  switch (event.type) {
    case 'OutcomeReported':
      return event.outcome;
    case 'OutcomeVerified':
      return outcome && { ...outcome, state: 'VERIFIED' };
    case 'OutcomeCorrected':
      return (
        outcome && {
          ...outcome,
          state: 'CORRECTED',
          value: event.value,
          reportedAt: event.at,
          earlier: [...outcome.earlier, event.earlier],
        }
      );
  }
};

const UNITS: Partial<Record<Outcome_Indicator, Outcome_Unit>> = {
  STATE_GUEST_VISITS: 'VISITS',
  FOREIGN_VISITORS: 'PERSONS',
};

/** An indicator has one unit, whichever body reports it. */
export const unitOf = (indicator: Outcome_Indicator): Outcome_Unit => UNITS[indicator] ?? 'UNIT_UNSPECIFIED';

/** A period that does not consist of whole calendar years is partial. */
export const isPartial = ({ from, through }: { from: CivilDate; through: CivilDate }): boolean =>
  !(from.month === 1 && from.day === 1 && through.month === 12 && through.day === 31);

/** What makes two reports the same figure: all but the value. Another source gives a rival figure. */
export const figureOf = ({ aboutId, indicator, from, through, origin, source, once }: Outcome): string | undefined =>
  once &&
  JSON.stringify([
    ...[aboutId, indicator, dayOf(from), dayOf(through), origin],
    ...[source?.externalId ?? '', ...(source?.refs ?? []).toSorted()],
  ]);

const dayOf = ({ year, month, day }: CivilDate) => [year, month, day];
