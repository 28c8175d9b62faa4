/** Checks a timetable against all rules, from the instance alone. It shares no code with the search. */
import type { Assignment, Instance } from './instance.ts';

export interface Answer {
  assignments: Assignment[];
  unplaced: { meeting: string }[];
}

/** A broken rule, with its ids and numbers. */
export interface Violation {
  rule:
    | 'unknown_meeting'
    | 'meeting_not_once'
    | 'unknown_slot'
    | 'unknown_table'
    | 'wrong_session'
    | 'forbidden_slot'
    | 'not_in_lock'
    | 'table_twice'
    | 'two_at_once'
    | 'above_maximum'
    | 'no_lunch';
  about: Readonly<Record<string, string | number>>;
}

export interface Verdict {
  /** Empty if the timetable keeps all rules. */
  violations: Violation[];
  gaps: number;
  /** The gaps of each participant who has any. */
  gapsOf: ReadonlyMap<string, number>;
  unplaced: number;
}

const broken = (rule: Violation['rule'], about: Violation['about']): Violation => ({ rule, about });

export function checkTimetable(instance: Instance, answer: Answer): Verdict {
  const violations = [
    ...accountFor(instance, answer),
    ...eachInItsPlace(instance, answer),
    ...nobodyTwice(instance, answer),
  ];
  const gapsOf = new Map<string, number>();
  const lunch = lunchesIn(instance);
  for (const [id, places] of placesOf(instance, answer)) {
    const gaps = gapsIn(places, lunch);
    if (gaps > 0) gapsOf.set(id, gaps);
  }
  const gaps = [...gapsOf.values()].reduce((sum, one) => sum + one, 0);
  const held = new Set(answer.assignments.map(({ meeting }) => meeting));
  return { violations, gaps, gapsOf, unplaced: instance.meetings.filter(({ id }) => !held.has(id)).length };
}

/** Maximal runs of idle slots between two meetings: one for each pair of consecutive meetings with more than lunch between them. */
function gapsIn(places: readonly number[], lunch: ReadonlySet<number>): number {
  const sorted = [...new Set(places)].sort((x, y) => x - y);
  return sorted.filter((place, i) => i > 0 && isApart(sorted[i - 1], place, lunch)).length;
}

function isApart(before: number, after: number, lunch: ReadonlySet<number>): boolean {
  for (let between = before + 1; between < after; between++) if (!lunch.has(between)) return true;
  return false;
}

const lunchesIn = ({ slots, lunch }: Instance): ReadonlySet<number> =>
  new Set(slots.flatMap(({ id }, i) => (lunch.includes(id) ? [i] : [])));

/** The positions, in the order of the day, of the slots in which each participant has a meeting. */
function placesOf(instance: Instance, { assignments }: Answer): Map<string, number[]> {
  const position = new Map(instance.slots.map(({ id }, i) => [id, i]));
  const meetings = new Map(instance.meetings.map((meeting) => [meeting.id, meeting]));
  const places = new Map<string, number[]>();
  for (const { meeting, slot } of assignments) {
    const at = position.get(slot);
    const held = meetings.get(meeting);
    if (at === undefined || !held) continue;
    for (const id of [held.a, held.b]) {
      const own = places.get(id);
      if (own) own.push(at);
      else places.set(id, [at]);
    }
  }
  return places;
}

/** Every meeting appears once: at a place, or as not held. */
function accountFor({ meetings }: Instance, { assignments, unplaced }: Answer): Violation[] {
  const named = new Map<string, number>();
  for (const { meeting } of [...assignments, ...unplaced]) named.set(meeting, (named.get(meeting) ?? 0) + 1);
  const known = new Set(meetings.map(({ id }) => id));
  const strangers = [...named.keys()].filter((id) => !known.has(id));
  return [
    ...strangers.map((meeting) => broken('unknown_meeting', { meeting })),
    ...meetings.flatMap(({ id }) => {
      const times = named.get(id) ?? 0;
      return times === 1 ? [] : [broken('meeting_not_once', { meeting: id, times })];
    }),
  ];
}

function eachInItsPlace(instance: Instance, { assignments }: Answer): Violation[] {
  const slots = new Map(instance.slots.map((slot) => [slot.id, slot]));
  const people = new Map(instance.participants.map((one) => [one.id, new Set(one.unavailable)]));
  const meetings = new Map(instance.meetings.map((one) => [one.id, one]));
  const found: Violation[] = [];
  for (const { meeting: id, slot: slotId, table } of assignments) {
    const meeting = meetings.get(id);
    const slot = slots.get(slotId);
    if (!slot) found.push(broken('unknown_slot', { meeting: id, slot: slotId }));
    if (!meeting || !slot) continue;
    const tables = slot.tables ?? instance.tables;
    if (!Number.isInteger(table) || table < 1 || table > tables)
      found.push(broken('unknown_table', { meeting: id, slot: slotId, table, tables }));
    if (meeting.session !== 'ANY' && slot.session !== 'ANY' && meeting.session !== slot.session)
      found.push(
        broken('wrong_session', { meeting: id, wanted: meeting.session, slot: slotId, session: slot.session }),
      );
    for (const person of [meeting.a, meeting.b])
      if (people.get(person)?.has(slotId))
        found.push(broken('forbidden_slot', { meeting: id, slot: slotId, participant: person }));
    const { locked } = meeting;
    if (locked && locked.slot !== slotId)
      found.push(broken('not_in_lock', { meeting: id, locked: locked.slot, slot: slotId }));
    if (locked?.table !== undefined && locked.table !== table)
      found.push(broken('not_in_lock', { meeting: id, locked: locked.table, table }));
  }
  return found;
}

function nobodyTwice(instance: Instance, answer: Answer): Violation[] {
  const found: Violation[] = [];
  const tables = new Map<string, string>();
  for (const { meeting, slot, table } of answer.assignments) {
    const place = JSON.stringify([slot, table]);
    const before = tables.get(place);
    if (before !== undefined) found.push(broken('table_twice', { before, meeting, slot, table }));
    tables.set(place, meeting);
  }
  const places = placesOf(instance, answer);
  const lunch = lunchesIn(instance);
  for (const { id, maximum } of instance.participants) {
    const own = places.get(id) ?? [];
    const distinct = new Set(own);
    if (distinct.size < own.length) found.push(broken('two_at_once', { participant: id }));
    if (maximum !== undefined && own.length > maximum)
      found.push(broken('above_maximum', { participant: id, meetings: own.length, maximum }));
    if (lunch.size > 0 && [...lunch].every((at) => distinct.has(at)))
      found.push(broken('no_lunch', { participant: id }));
  }
  return found;
}
