/** The refusal of a request: a kind, a stable code with its parameters, and its text in both languages. */
import { josa } from '@naru/korean/particle';
import { nameOf } from './nouns.ts';
import type { Params, Said } from './text.ts';

/** The kinds of failure. The edges map each to a status. */
export type ErrorKind =
  | 'invalid'
  | 'anonymous'
  | 'forbidden'
  | 'not_found'
  | 'exists'
  | 'rule'
  | 'gone'
  | 'conflict'
  | 'exhausted'
  | 'unavailable'
  | 'timeout'
  | 'bug';

/** The fault of one field: its path, the broken rule, and what would be right. */
export interface Fault {
  path: string;
  rule: string;
  said: Said;
  params?: Params;
}

/** An expected refusal. Its code is stable and documented; its text names the field and the remedy. */
export class Rejection extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly said: Said;
  readonly params: Params;
  readonly faults: readonly Fault[];
  /** The number of faults that did not fit on the wire. */
  readonly faultsLeft: number;
  constructor({
    kind,
    code,
    said,
    params = {},
    faults = [],
    faultsLeft = 0,
  }: {
    kind: ErrorKind;
    code: string;
    said: Said;
    params?: Params;
    faults?: readonly Fault[];
    faultsLeft?: number;
  }) {
    super(said.en);
    this.name = 'Rejection';
    this.kind = kind;
    this.code = code;
    this.said = said;
    this.params = params;
    this.faults = faults.map((fault) => ({ ...fault, path: jsonPath(fault.path) }));
    this.faultsLeft = faultsLeft;
  }

  /** The same refusal with the fields that it is about. */
  naming(faults: readonly Fault[]): Rejection {
    const { kind, code, said, params } = this;
    return new Rejection({ kind, code, said, params, faults });
  }

  /** The same refusal for a caller who gave a field under another name: `etag` as the header If-Match. */
  renaming(field: string, name: string): Rejection {
    const { kind, code, params, faults, faultsLeft } = this;
    const renamed = (words: string) => (words.startsWith(`${field}: `) ? name + words.slice(field.length) : words);
    const said = { ko: renamed(this.said.ko), en: renamed(this.said.en) };
    const named = faults.map((fault) => (fault.path === field ? { ...fault, path: name } : fault));
    return new Rejection({ kind, code, said, params, faults: named, faultsLeft });
  }
}

/** Broken field rules, reported together. A fault without a path is about the whole request. */
export function broken(
  faults: readonly Fault[],
  { code = 'request.invalid', left = 0 }: { code?: string; left?: number } = {},
): Rejection {
  const [first] = faults;
  if (!first) throw new Error('a refusal of no faults');
  const path = jsonPath(first.path);
  const said = { ko: `${path || '요청'}: ${first.said.ko}`, en: `${path || 'the request'}: ${first.said.en}` };
  return new Rejection({ kind: 'invalid', code, said, faults, faultsLeft: left });
}

/** @throws Rejection `invalid` with all faults, if there are any */
export function requireNone(faults: readonly Fault[]): void {
  if (faults.length > 0) throw broken(faults);
}

/**
 * The values of several checks, each of which may refuse a field.
 * @throws Rejection `invalid` with the faults of all checks that refuse; any other error at once
 */
export function together<T extends unknown[]>(...checks: { [K in keyof T]: () => T[K] }): T {
  const faults: Fault[] = [];
  const values = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Rejection) || error.kind !== 'invalid' || error.faults.length === 0) throw error;
      return faults.push(...error.faults);
    }
  });
  requireNone(faults);
  return values as T;
}

export function notFound(noun: string, id: string): Rejection {
  const { ko, en } = nameOf(noun);
  const said = {
    ko: `${ko} ${id}: 찾을 수 없거나 볼 권한이 없습니다`,
    en: `there is no ${en} ${id} that you may see`,
  };
  return new Rejection({ kind: 'not_found', code: `${noun}.not_found`, said, params: { id } });
}

/** The state of an aggregate that must exist. @throws Rejection `not_found` */
export function known<S>(noun: string, state: S | null, id?: string): S {
  if (state !== null) return state;
  if (id !== undefined) throw notFound(noun, id);
  const { ko, en } = nameOf(noun);
  const said = {
    ko: `${josa(ko, '을/를')} 찾을 수 없거나 볼 권한이 없습니다`,
    en: `there is no such ${en} that you may see`,
  };
  throw new Rejection({ kind: 'not_found', code: `${noun}.not_found`, said });
}

/**
 * excluded_countries[2] becomes excludedCountries[2], the spelling of callers. Quoted keys are data and do not change.
 */
export const jsonPath = (path: string): string =>
  path.replace(/"(?:[^"\\]|\\.)*"|_([a-z0-9])/g, (whole, letter?: string) => letter?.toUpperCase() ?? whole);
