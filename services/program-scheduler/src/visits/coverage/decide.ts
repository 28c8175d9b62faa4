/** Commands on a coverage. Pure: the present state and a command give events. */
import { compareDates } from '@naru/kit/civil-date';
import type { Coverage, CoverageEvent } from './coverage.ts';

/** A coverage may be stated again: when more visits are entered, or when fewer were entered than stated. */
export function stateCoverage(before: Coverage | null, coverage: Coverage): CoverageEvent[] {
  const same =
    before && compareDates(before.from, coverage.from) === 0 && compareDates(before.through, coverage.through) === 0;
  return same ? [] : [{ type: 'CoverageStated', coverage }];
}
