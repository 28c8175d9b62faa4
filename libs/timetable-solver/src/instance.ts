/** What is to be solved, as anybody may write it in a file, and the reading of it that names every fault. */

export const SESSIONS = ['MORNING', 'AFTERNOON', 'ANY'] as const;
export type Session = (typeof SESSIONS)[number];

export interface Slot {
  id: string;
  /** A slot of session ANY takes every meeting. */
  session: Session;
  /** Tables in this slot, where they differ from the instance's. */
  tables?: number;
}

export interface Participant {
  id: string;
  unavailable: string[];
  /** Meetings that this participant wants to have at least; a wish, after holding as many meetings as possible. */
  minimum?: number;
  /** Meetings that this participant will have at most; a rule. */
  maximum?: number;
}

export interface Meeting {
  id: string;
  a: string;
  b: string;
  session: Session;
  /** 0 to 9, 9 the most important. Plain files leave it out: all meetings count the same then. */
  priority: number;
  locked?: { slot: string; table?: number };
}

export interface Instance {
  /** In order of time. */
  slots: Slot[];
  /** Tables in every slot, numbered from 1. */
  tables: number;
  participants: Participant[];
  meetings: Meeting[];
  /** Slots of which every participant keeps one free. */
  lunch: string[];
}

export interface Assignment {
  meeting: string;
  slot: string;
  table: number;
}

/** What is wrong with a file: where, what, and what would be right. */
export interface Fault {
  path: string;
  message: string;
}

export const LIMITS = { slots: 1_000, tables: 100_000, participants: 100_000, meetings: 1_000_000, idLength: 200 };
const PRIORITY_MAX = 9;
const FAULTS_SHOWN_MAX = 50;

type Reading = { instance: Instance; faults: [] } | { instance: null; faults: Fault[] };
type Json = Record<string, unknown>;
type Find = (path: string, message: string) => void;

/** Reads a foreign value. Fields that it does not know are let be: a file may carry names and notes. */
export function readInstance(value: unknown): Reading {
  const faults: Fault[] = [];
  const find: Find = (path, message) => faults.length < FAULTS_SHOWN_MAX && faults.push({ path, message });
  if (!isObject(value)) {
    find('', 'must be one JSON object with slots, tables, participants and meetings');
    return { instance: null, faults };
  }
  const tables = whole(value.tables, { path: 'tables', max: LIMITS.tables, find }) ?? 0;
  const slots = rows(value, 'slots', find).map((row, i) => readSlot(row, `slots[${i}]`, find));
  const slotIds = unique(slots, 'slots', find);
  const participants = rows(value, 'participants', find).map((row, i) =>
    readParticipant(row, { path: `participants[${i}]`, slotIds, find }),
  );
  const participantIds = unique(participants, 'participants', find);
  const meetings = rows(value, 'meetings', find).map((row, i) =>
    readMeeting(row, { path: `meetings[${i}]`, slotIds, participantIds, find }),
  );
  unique(meetings, 'meetings', find);
  const lunch = slotList(value.lunch, { path: 'lunch', slotIds, find });
  if (faults.length > 0) return { instance: null, faults };
  return { instance: { slots, tables, participants, meetings, lunch }, faults: [] };
}

function readSlot(row: unknown, path: string, find: Find): Slot {
  const slot: Json = isObject(row) ? row : {};
  if (!isObject(row)) find(path, 'must be an object such as {"id": "s1", "session": "MORNING"}');
  const tables = optional(slot.tables, (value) => whole(value, { path: `${path}.tables`, max: LIMITS.tables, find }));
  return { id: idIn(slot, path, find), session: sessionIn(slot, path, find), ...(tables !== undefined && { tables }) };
}

interface Known {
  path: string;
  slotIds: ReadonlySet<string>;
  find: Find;
}

function readParticipant(row: unknown, { path, slotIds, find }: Known): Participant {
  const one: Json = isObject(row) ? row : {};
  if (!isObject(row)) find(path, 'must be an object such as {"id": "p1", "unavailable": ["s3"]}');
  const bound = (name: 'minimum' | 'maximum') =>
    optional(one[name], (value) => whole(value, { path: `${path}.${name}`, max: LIMITS.meetings, find }));
  const [minimum, maximum] = [bound('minimum'), bound('maximum')];
  if (minimum !== undefined && maximum !== undefined && minimum > maximum)
    find(`${path}.minimum`, `is ${minimum} and more than the maximum of ${maximum}; it must not be above it`);
  const unavailable = slotList(one.unavailable, { path: `${path}.unavailable`, slotIds, find });
  return {
    id: idIn(one, path, find),
    unavailable,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

function readMeeting(row: unknown, known: Known & { participantIds: ReadonlySet<string> }): Meeting {
  const { path, slotIds, participantIds, find } = known;
  const one: Json = isObject(row) ? row : {};
  if (!isObject(row)) find(path, 'must be an object such as {"id": "m1", "a": "p1", "b": "p8", "session": "ANY"}');
  const side = (name: 'a' | 'b') => {
    const id = one[name];
    if (typeof id === 'string' && participantIds.has(id)) return id;
    if (isObject(row)) find(`${path}.${name}`, `is ${shown(id)}; it must be the id of one of the participants`);
    return '';
  };
  const [a, b] = [side('a'), side('b')];
  if (a !== '' && a === b) find(`${path}.b`, `is ${shown(b)} like a; a meeting needs two different participants`);
  const priority = optional(one.priority, (value) =>
    whole(value, { path: `${path}.priority`, max: PRIORITY_MAX, find }),
  );
  const locked = optional(one.locked, (value) => readLock(value, { path: `${path}.locked`, slotIds, find }));
  const id = idIn(one, path, find);
  return { id, a, b, session: sessionIn(one, path, find), priority: priority ?? 0, ...(locked && { locked }) };
}

function readLock(value: unknown, { path, slotIds, find }: Known): { slot: string; table?: number } | undefined {
  if (!isObject(value)) return void find(path, 'must be an object such as {"slot": "s2"}, or left out');
  const { slot } = value;
  if (typeof slot !== 'string' || !slotIds.has(slot))
    return void find(`${path}.slot`, `is ${shown(slot)}; it must be the id of one of the slots`);
  const table = optional(value.table, (one) => whole(one, { path: `${path}.table`, min: 1, max: LIMITS.tables, find }));
  return { slot, ...(table !== undefined && { table }) };
}

function rows(value: Json, name: keyof typeof LIMITS, find: Find): unknown[] {
  const list = value[name];
  if (!Array.isArray(list)) {
    find(name, `is ${list === undefined ? 'missing' : shown(list)}; it must be a list`);
    return [];
  }
  if (list.length <= LIMITS[name]) return list;
  find(name, `has ${list.length} entries; at most ${LIMITS[name]} can be taken`);
  return [];
}

function slotList(value: unknown, { path, slotIds, find }: Known): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    find(path, `is ${shown(value)}; it must be a list of ids of slots`);
    return [];
  }
  value.forEach((id, i) => {
    if (typeof id !== 'string' || !slotIds.has(id))
      find(`${path}[${i}]`, `is ${shown(id)}; it must be the id of one of the slots`);
  });
  return [...new Set(value as string[])];
}

function unique(list: readonly { id: string }[], name: string, find: Find): Set<string> {
  const first = new Map<string, number>();
  list.forEach(({ id }, i) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else if (id !== '')
      find(`${name}[${i}].id`, `is ${shown(id)} like ${name}[${before}].id; every id must be its own`);
  });
  return new Set(first.keys());
}

function idIn(one: Json, path: string, find: Find): string {
  const { id } = one;
  if (typeof id === 'string' && id !== '' && id.length <= LIMITS.idLength) return id;
  find(`${path}.id`, `is ${shown(id)}; it must be a text of 1 to ${LIMITS.idLength} characters`);
  return '';
}

function sessionIn(one: Json, path: string, find: Find): Session {
  const session = one.session ?? 'ANY';
  if (SESSIONS.includes(session as Session)) return session as Session;
  find(`${path}.session`, `is ${shown(session)}; it must be ${SESSIONS.join(', ')} or left out`);
  return 'ANY';
}

interface Range {
  path: string;
  min?: number;
  max: number;
  find: Find;
}

function whole(value: unknown, { path, min = 0, max, find }: Range): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  find(path, `is ${value === undefined ? 'missing' : shown(value)}; it must be a whole number from ${min} to ${max}`);
  return undefined;
}

const optional = <T>(value: unknown, read: (value: unknown) => T | undefined): T | undefined =>
  value === undefined || value === null ? undefined : read(value);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A foreign value in a message: short, and never a whole file, which may be nested deeper than can be written out. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
