/** RPCs of coverages. */
import type { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import { answering, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate, checkPastDay } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { derivedId } from '@naru/kit/ids';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { centreOf } from '../../standards/centre.ts';
import { requireOrder } from '../../standards/day.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { CoverageStore } from './store.ts';
import { coverage } from './texts.ts';

type CoverageRpcs = Pick<Handlers<typeof VisitServiceDefinition>, 'stateVisitCoverage'>;

const EARLIEST_YEAR = 1900;

/** A host has one coverage, so its id is derived from the host id. */
export const coverageId = (hostId: string): string => derivedId('vco', 'visit_coverage', hostId);

export function coverageRpcs(coverages: CoverageStore): CoverageRpcs {
  return {
    stateVisitCoverage: async ({ hostId, from, through, etag }, call) => {
      const [first, last] = together(
        () => firstDay(from),
        () => lastDay(through, call.now),
        () => requireOrder('through', from, through),
      );
      const id = coverageId(hostId);
      const stated = { id, hostId, centreId: centreOf(hostId), from: first, through: last };
      const state = (before: typeof stated | null) => decide.stateCoverage(before, stated);
      return answering(coverages, versioned(toProto)).change({ id, etag }, call, state);
    },
  };
}

function firstDay(from: CivilDate | undefined): CivilDate {
  if (!from) throw fields.invalid('from', 'required');
  checkDate('from', from);
  if (from.year < EARLIEST_YEAR) throw coverage.invalid('from', 'early', { earliestYear: EARLIEST_YEAR });
  return from;
}

function lastDay(through: CivilDate | undefined, now: Date): CivilDate {
  if (!through) throw fields.invalid('through', 'required');
  checkPastDay('through', through, now);
  return through;
}
