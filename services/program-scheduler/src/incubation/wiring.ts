/** The wiring of services for admitted teams: cohorts, mentoring, office hours, one-stop cases. */
import { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import type { Host, Parts } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import type { VentureCopies } from '../copies/venture/store.ts';
import { caseAtDeskOwnership, caseOwnership, caseRpcs } from './case/rpc.ts';
import { caseStore } from './case/store.ts';
import { type CohortNeighbours, cohortOwnership, cohortRpcs } from './cohort/rpc.ts';
import { cohortStore } from './cohort/store.ts';
import { mentorOwnership, mentorRpcs } from './mentor/rpc.ts';
import { centresOfMentor, mentorStore, mentorsAt } from './mentor/store.ts';
import { mentoringOwnership, mentoringRpcs } from './mentoring/rpc.ts';
import { mentoringStore, recordedIn, venturesMentoredBy } from './mentoring/store.ts';
import { officeHourOwnership, officeHourRpcs } from './office-hour/rpc.ts';
import { officeHourStore, venturesBookedWith } from './office-hour/store.ts';
import { officeHourRequestOwnership, officeHourRequestRpcs, officeHourRequests } from './office-hour-request/rpc.ts';
import { officeHourRequestStore } from './office-hour-request/store.ts';
import { residencyOwnership, residencyRpcs } from './residency/rpc.ts';
import { countSeats, isResident, residencyStore, residentsOf } from './residency/store.ts';

/** Functions of the rest of the service that incubation calls. */
interface Neighbours {
  programme: CohortNeighbours['programme'];
  venture: VentureCopies['find'];
}

export function incubation(host: Host, { programme, venture }: Neighbours) {
  const cohorts = cohortStore(host);
  const residencies = residencyStore(host);
  const mentors = mentorStore(host);
  const sessions = mentoringStore(host);
  const hours = officeHourStore(host);
  const requests = officeHourRequestStore(host);
  const cases = caseStore(host);
  const cohort = async (id: string) => {
    const state = (await cohorts.find(id))?.state;
    if (!state) return null;
    return { id, centreId: state.centreId, seats: state.details.seats, isOver: state.state === 'ENDED' };
  };
  const mentor = async (id: string) => {
    const state = (await mentors.find(id))?.state;
    return state ? { ...state, isRetired: state.state === 'RETIRED' } : null;
  };
  const residency = async (id: string) => {
    const state = (await residencies.find(id))?.state;
    if (!state) return null;
    const { cohortId, ventureId, centreId, startedOn } = state;
    return { cohortId, ventureId, centreId, startedOn };
  };
  const asked = officeHourRequests(requests);
  const handlers = {
    ...cohortRpcs(cohorts, { programme, countSeats: (ids) => countSeats(residencies, ids) }),
    ...residencyRpcs(residencies, {
      cohort,
      venture,
      centresOfMentor: (subject) => centresOfMentor(mentors, subject),
    }),
    ...mentorRpcs(mentors),
    ...mentoringRpcs(sessions, { mentor, residency, officeHour: async (id) => (await hours.find(id))?.state ?? null }),
    ...officeHourRpcs(hours, {
      mentor,
      cohort,
      recorded: (cohortId) => recordedIn(sessions, cohortId),
      ...asked,
      // A team that graduated or left after its request gets no office hour.
      waiting: async (cohortId) => {
        const [waiting, residents] = await Promise.all([asked.waiting(cohortId), residentsOf(residencies, cohortId)]);
        return waiting.filter(({ ventureId }) => residents.has(ventureId));
      },
    }),
    ...officeHourRequestRpcs(requests, {
      cohort,
      mentorExists: async (id) => (await mentors.find(id)) !== null,
      isResident: (team) => isResident(residencies, team),
    }),
    ...caseRpcs(cases, { venture }),
  };
  return {
    implementation: implement(IncubationServiceDefinition, handlers),
    aggregates: [cohorts, residencies, mentors, sessions, hours, requests, cases],
    objects: {
      centre: (id: string) => ({ centre: id, open: true }),
      cohort: cohortOwnership(cohorts),
      residency: residencyOwnership(residencies, (centreId) => mentorsAt(mentors, centreId)),
      mentor: mentorOwnership(mentors),
      mentoring_session: mentoringOwnership(sessions),
      office_hour: officeHourOwnership(hours),
      office_hour_request: officeHourRequestOwnership(requests),
      case: caseOwnership(cases),
      'case.at_desk': caseAtDeskOwnership(cases),
    } satisfies Parts['objects'],
    /** For judging: a mentor of a team, or one that it has booked, may not judge it. */
    venturesMentoredBy: async (subject: string) =>
      (await Promise.all([venturesMentoredBy(sessions, subject), venturesBookedWith(hours, subject)])).flat(),
    stores: { sessions, hours, mentors },
  };
}
