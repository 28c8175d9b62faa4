/** What may be done with an outcome. Pure: the present state and a command give events, or a refusal. */
import { isoDate } from '@naru/kit/civil-date';
import { refusals } from '@naru/kit/rejection';
import type { Outcome, OutcomeEvent } from './outcome.ts';

const CORRECTIONS_MAX = 100;

const { known, rule } = refusals('outcome');

/** A figure is reported once. */
export function reportOutcome(existing: Outcome | null, outcome: Outcome): OutcomeEvent[] {
  return existing ? [] : [{ type: 'OutcomeReported', outcome }];
}

/** The figure that stands is vouched for; once it is corrected it may be vouched for again. */
export function verifyOutcome(outcome: Outcome | null): OutcomeEvent[] {
  return known(outcome).state === 'VERIFIED' ? [] : [{ type: 'OutcomeVerified' }];
}

/** Another value takes the place of a wrong one, which is kept with the reason. */
export function correctOutcome(
  outcome: Outcome | null,
  { value, reason, at }: { value: number; reason: string; at: Date },
): OutcomeEvent[] {
  const { value: was, reportedAt, earlier } = known(outcome);
  if (was === value) return [];
  if (earlier.length >= CORRECTIONS_MAX)
    throw rule('corrected_often', `the figure was corrected ${CORRECTIONS_MAX} times; report a new one`);
  return [{ type: 'OutcomeCorrected', value, at, earlier: { value: was, reportedAt, reason } }];
}

/**
 * Growth from one figure to another (V12): of the same body and indicator, over spans of as many whole calendar years.
 * A partial year is never held against a full one, and visitors never against visits.
 */
export function compareOutcomes(earlier: Outcome, later: Outcome) {
  if (earlier.indicator !== later.indicator)
    throw rule(
      'indicators_differ',
      `${earlier.indicator} and ${later.indicator} are different indicators; compare each with itself`,
    );
  if (earlier.aboutId !== later.aboutId) throw rule('bodies_differ', 'the two are figures of different bodies');
  const partial = [earlier, later].filter((one) => one.partial);
  if (partial.length > 0)
    throw rule(
      'partial_year',
      `${partial.map(spanOf).join(', ')}: not made of whole calendar years, so it is not compared`,
    );
  if (yearsIn(earlier) !== yearsIn(later))
    throw rule('spans_differ', `${spanOf(earlier)} and ${spanOf(later)} are of different lengths`);
  const difference = later.value - earlier.value;
  const growthPercent = earlier.value === 0 ? undefined : Math.round((difference * 10_000) / earlier.value) / 100;
  return { difference, growthPercent };
}

const yearsIn = ({ from, through }: Outcome): number => through.year - from.year;
const spanOf = ({ from, through }: Outcome): string => `${isoDate(from)} to ${isoDate(through)}`;
