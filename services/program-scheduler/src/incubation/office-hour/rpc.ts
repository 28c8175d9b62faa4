/** Office hours over the wire, and whose they are. */
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

/** What office hours ask of their neighbours in this service. */
export interface OfficeHourNeighbours extends AssignNeighbours {
  mentor(id: string): Promise<{ subject: string; centreId: string; isRetired: boolean } | null>;
  cohort(id: string): Promise<{ centreId: string; isOver: boolean } | null>;
  waitAgain(requestId: string, officeHourId: string, cause: Cause): Promise<unknown>;
  /** Ends the request that an office hour is given back for. */
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
      // Kept in the cancelled one, so that asking again finishes what a crash has left undone.
      if (message.officeHourRequestId) await waitAgain(message.officeHourRequestId, message.id, call);
      return message;
    },
    releaseOfficeHour: async (named, call) => {
      const { state, officeHourRequestId } = await change(named, call, (hour) => {
        decide.releaseOfficeHour(hour, call.now);
        return []; // Who has an old etag, or may not, changes nothing of the request either.
      });
      // First, because the office hour forgets it: asking again then finishes what a crash has left undone.
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

/** An office hour is the mentor's, the team's that has it, and the centre's; that it is offered is for everybody to see. */
export const officeHourOwnership = (hours: OfficeHourStore) => ownershipIn(hours, ownershipOf);

const ownershipOf = ({ centreId, ventureId, mentorSubject }: OfficeHour): Ownership => ({
  centre: centreId,
  orgs: ventureId ? [ventureId] : [],
  subject: mentorSubject,
  open: true,
});

/** When a mentor has time is for everybody; who goes there is not. */
function shownTo(reach: Reach, { state, version }: Snapshot<OfficeHour>): OfficeHourMessage {
  const message = toProto(state, version);
  return owns(reach, ownershipOf(state)) ? message : { ...message, ventureId: '', officeHourRequestId: '' };
}
