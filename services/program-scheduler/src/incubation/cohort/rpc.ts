/** RPCs of cohorts. */
import type { CohortDetails, Cohort as CohortMessage } from '@naru/contracts/program/v1/cohort';
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { answering, ownershipIn } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { checkDate } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { kit } from '@naru/kit/kit-texts';
import { owns } from '@naru/kit/reach';
import { notFound, together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { partlyKnown, requireOrder } from '../../standards/day.ts';
import { acceptanceOf, type Cohort, teamsOf } from './cohort.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { CohortStore } from './store.ts';

type CohortRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'createCohort' | 'updateCohort' | 'startCohort' | 'endCohort' | 'getCohort' | 'listCohorts'
>;

/** Functions of other nouns of this service that cohorts call. */
export interface CohortNeighbours {
  /** The owner of a programme; null if there is none of that id. */
  programme(id: string): Promise<{ ownerId: string } | null>;
  /** The number of teams that hold a seat in each of the cohorts. */
  countSeats(cohortIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export function cohortRpcs(cohorts: CohortStore, { programme, countSeats }: CohortNeighbours): CohortRpcs {
  async function shown(found: readonly Snapshot<Cohort>[]): Promise<CohortMessage[]> {
    const counts = await countSeats(found.map(({ id }) => id));
    return found.map(({ id, state, version }) => {
      const counted = counts.get(id) ?? 0;
      return toProto(state, {
        teams: teamsOf(state, counted),
        acceptance: acceptanceOf(state, counted),
        etag: String(version),
      });
    });
  }

  const { change, get } = answering(cohorts, async (saved) => {
    const [message] = await shown([saved]);
    return message ?? toProto(saved.state);
  });

  return {
    createCohort: async ({ programmeId, centreId, details, source }, call) => {
      const of = await programme(programmeId);
      if (!of) throw notFound('programme', programmeId);
      // The rule of the call is about the centre. Who runs the programme decides who takes part in it.
      if (!owns(call.reach, { centre: of.ownerId })) throw kit.refuse('access.scope', { noun: 'programme' });
      const cohort: Cohort = {
        id: call.newId('coh'),
        programmeId,
        centreId,
        details: checked(details),
        state: 'PLANNED',
        source,
      };
      return change(cohort, call, (existing) => decide.createCohort(existing, cohort));
    },
    updateCohort: ({ cohort: wanted, updateMask, ...named }, call) =>
      change(named, call, (cohort) => {
        const { details } = patched(cohort && { details: cohort.details }, wanted, updateMask);
        return decide.updateCohort(cohort, checked(details));
      }),
    startCohort: (named, call) => change(named, call, decide.startCohort),
    endCohort: (named, call) => change(named, call, decide.endCohort),
    getCohort: get,
    listCohorts: async (request, { reach }) => {
      const { found, ...page } = await cohorts.list(request, reach);
      return { cohorts: await shown(found), ...page };
    },
  };
}

/** A cohort belongs to its centre. Everybody may see it. */
export const cohortOwnership = (cohorts: CohortStore) =>
  ownershipIn(cohorts, ({ centreId }) => ({ centre: centreId, open: true }));

function checked(details: CohortDetails | undefined): CohortDetails {
  if (!details) throw fields.invalid('details', 'required');
  const { startDate, endDate, selectedOn, reportedTeams, reportedApplicants } = details;
  const [name] = together(
    () => requireText('details.name', details.name),
    () => partlyKnown('details.start_date', startDate),
    () => partlyKnown('details.end_date', endDate),
    () => requireOrder('details.end_date', startDate, endDate),
    () => selectedOn && checkDate('details.selected_on', selectedOn),
    () => partlyKnown('details.reported_teams.as_of', reportedTeams?.asOf),
    () => partlyKnown('details.reported_applicants.as_of', reportedApplicants?.asOf),
  );
  return { ...details, name };
}
