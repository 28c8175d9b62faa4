/** Repairs of a published timetable. Pure: the incident, the task for the solver, and the resulting changes. */
import type { Repair, RepairTask } from '@naru/timetable-solver/repair';
import { counted } from './content.ts';
import { samePlace, slotIdsOf } from './decide.ts';
import { assignmentsOf, instanceOf, placed, tablesIn } from './instance.ts';
import { owing } from './lifecycle.ts';
import { open } from './refusals.ts';
import { content, refuse } from './texts.ts';
import {
  absence,
  type LostTable,
  type Participant,
  type Place,
  type Timetable,
  type TimetableEvent,
  type Wish,
} from './timetable.ts';

export type Incident =
  | { kind: 'none' }
  | { kind: 'no-show' | 'arrived'; partyId: string }
  | { kind: 'late'; partyId: string; untilSlotId: string }
  | { kind: 'table'; table: number; fromSlotId: string };

/** A timetable after an incident, with its places from before the incident, and the task for the solver. */
export interface Damage {
  timetable: Timetable;
  /** Slots that have not begun. */
  ahead: string[];
  task: RepairTask;
}

export interface PlaceChange {
  wish: Wish;
  before: Place | null;
  after: Place | null;
}

/** Only slots that have not begun can be repaired. */
export function damage(timetable: Timetable | null, { incident, now }: { incident: Incident; now: Date }): Damage {
  const before = open(timetable);
  if (before.state !== 'PUBLISHED') throw refuse('not_published');
  const isAhead = ({ startsAt }: { startsAt: Date }) => startsAt > now;
  const ahead = before.slots.filter(isAhead).map(({ id }) => id);
  if (ahead.length === 0) throw refuse('over');
  const after = { ...before, ...hit(before, incident, ahead) };
  const begun = before.slots.filter((slot) => !isAhead(slot)).map(({ id }) => id);
  return { timetable: after, ahead, task: { instance: instanceOf(after), before: assignmentsOf(after), begun } };
}

function hit(timetable: Timetable, incident: Incident, ahead: string[]): Partial<Timetable> {
  switch (incident.kind) {
    case 'none':
      return {};
    case 'table':
      return { lostTables: [...timetable.lostTables, lostTable(timetable, incident, ahead)] };
    case 'late': {
      const until = timetable.slots.findIndex(({ id }) => id === incident.untilSlotId);
      if (until < 0) throw unknownSlot('late.untilSlotId', incident.untilSlotId, timetable);
      const missed = new Set(timetable.slots.slice(0, until).map(({ id }) => id));
      return absent(timetable, { ...incident, path: 'late.partyId' }, (away) => [
        ...away.filter((id) => !ahead.includes(id)),
        ...ahead.filter((id) => missed.has(id)),
      ]);
    }
    case 'no-show':
      return absent(timetable, { ...incident, path: 'noShowPartyId' }, (away) => [...new Set([...away, ...ahead])]);
    case 'arrived':
      return absent(timetable, { ...incident, path: 'arrivedPartyId' }, (away) =>
        away.filter((id) => !ahead.includes(id)),
      );
  }
}

function absent(
  { participants }: Timetable,
  { partyId, path }: { partyId: string; path: string },
  change: (away: string[]) => string[],
): Pick<Timetable, 'participants'> {
  if (!participants.some((one) => one.partyId === partyId))
    throw content.invalid(path, 'participant.unknown', { partyId });
  const changed = (one: Participant) =>
    one.partyId === partyId ? { ...one, awaySlotIds: change(one.awaySlotIds) } : one;
  return { participants: participants.map(changed) };
}

/** A table that is lost from a slot that has begun is lost from the next slot on. */
function lostTable(timetable: Timetable, { table, fromSlotId }: LostTable, ahead: string[]): LostTable {
  const order = timetable.slots.map(({ id }) => id);
  if (!order.includes(fromSlotId)) throw unknownSlot('lostTable.fromSlotId', fromSlotId, timetable);
  const from = order.slice(order.indexOf(fromSlotId)).find((id) => ahead.includes(id)) ?? fromSlotId;
  const tables = tablesIn(timetable).get(from) ?? [];
  if (tables.includes(table)) return { table, fromSlotId: from };
  throw content.invalid('lostTable.table', 'table.unknown', { table, slotId: from, tables });
}

const unknownSlot = (path: string, id: string, timetable: Timetable) =>
  content.invalid(path, 'slot.unknown', { id, slotIds: slotIdsOf(timetable) });

/** The meetings after the repair, and those whose place changes. */
export function repaired({ timetable, ahead }: Damage, repair: Repair): { meetings: Wish[]; changes: PlaceChange[] } {
  const gone = new Set(
    timetable.participants.filter((one) => ahead.every((id) => one.awaySlotIds.includes(id))).map((one) => one.partyId),
  );
  const meetings = placed(timetable, repair).map((wish): Wish => {
    const who = [wish.firstPartyId, wish.secondPartyId].filter((id) => gone.has(id));
    return wish.place || who.length === 0 ? wish : { ...wish, reason: absence(who, [wish.id]) };
  });
  const was = new Map(timetable.meetings.map(({ id, place }) => [id, place]));
  const changes = meetings.flatMap((wish): PlaceChange[] => {
    const before = was.get(wish.id) ?? null;
    return samePlace(before, wish.place) ? [] : [{ wish, before, after: wish.place }];
  });
  return { meetings, changes };
}

/** Applies a repair to the timetable that it was made for. The caller guards that with the edition. */
export function applyRepair(
  timetable: Timetable | null,
  { damage: { timetable: after }, meetings, now }: { damage: Damage; meetings: Wish[]; now: Date },
): TimetableEvent[] {
  const before = open(timetable);
  const { participants, lostTables } = after;
  const isSame = [
    [before.meetings, meetings],
    [before.participants, participants],
    [before.lostTables, lostTables],
  ].every(([x, y]) => JSON.stringify(x) === JSON.stringify(y));
  if (isSame) return [];
  const quality = { ...counted({ ...after, meetings }), bound: 0, proven: false, seconds: 0, solvedAt: now };
  const inputs = before.inputs + 1;
  const changes = { participants, lostTables, meetings, quality, inputs, ...owing(before, now) };
  return [{ type: 'TimetableRepaired', changes }];
}
