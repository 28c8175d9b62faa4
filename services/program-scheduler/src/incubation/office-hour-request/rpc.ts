/** RPCs of requests for office hours, and the owners of a request. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import type { Cause } from '@naru/kit/outbox';
import { notFound, Rejection } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { OfficeHourRequest } from './office-hour-request.ts';
import type { OfficeHourRequestStore } from './store.ts';

type RequestRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'askForOfficeHour' | 'withdrawOfficeHourRequest' | 'getOfficeHourRequest' | 'listOfficeHourRequests'
>;

/** Functions of other nouns of this service that requests call. */
export interface RequestNeighbours {
  cohort(id: string): Promise<{ centreId: string } | null>;
  mentorExists(id: string): Promise<boolean>;
  isResident(team: { cohortId: string; ventureId: string }): Promise<boolean>;
}

export function officeHourRequestRpcs(
  requests: OfficeHourRequestStore,
  { cohort, mentorExists, isResident }: RequestNeighbours,
): RequestRpcs {
  const { change, get } = answering(requests, versioned(toProto));

  return {
    askForOfficeHour: async ({ requestId: _, ...asked }, call) => {
      const [found, resident] = await Promise.all([cohort(asked.cohortId), isResident(asked)]);
      if (!found) throw notFound('cohort', asked.cohortId);
      if (asked.mentorId && !(await mentorExists(asked.mentorId))) throw notFound('mentor', asked.mentorId);
      const request: OfficeHourRequest = {
        ...asked,
        id: call.newId('ohr'),
        centreId: found.centreId,
        state: 'WAITING',
        requestedAt: call.now,
        officeHourId: '',
      };
      return change({ id: request.id }, call, (existing) => decide.askForOfficeHour(existing, request, resident));
    },
    withdrawOfficeHourRequest: (named, call) => change(named, call, decide.withdrawRequest),
    getOfficeHourRequest: get,
    listOfficeHourRequests: async (request, { reach }) => {
      const { found, ...page } = await requests.list(request, reach);
      return { requests: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** Functions of requests that office hours call. */
export const officeHourRequests = (requests: OfficeHourRequestStore) => ({
  waiting: async (cohortId: string): Promise<OfficeHourRequest[]> =>
    (await requests.all({ where: { cohortId, state: 'WAITING' } })).map(({ state }) => state),
  grant: (id: string, officeHourId: string, cause: Cause) =>
    requests.change(id, (request) => decide.grantOfficeHour(request, officeHourId), cause),
  /** A team that has made a new request in the meantime waits with the new one, and the old one ends. */
  waitAgain: (id: string, officeHourId: string, cause: Cause) =>
    requests
      .change(id, (request) => decide.waitAgain(request, officeHourId), cause)
      .catch((error: unknown) => {
        if (!(error instanceof Rejection && error.kind === 'exists')) throw error;
        return requests.change(id, decide.endRequest, cause);
      }),
  end: (id: string, cause: Cause) => requests.change(id, decide.endRequest, cause),
});

/** A request belongs to the team and to the centre of the cohort. */
export const officeHourRequestOwnership = (requests: OfficeHourRequestStore) =>
  ownershipIn(requests, ({ centreId, ventureId }) => ({ centre: centreId, orgs: [ventureId] }));
