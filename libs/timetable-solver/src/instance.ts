/** The input of the solver in the form of a file, and its reader, which names every fault. */
import {
  type Find,
  idIn,
  idOf,
  isObject,
  type Json,
  objectIn,
  optional,
  type Reading,
  readingOf,
  rows,
  shown,
  unique,
  whole,
} from '@naru/solving/reading';

export const SESSIONS = ['MORNING', 'AFTERNOON', 'ANY'] as const;
export type Session = (typeof SESSIONS)[number];

export interface Slot {
  id: string;
  /** A slot of session ANY takes every meeting. */
  session: Session;
  /** The tables in this slot, if they differ from the instance's. */
  tables?: number;
}

export interface Participant {
  id: string;
  unavailable: string[];
  /** The minimum number of meetings for this participant. A wish: it counts after the number of held meetings. */
  minimum?: number;
  /** The maximum number of meetings for this participant. A rule. */
  maximum?: number;
}

export interface Meeting {
  id: string;
  a: string;
  b: string;
  session: Session;
  /** 0 to 9, 9 is the most important. If it is omitted everywhere, all meetings count the same. */
  priority: number;
  locked?: { slot: string; table?: number };
}

export interface Instance {
  /** In order of time. */
  slots: Slot[];
  /** The tables in every slot, numbered from 1. */
  tables: number;
  participants: Participant[];
  meetings: Meeting[];
  /** The slots of which every participant keeps one free. */
  lunch: string[];
}

export interface Assignment {
  meeting: string;
  slot: string;
  table: number;
}

export const LIMITS = { slots: 1_000, tables: 100_000, participants: 100_000, meetings: 1_000_000 };
const PRIORITY_MAX = 9;

/** Reads an untrusted value. It ignores unknown fields: a file may carry names and notes. */
export const readInstance = (value: unknown): Reading<Instance> => readingOf((find) => instanceIn(value, find));

const NOTHING: Instance = { slots: [], tables: 0, participants: [], meetings: [], lunch: [] };

function instanceIn(value: unknown, find: Find): Instance {
  if (!isObject(value)) {
    find('', 'no_instance', {});
    return NOTHING;
  }
  const list = (name: 'slots' | 'participants' | 'meetings') => rows(value, name, { max: LIMITS[name], find });
  const tables = whole(value.tables, { path: 'tables', max: LIMITS.tables, find }) ?? 0;
  const slots = list('slots').map((row, i) => readSlot(row, `slots[${i}]`, find));
  const slotIds = unique(slots, 'slots', find);
  const participants = list('participants').map((row, i) =>
    readParticipant(row, { path: `participants[${i}]`, slotIds, find }),
  );
  const participantIds = unique(participants, 'participants', find);
  const meetings = list('meetings').map((row, i) =>
    readMeeting(row, { path: `meetings[${i}]`, slotIds, participantIds, find }),
  );
  unique(meetings, 'meetings', find);
  return { slots, tables, participants, meetings, lunch: slotList(value.lunch, { path: 'lunch', slotIds, find }) };
}

function readSlot(row: unknown, path: string, find: Find): Slot {
  const slot = objectIn(row, { path, example: '{"id": "s1", "session": "MORNING"}', find });
  const tables = optional(slot.tables, (value) => whole(value, { path: `${path}.tables`, max: LIMITS.tables, find }));
  return { id: idIn(slot, path, find), session: sessionIn(slot, path, find), ...(tables !== undefined && { tables }) };
}

interface Known {
  path: string;
  slotIds: ReadonlySet<string>;
  find: Find;
}

function readParticipant(row: unknown, { path, slotIds, find }: Known): Participant {
  const one = objectIn(row, { path, example: '{"id": "p1", "unavailable": ["s3"]}', find });
  const bound = (name: 'minimum' | 'maximum') =>
    optional(one[name], (value) => whole(value, { path: `${path}.${name}`, max: LIMITS.meetings, find }));
  const [minimum, maximum] = [bound('minimum'), bound('maximum')];
  if (minimum !== undefined && maximum !== undefined && minimum > maximum)
    find(`${path}.minimum`, 'above', { given: minimum, other: 'maximum', max: maximum });
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
  const one = objectIn(row, { path, example: '{"id": "m1", "a": "p1", "b": "p8", "session": "ANY"}', find });
  const side = (name: 'a' | 'b') =>
    isObject(row) ? idOf(one, name, { path, ids: participantIds, of: 'participants', find }) : '';
  const [a, b] = [side('a'), side('b')];
  if (a !== '' && a === b) find(`${path}.b`, 'same', { given: shown(b), other: 'a' });
  const priority = optional(one.priority, (value) =>
    whole(value, { path: `${path}.priority`, max: PRIORITY_MAX, find }),
  );
  const locked = optional(one.locked, (value) => readLock(value, { path: `${path}.locked`, slotIds, find }));
  const id = idIn(one, path, find);
  return { id, a, b, session: sessionIn(one, path, find), priority: priority ?? 0, ...(locked && { locked }) };
}

function readLock(value: unknown, { path, slotIds, find }: Known): { slot: string; table?: number } | undefined {
  if (!isObject(value)) return void find(path, 'object', { given: shown(value), example: '{"slot": "s2"}' });
  const { slot } = value;
  if (typeof slot !== 'string' || !slotIds.has(slot))
    return void find(`${path}.slot`, 'unknown_id', { given: shown(slot), of: 'slots' });
  const table = optional(value.table, (one) => whole(one, { path: `${path}.table`, min: 1, max: LIMITS.tables, find }));
  return { slot, ...(table !== undefined && { table }) };
}

function slotList(value: unknown, { path, slotIds, find }: Known): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    find(path, 'list', { given: shown(value) });
    return [];
  }
  value.forEach((id, i) => {
    if (typeof id !== 'string' || !slotIds.has(id))
      find(`${path}[${i}]`, 'unknown_id', { given: shown(id), of: 'slots' });
  });
  return [...new Set(value as string[])];
}

function sessionIn(one: Json, path: string, find: Find): Session {
  const session = one.session ?? 'ANY';
  if (SESSIONS.includes(session as Session)) return session as Session;
  find(`${path}.session`, 'choice', { given: shown(session), values: SESSIONS.join(', ') });
  return 'ANY';
}
