/** A party's own schedule over the wire. */
import type { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import type { Ownership } from '@naru/kit/access';
import { Rejection } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { centreOf } from '../../standards/centre.ts';
import { toProto } from './message.ts';
import { type MeetingStore, scheduleOf } from './store.ts';

/** Read from what was told, never from a draft: so nobody sees a schedule before it is published. */
export const meetingRpcs = (
  meetings: MeetingStore,
): Pick<Handlers<typeof TimetableServiceDefinition>, 'getPartySchedule'> => ({
  getPartySchedule: async ({ eventId, partyId }) => {
    const found = await scheduleOf(meetings, { eventId, partyId });
    if (found.length === 0) throw noSchedule(partyId);
    return { eventId, partyId, meetings: found.map(({ state, version }) => toProto(state, version)) };
  },
});

/** A party's schedule is its own: not even the existence of another's is told. */
export const partyOwnership = (id: string): Ownership => ({ centre: centreOf(id) || undefined, orgs: [id] });

const noSchedule = (partyId: string) =>
  new Rejection({
    kind: 'not_found',
    code: 'schedule.not_found',
    message: `party_id: ${partyId} has no schedule at this event; if it takes part, the timetable is not published yet`,
  });
