/** Reads untrusted JSON. Every fault has its place (`meetings[3].b`), a code, and what would be right. */

/** The parameters of each fault, by its code. `given` is the value at that place, as `shown` writes it. */
export interface FaultParams {
  no_instance: Nothing;
  no_round: Nothing;
  no_judgements: Nothing;
  scores_or_votes: Nothing;
  object: { given: string; example: string };
  list: { given: string };
  whole: { given: string; min: number; max: number };
  number: { given: string; min: number; max: number };
  text: { given: string; lengthMax: number };
  text_or_none: { given: string };
  flag: { given: string };
  choice: { given: string; values: string };
  too_many: { count: number; max: number };
  empty: Nothing;
  /** `like` is the place of the first one. */
  twice: { given: string; like: string };
  one_twice: Nothing;
  /** It must be the id of an item of the list `of`. */
  unknown_id: { given: string; of: string };
  /** It must not be above the other field, but it is. */
  above: { given: number; other: string; max: number };
  /** It must differ from the other field, but it is the same. */
  same: { given: string; other: string };
  pairs_max: { count: number; max: number };
  standing_max: { max: number };
  second_score: Nothing;
}

type Nothing = Record<never, never>;
export type FaultCode = keyof FaultParams;

/** `path` is empty for the whole value. */
export type Fault = { [Code in FaultCode]: { path: string; code: Code; params: FaultParams[Code] } }[FaultCode];

export type Json = Record<string, unknown>;
/** Records a fault. */
export type Find = <Code extends FaultCode>(path: string, code: Code, params: FaultParams[Code]) => void;
export type Reading<T> = { found: T; faults: [] } | { found: null; faults: Fault[] };

const FAULTS_SHOWN_MAX = 50;
const ID_LENGTH_MAX = 200;

/** The result of `read` for a value, or the faults that it found, at most fifty. */
export function readingOf<T>(read: (find: Find) => T): Reading<T> {
  const faults: Fault[] = [];
  const found = read((path, code, params) => {
    // The type of `Find` ensures that code and parameters belong together.
    if (faults.length < FAULTS_SHOWN_MAX) faults.push({ path, code, params } as Fault);
  });
  return faults.length > 0 ? { found: null, faults } : { found, faults: [] };
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Describes an untrusted value: `missing`, `list`, `object`, or its JSON. It is short, and never a whole file, because
 * that may be nested too deeply for JSON.stringify.
 */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'list' : 'object';
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
  find(path, 'whole', { given: shown(value), min, max });
  return undefined;
}

/** Null counts as omitted. */
export const optional = <T>(value: unknown, read: (value: unknown) => T | undefined): T | undefined =>
  value === undefined || value === null ? undefined : read(value);

/** The list in a field; empty if it is no list, or has too many entries. */
export function rows(value: Json, name: string, { max, find }: { max: number; find: Find }): unknown[] {
  const list = value[name];
  if (!Array.isArray(list)) {
    find(name, 'list', { given: shown(list) });
    return [];
  }
  if (list.length <= max) return list;
  find(name, 'too_many', { count: list.length, max });
  return [];
}

/** A row of a list. A row that is no object becomes an empty one, so that it has only one fault. */
export function objectIn(row: unknown, { path, example, find }: { path: string; example: string; find: Find }): Json {
  if (isObject(row)) return row;
  find(path, 'object', { given: shown(row), example });
  return {};
}

export function textIn(value: unknown, path: string, find: Find): string {
  if (typeof value === 'string' && value !== '' && value.length <= ID_LENGTH_MAX) return value;
  find(path, 'text', { given: shown(value), lengthMax: ID_LENGTH_MAX });
  return '';
}

export const idIn = ({ id }: Json, path: string, find: Find): string => textIn(id, `${path}.id`, find);

/** The ids of a list. Each must be unique. */
export function unique(list: readonly { id: string }[], name: string, find: Find): Set<string> {
  const first = new Map<string, number>();
  list.forEach(({ id }, i) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else if (id !== '') find(`${name}[${i}].id`, 'twice', { given: shown(id), like: `${name}[${before}].id` });
  });
  return new Set(first.keys());
}

/** A field that names an item of a list by its id; empty if it names none. */
export function idOf(
  one: Json,
  field: string,
  { path, ids, of, find }: { path: string; ids: ReadonlySet<string>; of: string; find: Find },
): string {
  const id = one[field];
  if (typeof id === 'string' && ids.has(id)) return id;
  find(`${path}.${field}`, 'unknown_id', { given: shown(id), of });
  return '';
}
