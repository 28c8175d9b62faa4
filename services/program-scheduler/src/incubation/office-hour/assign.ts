/**
 * Books the free office hours of a cohort for the waiting teams. Each decision reads the present state, and each
 * booking is one write.
 */
import type { Cause } from '@naru/kit/outbox';
import { Rejection } from '@naru/kit/rejection';
import { bookOfficeHour } from './decide.ts';
import type { OfficeHour } from './office-hour.ts';
import { type Asking, type Place, type Received, rotation, tally } from './rotation.ts';
import { freeHours, hourOf, type OfficeHourStore, REQUEST_TAKEN, TEAM_TAKEN } from './store.ts';

/** Functions of other nouns of this service that the assignment calls. */
export interface AssignNeighbours {
  waiting(cohortId: string): Promise<{ id: string; ventureId: string; mentorId: string; requestedAt: Date }[]>;
  /** Recorded sessions of the cohort outside office hours. */
  recorded(cohortId: string): Promise<{ ventureId: string; at: Date }[]>;
  /** Null where there is no such mentor. */
  mentor(id: string): Promise<{ isRetired: boolean } | null>;
  grant(requestId: string, officeHourId: string, cause: Cause): Promise<unknown>;
}

/** The waiting teams, in the order of the rotation. */
export async function orderOf(
  hours: OfficeHourStore,
  cohortId: string,
  { waiting, recorded }: Pick<AssignNeighbours, 'waiting' | 'recorded'>,
): Promise<Place[]> {
  const [asking, received] = await Promise.all([waiting(cohortId), receivedIn(hours, cohortId, recorded)]);
  return rotation(
    asking.map(
      ({ id: requestId, ventureId, mentorId, requestedAt }): Asking => ({
        requestId,
        ventureId,
        mentorId,
        requestedAt,
      }),
    ),
    received,
  );
}

async function receivedIn(
  hours: OfficeHourStore,
  cohortId: string,
  recorded: AssignNeighbours['recorded'],
): Promise<ReadonlyMap<string, Received>> {
  const [booked, others] = await Promise.all([hours.all({ where: { cohortId, state: 'BOOKED' } }), recorded(cohortId)]);
  return tally([...booked.map(({ state }) => ({ ventureId: state.ventureId, at: state.startsAt })), ...others]);
}

/** The earliest office hour first. Concurrent calls book nothing twice: the unique keys guarantee it. */
export async function allotOfficeHours(
  hours: OfficeHourStore,
  cohortId: string,
  { cause, ...neighbours }: AssignNeighbours & { cause: Cause },
): Promise<OfficeHour[]> {
  const free = await freeHours(hours, cohortId, cause.now);
  const given: OfficeHour[] = [];
  for (const { id, state } of free) {
    // An office hour of a mentor who has retired since is not booked.
    if ((await neighbours.mentor(state.mentorId))?.isRetired) continue;
    const booked = await giveOne(hours, { id, mentorId: state.mentorId, cohortId }, { cause, ...neighbours });
    if (booked) given.push(booked);
  }
  return given;
}

async function giveOne(
  hours: OfficeHourStore,
  { id, mentorId, cohortId }: { id: string; mentorId: string; cohortId: string },
  { cause, ...neighbours }: AssignNeighbours & { cause: Cause },
): Promise<OfficeHour | null> {
  const passed = new Set<string>();
  for (;;) {
    const order = await orderOf(hours, cohortId, neighbours);
    const next = order.find((one) => !passed.has(one.requestId) && (!one.mentorId || one.mentorId === mentorId));
    if (!next) return null;
    const { requestId, ventureId } = next;
    try {
      let isMine = false;
      const book = (hour: OfficeHour | null) => {
        const events = bookOfficeHour(hour, { ventureId, requestId, now: cause.now });
        isMine = events.length > 0;
        return events;
      };
      const { state } = await hours.change(id, book, cause);
      await neighbours.grant(requestId, id, cause);
      // A concurrent call may have booked it for the same request. That call answers with it.
      return isMine ? state : null;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      // A concurrent call gave this request an office hour, but has not marked the request as granted yet.
      if (error.code === REQUEST_TAKEN) await grantedElsewhere(hours, requestId, { cause, ...neighbours });
      else if (error.kind === 'rule') return null;
      else if (error.code !== TEAM_TAKEN) throw error;
      passed.add(requestId);
    }
  }
}

async function grantedElsewhere(
  hours: OfficeHourStore,
  requestId: string,
  { cause, grant }: Pick<AssignNeighbours, 'grant'> & { cause: Cause },
): Promise<void> {
  const holder = await hourOf(hours, requestId);
  if (holder) await grant(requestId, holder, cause);
}
