/** RPCs of office hours, and the owners of an office hour. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import type { OfficeHour as OfficeHourMessage } from '@naru/contracts/program/v1/office_hours';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import type { Snapshot } from '@naru/kit/change';
import { fields } from '@naru/kit/field-texts';
import type { Cause } from '@naru/kit/outbox';
import { owns, type Reach } from '@naru/kit/reach';
import { notFound, together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { type AssignNeighbours, allotOfficeHours, orderOf } from './assign.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { HALF_HOUR_MS, type OfficeHour } from './office-hour.ts';
import type { OfficeHourStore } from './store.ts';

type OfficeHourRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  | 'offerOfficeHour'
  | 'cancelOfficeHour'
  | 'releaseOfficeHour'
  | 'getOfficeHour'
  | 'listOfficeHours'
  | 'allotOfficeHours'
  | 'getRotation'
>;

/** Functions of other nouns of this service that office hours call. */
export interface OfficeHourNeighbours extends AssignNeighbours {
  mentor(id: string): Promise<{ subject: string; centreId: string; isRetired: boolean } | null>;
  cohort(id: string): Promise<{ centreId: string; isOver: boolean } | null>;
  waitAgain(requestId: string, officeHourId: string, cause: Cause): Promise<unknown>;
  /** Ends the request whose office hour is given back. */
  end(requestId: string, cause: Cause): Promise<unknown>;
}

export function officeHourRpcs(hours: OfficeHourStore, neighbours: OfficeHourNeighbours): OfficeHourRpcs {
  const { mentor, cohort, waitAgain, end } = neighbours;

  const { change, existing } = answering(hours, versioned(toProto));

  return {
    offerOfficeHour: async ({ mentorId, cohortId, startsAt, place }, call) => {
      const [by, at] = await Promise.all([mentor(mentorId), cohort(cohortId)]);
      if (!by) throw notFound('mentor', mentorId);
      if (!at) throw notFound('cohort', cohortId);
      const [begin, where] = together(
        () => requireStart(startsAt),
        () => place && requireText('place', place),
      );
      const hour: OfficeHour = {
        id: call.newId('ofh'),
        mentorId,
        mentorSubject: by.subject,
        cohortId,
        centreId: at.centreId,
        startsAt: begin,
        endsAt: new Date(begin.getTime() + HALF_HOUR_MS),
        state: 'OFFERED',
        ventureId: '',
        officeHourRequestId: '',
        place: where,
      };
      const circumstances = {
        ofTheCentre: by.centreId === at.centreId,
        mentorIsRetired: by.isRetired,
        cohortIsOver: at.isOver,
        now: call.now,
      };
      return change(hour, call, (before) => decide.offerOfficeHour(before, hour, circumstances));
    },
    cancelOfficeHour: async (named, call) => {
      const message = await change(named, call, (hour) => decide.cancelOfficeHour(hour, call.now));
      // The cancelled office hour keeps the request, so that a retry after a crash finishes this step.
      if (message.officeHourRequestId) await waitAgain(message.officeHourRequestId, message.id, call);
      return message;
    },
    releaseOfficeHour: async (named, call) => {
      const { state, officeHourRequestId } = await change(named, call, (hour) => {
        decide.releaseOfficeHour(hour, call.now);
        return []; // Checks the etag and the right first: a refused caller must not end the request.
      });
      // The request ends first, because the office hour then forgets it. A retry after a crash finishes both steps.
      if (state === 'BOOKED') await end(officeHourRequestId, call);
      return change(named, call, (hour) => decide.releaseOfficeHour(hour, call.now));
    },
    getOfficeHour: async ({ id }, { reach }) => shownTo(reach, await existing(id)),
    listOfficeHours: async (request, { reach }) => {
      const { found, ...page } = await hours.list(request, reach);
      return { officeHours: found.map((one) => shownTo(reach, one)), ...page };
    },
    allotOfficeHours: async ({ cohortId }, call) => {
      const order = await orderOf(hours, cohortId, neighbours);
      const booked = await allotOfficeHours(hours, cohortId, { ...neighbours, cause: call });
      return { booked: booked.map((hour) => toProto(hour)), order: order.map(placeOf) };
    },
    getRotation: async ({ cohortId }) => ({
      places: (await orderOf(hours, cohortId, neighbours)).map(placeOf),
    }),
  };
}

function requireStart(startsAt: Date | undefined): Date {
  if (!startsAt) throw fields.invalid('starts_at', 'required');
  return startsAt;
}

const placeOf = ({ requestId, mentorId: _, ...place }: Awaited<ReturnType<typeof orderOf>>[number]) => ({
  ...place,
  officeHourRequestId: requestId,
});

/**
 * An office hour belongs to the mentor, to the team that booked it, and to the centre. Everybody may see that it is
 * offered.
 */
export const officeHourOwnership = (hours: OfficeHourStore) => ownershipIn(hours, ownershipOf);

const ownershipOf = ({ centreId, ventureId, mentorSubject }: OfficeHour): Ownership => ({
  centre: centreId,
  orgs: ventureId ? [ventureId] : [],
  subject: mentorSubject,
  open: true,
});

/** Everybody sees when a mentor has time. Only the owners see which team has booked. */
function shownTo(reach: Reach, { state, version }: Snapshot<OfficeHour>): OfficeHourMessage {
  const message = toProto(state, version);
  return owns(reach, ownershipOf(state)) ? message : { ...message, ventureId: '', officeHourRequestId: '' };
}
