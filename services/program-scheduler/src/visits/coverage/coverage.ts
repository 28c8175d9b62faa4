/** The days for which the visits of a host are entered. `evolve` is the only function that changes them. */
import type { VisitCoverage } from '@naru/contracts/program/v1/visit';
import type { CivilDate } from '@naru/kit/civil-date';

export type Coverage = Omit<VisitCoverage, 'from' | 'through' | 'etag'> & { from: CivilDate; through: CivilDate };

export type CoverageEvent = { type: 'CoverageStated'; coverage: Coverage };

/** Never throws: events have already happened. */
export const evolve = (_: Coverage | null, { coverage }: CoverageEvent): Coverage | null => coverage;
