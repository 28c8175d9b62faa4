/** RPCs of events. */
import type { PlanEventRequest } from '@naru/contracts/program/v1/event';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate, isoDate } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { notFound, together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { zoneOf } from '../../standards/zone.ts';
import * as decide from './decide.ts';
import type { Changes, Event } from './event.ts';
import { toProto } from './message.ts';
import type { EventStore } from './store.ts';
import { refuseField, unknown } from './texts.ts';

type EventRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'planEvent' | 'updateEvent' | 'holdEvent' | 'cancelEvent' | 'getEvent' | 'listEvents'
>;

/** Functions of other nouns of this service that events call. */
export interface EventNeighbours {
  programmeExists(id: string): Promise<boolean>;
  /** Whether the event has a timetable of 1:1 meetings that is not closed. */
  timetableStands(eventId: string): Promise<boolean>;
}

export function eventRpcs(events: EventStore, { programmeExists, timetableStands }: EventNeighbours): EventRpcs {
  const { change, get } = answering(events, versioned(toProto));

  return {
    planEvent: async ({ requestId: _, startDate, endDate, timeZone, ...request }, call) => {
      const { programmeId, parentEventId } = request;
      if (programmeId && !(await programmeExists(programmeId))) throw notFound('programme', programmeId);
      if (parentEventId && !(await events.find(parentEventId))) throw unknown(parentEventId);
      const [brand, changeable] = together(
        () => request.brand && requireText('brand', request.brand),
        () => ruled({ ...request, startDate, endDate, timeZone }),
      );
      const event: Event = {
        ...request,
        ...changeable,
        id: call.newId('evt'),
        brand,
        state: 'PLANNED',
        cancelReason: '',
      };
      return change({ id: event.id }, call, (existing) => decide.planEvent(existing, event));
    },
    updateEvent: async ({ event: wanted, updateMask, ...named }, call) => {
      const stands = await timetableStands(named.id);
      return change(named, call, (event) => {
        const changes = ruled(patched(event && changeableOf(event), wanted, updateMask));
        return decide.updateEvent(event, changes, { timetableStands: stands });
      });
    },
    holdEvent: (request, call) => change(request, call, (event) => decide.holdEvent(event, call.now)),
    cancelEvent: ({ reason, ...named }, call) => change(named, call, (event) => decide.cancelEvent(event, reason)),
    getEvent: get,
    listEvents: async (request, { reach }) => {
      const { found, ...page } = await events.list(request, reach);
      return { events: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

const changeableOf = ({ name, place, startDate, endDate, timeZone }: Event) => ({
  name,
  place,
  startDate,
  endDate,
  timeZone,
});

type Asked = Pick<PlanEventRequest, 'name' | 'place' | 'startDate' | 'endDate' | 'timeZone'>;

/**
 * The changed dates with those that stay, which must keep the rules together. @throws Rejection naming all that break a
 * rule
 */
function ruled(asked: Asked): Required<Changes> {
  const [name, place, dates, timeZone] = together(
    () => requireText('name', asked.name),
    () => asked.place && requireText('place', asked.place),
    () => requireDates(asked.startDate, asked.endDate),
    () => zoneOf('time_zone', asked.timeZone),
  );
  return { name, place, ...dates, timeZone };
}

/** An event belongs to the centre that owns its programme. Everybody may see it. */
export const eventOwnership = (events: EventStore, ownerOf: (programmeId: string) => Promise<string | undefined>) =>
  ownershipIn(events, async ({ programmeId }) => ({ centre: await ownerOf(programmeId), open: true }));

/** A day may be unknown where its month is known. The end is not before the beginning, as far as both are known. */
function requireDates(
  startDate: CivilDate | undefined,
  endDate: CivilDate | undefined,
): Pick<Event, 'startDate' | 'endDate'> {
  if (!startDate) throw fields.invalid('start_date', 'required');
  together(
    () => checkDate('start_date', startDate, { whole: false }),
    () => endDate && checkDate('end_date', endDate, { whole: false }),
  );
  if (!endDate) return { startDate, endDate };
  const [start, end] = [isoDate(startDate), isoDate(endDate)];
  const precision = Math.min(start.length, end.length);
  if (end.slice(0, precision) < start.slice(0, precision)) throw refuseField('end_date', 'ends_early', { startDate });
  return { startDate, endDate };
}
