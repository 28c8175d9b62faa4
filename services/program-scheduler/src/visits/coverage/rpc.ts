/** Coverages over the wire. */
import type { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import { answering, versioned } from '@naru/kit/answers';
import { checkDate, checkPastDay } from '@naru/kit/civil-date';
import { derivedId } from '@naru/kit/ids';
import { invalidField } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { centreOf } from '../../standards/centre.ts';
import { requireOrder } from '../../standards/day.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { CoverageStore } from './store.ts';

type CoverageRpcs = Pick<Handlers<typeof VisitServiceDefinition>, 'stateVisitCoverage'>;

const EARLIEST_YEAR = 1900;

/** A host has one coverage, so its id follows from the host's. */
export const coverageId = (hostId: string): string => derivedId('vco', 'visit_coverage', hostId);

export function coverageRpcs(coverages: CoverageStore): CoverageRpcs {
  return {
    stateVisitCoverage: async ({ hostId, from, through, etag }, call) => {
      if (!from || !through) throw invalidField(from ? 'through' : 'from', 'required', 'must be given');
      checkDate('from', from);
      if (from.year < EARLIEST_YEAR)
        throw invalidField('from', 'visit_coverage.early', `must not be before ${EARLIEST_YEAR}`);
      checkPastDay('through', through, call.now);
      requireOrder('through', from, through);
      const coverage = { id: coverageId(hostId), hostId, centreId: centreOf(hostId), from, through };
      const state = (before: typeof coverage | null) => decide.stateCoverage(before, coverage);
      return answering(coverages, versioned(toProto)).change({ id: coverage.id, etag }, call, state);
    },
  };
}
