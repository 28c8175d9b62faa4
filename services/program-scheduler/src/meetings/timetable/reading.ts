/** Queries on timetables, and repairs. A repair answers with the changes that it would make. */
import type { RepairTimetableRequest, Timetable as TimetableMessage } from '@naru/contracts/program/v1/timetable';
import type { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import { Rejection } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { explainSlots } from '@naru/timetable-solver/explain';
import { assignmentsOf, instanceOf } from './instance.ts';
import { figuresOf, PARTIES, partiesIn, toProto } from './message.ts';
import { meetingIn, requireEdition } from './refusals.ts';
import { applyRepair, damage, type Incident, repaired } from './repair.ts';
import { guarded, requireTimetable, shown } from './rpc.ts';
import { repairInThread } from './solver.ts';
import type { TimetableStore } from './store.ts';
import type { Timetable } from './timetable.ts';
import { changeOf, explanationOf } from './view.ts';

type ReadingRpcs = Pick<
  Handlers<typeof TimetableServiceDefinition>,
  'getTimetable' | 'listTimetables' | 'explainMeeting' | 'repairTimetable'
>;

/**
 * A repair is worked out for one edition of the timetable. If the edition changes in the meantime, it is worked out
 * again.
 */
const RACES_MAX = 4;

export function readingRpcs(timetables: TimetableStore): ReadingRpcs {
  async function repair({ id, etag, dryRun, incident }: RepairTimetableRequest, call: Call) {
    const { state: found } = await requireTimetable(timetables, id);
    requireEdition(found, etag);
    const hurt = damage(found, { incident: incidentOf(incident), now: call.now });
    const answer = await repairInThread(hurt.task);
    const { meetings, changes } = repaired(hurt, answer);
    const apply = (one: Timetable | null) => applyRepair(one, { damage: hurt, meetings, now: call.now });
    const after = dryRun ? found : (await timetables.change(id, guarded(String(found.edition), apply), call)).state;
    const told = partiesIn([...after.meetings, ...changes.map(({ wish }) => wish)]);
    const nameOf = await call.namesOf(PARTIES, told);
    return {
      timetable: toProto(after, nameOf),
      changes: changes.map((one) => changeOf(one, nameOf)),
      proven: answer.proven,
    };
  }

  return {
    repairTimetable: async (request, call) => {
      for (let race = 1; ; race++) {
        try {
          return await repair(request, call);
        } catch (error) {
          const isStale = error instanceof Rejection && error.code === 'etag.stale';
          if (request.etag || !isStale || race === RACES_MAX) throw error;
        }
      }
    },
    getTimetable: async ({ id }, call) => shown((await requireTimetable(timetables, id)).state, call),
    listTimetables: async (request, { reach }) => {
      const { found, ...page } = await timetables.list(request, reach);
      return { timetables: found.map(({ state }) => outlineOf(state)), ...page };
    },
    explainMeeting: async ({ id, meetingId }, { now, namesOf }) => {
      const { state } = await requireTimetable(timetables, id);
      const wish = meetingIn(state, meetingId);
      const begun = state.slots.filter(({ startsAt }) => startsAt <= now).map(({ id: slotId }) => slotId);
      const views = explainSlots({
        ...{ instance: instanceOf(state), assignments: assignmentsOf(state), meeting: meetingId },
        begun: state.state === 'DRAFT' ? [] : begun,
      });
      const nameOf = await namesOf(PARTIES, [wish.firstPartyId, wish.secondPartyId, ...partiesIn([wish])]);
      return explanationOf(state, { wish, views, nameOf });
    },
  };
}

const outlineOf = (timetable: Timetable): TimetableMessage => {
  const { id, eventId, centreId, timeZone, state, tables, lostTables, calledOff, quality, edition } = timetable;
  return {
    ...{ id, eventId, centreId, timeZone, state, tables, lostTables, calledOff },
    ...{ slots: [], participants: [], meetings: [], figures: figuresOf(quality), etag: String(edition) },
  };
};

function incidentOf(incident: RepairTimetableRequest['incident']): Incident {
  switch (incident?.$case) {
    case 'noShowPartyId':
      return { kind: 'no-show', partyId: incident.value };
    case 'late':
      return { kind: 'late', ...incident.value };
    case 'lostTable':
      return { kind: 'table', ...incident.value };
    case 'arrivedPartyId':
      return { kind: 'arrived', partyId: incident.value };
    default:
      return { kind: 'none' };
  }
}
