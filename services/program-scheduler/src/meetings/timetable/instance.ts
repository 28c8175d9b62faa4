/**
 * Turns a timetable into a problem for the solver, and a solution back into places. Sessions of parties and known
 * absences become forbidden slots. The solver counts the tables of a slot from 1: where tables were lost, its table 3
 * is the third of the remaining ones.
 */
import type { Assignment, Instance, Session as SolverSession } from '@naru/timetable-solver/instance';
import type { Participant, Place, Session, Slot, Timetable, Wish } from './timetable.ts';

const SESSIONS: Record<Session, SolverSession> = {
  ANY: 'ANY',
  MORNING: 'MORNING',
  AFTERNOON: 'AFTERNOON',
};

type Grid = Pick<Timetable, 'slots' | 'tables' | 'lostTables'>;

/** For each slot, the numbers of its remaining tables, as they are written on the tables. */
export function tablesIn({ slots, tables, lostTables }: Grid): Map<string, number[]> {
  const gone = new Set<number>();
  return new Map(
    slots.map((slot) => {
      for (const { table, fromSlotId } of lostTables) if (fromSlotId === slot.id) gone.add(table);
      const all = Array.from({ length: slot.tables || tables }, (_, i) => i + 1);
      return [slot.id, all.filter((table) => !gone.has(table))];
    }),
  );
}

type Content = Grid & Pick<Timetable, 'participants' | 'meetings'>;

export function instanceOf(timetable: Content): Instance {
  const { slots, tables, participants, meetings } = timetable;
  const standing = tablesIn(timetable);
  return {
    slots: slots.map(({ id, session }) => ({ id, session: SESSIONS[session], tables: standing.get(id)?.length ?? 0 })),
    tables,
    participants: participants.map((one) => ({
      id: one.partyId,
      unavailable: slots.filter((slot) => isAway(one, slot)).map(({ id }) => id),
      ...(one.minimum > 0 && { minimum: one.minimum }),
      ...(one.maximum > 0 && { maximum: one.maximum }),
    })),
    meetings: meetings.map(({ id, firstPartyId: a, secondPartyId: b, session, priority, lock }) => ({
      ...{ id, a, b, session: SESSIONS[session], priority },
      ...(lock && { locked: lockedIn(lock, standing) }),
    })),
    lunch: slots.filter(({ lunch }) => lunch).map(({ id }) => id),
  };
}

/** A lock at a lost table gets a number that no slot has, so that the solver reports the lock as broken. */
function lockedIn({ slotId, table }: Place, standing: ReadonlyMap<string, number[]>): { slot: string; table?: number } {
  if (table === 0) return { slot: slotId };
  const list = standing.get(slotId) ?? [];
  const at = list.indexOf(table);
  return { slot: slotId, table: at < 0 ? list.length + 1 : at + 1 };
}

const isAway = (party: Participant, { id, session }: Slot): boolean =>
  party.unavailableSlotIds.includes(id) ||
  party.awaySlotIds.includes(id) ||
  (party.session !== 'ANY' && session !== 'ANY' && party.session !== session);

/** The places as assignments of the solver. A place at a lost table gets a number that no slot has. */
export function assignmentsOf(timetable: Grid & Pick<Timetable, 'meetings'>): Assignment[] {
  const standing = tablesIn(timetable);
  return timetable.meetings.flatMap(({ id, place }) => {
    if (!place) return [];
    const list = standing.get(place.slotId) ?? [];
    const at = list.indexOf(place.table);
    return [{ meeting: id, slot: place.slotId, table: at < 0 ? list.length + 1 : at + 1 }];
  });
}

/** The meetings at the places of a solution. Meetings without a place get the reasons of the solver. */
export function placed(
  timetable: Grid & Pick<Timetable, 'meetings'>,
  solution: {
    assignments: readonly Assignment[];
    unplaced: readonly ({ meeting: string } & NonNullable<Wish['reason']>)[];
  },
): Wish[] {
  const standing = tablesIn(timetable);
  const places = new Map(solution.assignments.map((one) => [one.meeting, one]));
  const reasons = new Map(solution.unplaced.map(({ meeting, ...reason }) => [meeting, reason]));
  return timetable.meetings.map((wish): Wish => {
    const found = places.get(wish.id);
    const table = found && standing.get(found.slot)?.[found.table - 1];
    return table === undefined
      ? { ...wish, place: null, reason: reasons.get(wish.id) ?? null }
      : { ...wish, place: { slotId: found?.slot ?? '', table }, reason: null };
  });
}
