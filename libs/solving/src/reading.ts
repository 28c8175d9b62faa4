/** Reads foreign JSON. Every fault is named with its place (`meetings[3].b`) and with what would be right. */

export interface Fault {
  /** Empty for the value as a whole. */
  path: string;
  message: string;
}

export type Json = Record<string, unknown>;
/** Takes a fault down. */
export type Find = (path: string, message: string) => void;
export type Reading<T> = { found: T; faults: [] } | { found: null; faults: Fault[] };

const FAULTS_SHOWN_MAX = 50;
const ID_LENGTH_MAX = 200;

/** What `read` makes of a value, or the faults that it finds: all of them up to fifty. */
export function readingOf<T>(read: (find: Find) => T): Reading<T> {
  const faults: Fault[] = [];
  const found = read((path, message) => faults.length < FAULTS_SHOWN_MAX && faults.push({ path, message }));
  return faults.length > 0 ? { found: null, faults } : { found, faults: [] };
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A foreign value in a message: short, and never a whole file, which may be nested deeper than can be written out. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

interface Range {
  path: string;
  min?: number;
  max: number;
  find: Find;
}

export function whole(value: unknown, { path, min = 0, max, find }: Range): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  find(path, `is ${shown(value)}; it must be a whole number from ${min} to ${max}`);
  return undefined;
}

/** Null counts as left out. */
export const optional = <T>(value: unknown, read: (value: unknown) => T | undefined): T | undefined =>
  value === undefined || value === null ? undefined : read(value);

/** The list in a field; empty where it is none, or has more entries than can be taken. */
export function rows(value: Json, name: string, { max, find }: { max: number; find: Find }): unknown[] {
  const list = value[name];
  if (!Array.isArray(list)) {
    find(name, `is ${shown(list)}; it must be a list`);
    return [];
  }
  if (list.length <= max) return list;
  find(name, `has ${list.length} entries; at most ${max} can be taken`);
  return [];
}

/** A row of a list, or an empty one in the place of what is no object, so that its fault is told once. */
export function objectIn(row: unknown, { path, example, find }: { path: string; example: string; find: Find }): Json {
  if (isObject(row)) return row;
  find(path, `is ${shown(row)}; it must be an object such as ${example}`);
  return {};
}

export function textIn(value: unknown, path: string, find: Find): string {
  if (typeof value === 'string' && value !== '' && value.length <= ID_LENGTH_MAX) return value;
  find(path, `is ${shown(value)}; it must be a text of 1 to ${ID_LENGTH_MAX} characters`);
  return '';
}

export const idIn = ({ id }: Json, path: string, find: Find): string => textIn(id, `${path}.id`, find);

/** The ids of a list, each of which must be its own. */
export function unique(list: readonly { id: string }[], name: string, find: Find): Set<string> {
  const first = new Map<string, number>();
  list.forEach(({ id }, i) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else if (id !== '')
      find(`${name}[${i}].id`, `is ${shown(id)} like ${name}[${before}].id; every id must be its own`);
  });
  return new Set(first.keys());
}

/** A field that names one of a list by its id; empty where it does not. */
export function idOf(
  one: Json,
  field: string,
  { path, ids, of, find }: { path: string; ids: ReadonlySet<string>; of: string; find: Find },
): string {
  const id = one[field];
  if (typeof id === 'string' && ids.has(id)) return id;
  find(`${path}.${field}`, `is ${shown(id)}; it must be the id of one of the ${of}`);
  return '';
}
