/** Events over the wire. */
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate, isoDate } from '@naru/kit/civil-date';
import { invalidField, notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { zoneOf } from '../../standards/zone.ts';
import * as decide from './decide.ts';
import type { Changes, Event } from './event.ts';
import { toProto } from './message.ts';
import type { EventStore } from './store.ts';

type EventRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'planEvent' | 'updateEvent' | 'holdEvent' | 'cancelEvent' | 'getEvent' | 'listEvents'
>;

/** What events ask of their neighbours in this service. */
export interface EventNeighbours {
  programmeExists(id: string): Promise<boolean>;
}

export function eventRpcs(events: EventStore, { programmeExists }: EventNeighbours): EventRpcs {
  const { change, get } = answering(events, versioned(toProto));

  return {
    planEvent: async ({ requestId: _, startDate, endDate, timeZone, ...request }, call) => {
      const { programmeId, parentEventId } = request;
      if (programmeId && !(await programmeExists(programmeId))) throw notFound('programme', programmeId);
      if (parentEventId && !(await events.find(parentEventId))) throw notFound('event', parentEventId);
      const event: Event = {
        ...request,
        id: call.newId('evt'),
        name: requireText('name', request.name),
        place: request.place && requireText('place', request.place),
        brand: request.brand && requireText('brand', request.brand),
        ...requireDates(startDate, endDate),
        timeZone: zoneOf('time_zone', timeZone),
        state: 'PLANNED',
        cancelReason: '',
      };
      return change({ id: event.id }, call, (existing) => decide.planEvent(existing, event));
    },
    updateEvent: ({ event: wanted, updateMask, ...named }, call) =>
      change(named, call, (event) => {
        const changes = changesIn(patched(event && changeableOf(event), wanted, updateMask));
        return decide.updateEvent(event, changes);
      }),
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

/** The dates that change are judged together with those that stay. */
const changesIn = ({ name, place, startDate, endDate, timeZone }: ReturnType<typeof changeableOf>): Changes => ({
  name: requireText('name', name),
  place: place && requireText('place', place),
  ...requireDates(startDate, endDate),
  timeZone: zoneOf('time_zone', timeZone),
});

/** An event is the centre's that owns its programme; everybody may see it. */
export const eventOwnership = (events: EventStore, ownerOf: (programmeId: string) => Promise<string | undefined>) =>
  ownershipIn(events, async ({ programmeId }) => ({ centre: await ownerOf(programmeId), open: true }));

/** A day or only its month may be known; the end is not before the beginning, as far as both are known. */
function requireDates(
  startDate: CivilDate | undefined,
  endDate: CivilDate | undefined,
): Pick<Event, 'startDate' | 'endDate'> {
  if (!startDate) throw invalidField('start_date', 'required', 'must be given');
  checkDate('start_date', startDate, { whole: false });
  if (!endDate) return { startDate, endDate };
  checkDate('end_date', endDate, { whole: false });
  const [start, end] = [isoDate(startDate), isoDate(endDate)];
  const precision = Math.min(start.length, end.length);
  if (end.slice(0, precision) < start.slice(0, precision))
    throw invalidField('end_date', 'event.ends_early', `must not be before ${start}, on which the event begins`);
  return { startDate, endDate };
}
