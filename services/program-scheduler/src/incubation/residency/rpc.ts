/** RPCs of residencies, and the owners of a residency. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { dayUntilNow } from '../../standards/day.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { Residency } from './residency.ts';
import { admitOnSeat } from './seats.ts';
import type { ResidencyStore } from './store.ts';

type ResidencyRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'applyForResidency' | 'admitTeam' | 'graduateTeam' | 'leaveCohort' | 'getResidency' | 'listResidencies'
>;

/** The facts about its cohort that a residency needs. */
export interface CohortPlaces {
  id: string;
  centreId: string;
  seats: number;
  isOver: boolean;
}

/** Functions of other nouns of this service that residencies call. */
export interface ResidencyNeighbours {
  cohort(id: string): Promise<CohortPlaces | null>;
  venture(id: string): Promise<{ hidden: boolean } | null>;
  /** The centres that a person mentors for now. */
  centresOfMentor(subject: string): Promise<readonly string[]>;
}

export function residencyRpcs(
  residencies: ResidencyStore,
  { cohort, venture, centresOfMentor }: ResidencyNeighbours,
): ResidencyRpcs {
  const { change, existing, get } = answering(residencies, versioned(toProto));

  async function cohortOf(id: string): Promise<CohortPlaces> {
    const found = await cohort(id);
    if (!found) throw notFound('cohort', id);
    return found;
  }

  return {
    applyForResidency: async ({ cohortId, ventureId, source }, call) => {
      const [{ centreId, isOver: cohortIsOver }, applicant] = await Promise.all([
        cohortOf(cohortId),
        venture(ventureId),
      ]);
      if (!applicant) throw notFound('venture', ventureId);
      const residency: Residency = {
        id: call.newId('res'),
        cohortId,
        ventureId,
        centreId,
        state: 'APPLIED',
        seat: 0,
        appliedAt: call.now,
        startedOn: undefined,
        endedOn: undefined,
        leaveReason: 'LEAVE_REASON_UNSPECIFIED',
        source,
      };
      const circumstances = { cohortIsOver, ventureIsHidden: applicant.hidden };
      return change(residency, call, (before) => decide.applyForResidency(before, residency, circumstances));
    },
    admitTeam: async ({ startedOn, ...named }, call) => {
      const { state, version } = await existing(named.id);
      if (state.state === 'RESIDENT') return toProto(state, version);
      const places = await cohortOf(state.cohortId);
      const day = dayUntilNow('started_on', startedOn, call.now);
      return admitOnSeat(residencies, places, (seat) =>
        change(named, call, (residency) =>
          decide.admitTeam(residency, { seat, startedOn: day, cohortIsOver: places.isOver }),
        ),
      );
    },
    graduateTeam: async ({ endedOn, ...named }, call) => {
      const day = dayUntilNow('ended_on', endedOn, call.now);
      return change(named, call, (residency) => decide.graduateTeam(residency, day));
    },
    leaveCohort: async ({ reason, endedOn, ...named }, call) => {
      const day = dayUntilNow('ended_on', endedOn, call.now);
      return change(named, call, (residency) => decide.leaveCohort(residency, { reason, endedOn: day }));
    },
    getResidency: get,
    listResidencies: async (request, { reach }) => {
      const parties = reach.subject === undefined ? [] : await centresOfMentor(reach.subject);
      const { found, ...page } = await residencies.list(request, { ...reach, parties });
      return { residencies: found.map((one) => toProto(one.state, one.version)), ...page };
    },
  };
}

/** A residency belongs to the team and to the centre of the cohort; the mentors of the centre see it. */
export const residencyOwnership = (
  residencies: ResidencyStore,
  mentorsAt: (centreId: string) => Promise<readonly string[]>,
) =>
  ownershipIn(residencies, async ({ centreId, ventureId, state }) => ({
    centre: centreId,
    orgs: [ventureId],
    also: state === 'APPLIED' ? [] : await mentorsAt(centreId),
  }));
