/** What may be said of a coverage. Pure: the present state and a command give events. */
import { compareDates } from '@naru/kit/civil-date';
import type { Coverage, CoverageEvent } from './coverage.ts';

/** Said anew as entering goes on, or when it turns out that less was entered than was said. */
export function stateCoverage(before: Coverage | null, coverage: Coverage): CoverageEvent[] {
  const same =
    before && compareDates(before.from, coverage.from) === 0 && compareDates(before.through, coverage.through) === 0;
  return same ? [] : [{ type: 'CoverageStated', coverage }];
}
