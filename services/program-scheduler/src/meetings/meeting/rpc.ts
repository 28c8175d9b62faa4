/** The RPC of the schedule of a party. */
import type { TimetableServiceDefinition } from '@naru/contracts/program/v1/timetable_service';
import type { Ownership } from '@naru/kit/access';
import type { Handlers } from '@naru/kit/serve';
import { centreOf } from '../../standards/centre.ts';
import { toProto } from './message.ts';
import { type MeetingStore, scheduleOf } from './store.ts';
import { refuse } from './texts.ts';

/** Reads the announced meetings only, never a draft. So no party sees a schedule before it is published. */
export const meetingRpcs = (
  meetings: MeetingStore,
): Pick<Handlers<typeof TimetableServiceDefinition>, 'getPartySchedule'> => ({
  getPartySchedule: async ({ eventId, partyId }) => {
    const found = await scheduleOf(meetings, { eventId, partyId });
    if (found.length === 0) throw refuse('not_found', { partyId });
    return { eventId, partyId, meetings: found.map(({ state, version }) => toProto(state, version)) };
  },
});

/** A party sees its own schedule only, and a centre those of its teams. A refusal does not show whether another one exists. */
export const partyOwnership =
  (centreOfVenture: (id: string) => Promise<string | undefined>) =>
  async (id: string): Promise<Ownership> => ({ centre: centreOf(id) || (await centreOfVenture(id)), orgs: [id] });
