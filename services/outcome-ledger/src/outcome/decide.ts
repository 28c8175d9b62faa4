/** Commands on an outcome. Pure: the present state and a command give events, or a refusal. */
import type { CivilDate } from '@naru/kit/civil-date';
import type { Outcome, OutcomeEvent } from './outcome.ts';
import { known, refuse } from './texts.ts';

const CORRECTIONS_MAX = 100;

/** A figure is reported once. */
export function reportOutcome(existing: Outcome | null, outcome: Outcome): OutcomeEvent[] {
  return existing ? [] : [{ type: 'OutcomeReported', outcome }];
}

/** The present figure can be verified. After a correction it can be verified again. */
export function verifyOutcome(outcome: Outcome | null): OutcomeEvent[] {
  return known(outcome).state === 'VERIFIED' ? [] : [{ type: 'OutcomeVerified' }];
}

/** Another value replaces a wrong one, which is kept with the reason. */
export function correctOutcome(
  outcome: Outcome | null,
  { value, reason, at }: { value: number; reason: string; at: Date },
): OutcomeEvent[] {
  const { value: was, reportedAt, earlier } = known(outcome);
  if (was === value) return [];
  if (earlier.length >= CORRECTIONS_MAX) throw refuse('corrected_often', { correctionsMax: CORRECTIONS_MAX });
  return [{ type: 'OutcomeCorrected', value, at, earlier: { value: was, reportedAt, reason } }];
}

/**
 * The growth from one figure to another (V12). Both must have the same body and indicator, and periods of equally many
 * whole calendar years. So a partial year is never compared with a full one, nor visitors with visits.
 */
export function compareOutcomes(earlier: Outcome, later: Outcome) {
  if (earlier.indicator !== later.indicator)
    throw refuse('indicators_differ', { earlier: earlier.indicator, later: later.indicator });
  if (earlier.aboutId !== later.aboutId) throw refuse('bodies_differ');
  const partial = [earlier, later].filter((one) => one.partial);
  if (partial.length > 0) throw refuse('partial_year', { spans: partial.map(spanOf) });
  if (yearsIn(earlier) !== yearsIn(later))
    throw refuse('spans_differ', { earlier: spanOf(earlier), later: spanOf(later) });
  const difference = later.value - earlier.value;
  const growthPercent = earlier.value === 0 ? undefined : Math.round((difference * 10_000) / earlier.value) / 100;
  return { difference, growthPercent };
}

const yearsIn = ({ from, through }: Outcome): number => through.year - from.year;
const spanOf = ({ from, through }: Outcome): [CivilDate, CivilDate] => [from, through];
