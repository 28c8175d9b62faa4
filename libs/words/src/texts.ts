/**
 * The texts of a noun: everything that its code refuses and tells, by code, in both languages. A noun's `texts.ts`
 * holds them; its `decide.ts` and `rpc.ts` refuse by code and parameters, and a code without a text does not compile.
 */

import { broken, type ErrorKind, type Fault, known, notFound, Rejection } from './rejection.ts';
import {
  type AnyText,
  type Given,
  type None,
  type Params,
  type Rest,
  type Said,
  sayKept,
  type Text,
  text,
  type Words,
} from './text.ts';

/** A text that refuses. One of the kind `invalid` is about the field that it is given with. */
export type Refusal<K extends ErrorKind, P extends Params> = Text<P> & {
  readonly kind: K;
  /** The field of the request that it is about, as JSON writes it: it then stands before the words. */
  readonly field?: string | undefined;
};

interface About {
  field?: string;
}

function ofKind<K extends ErrorKind>(kind: K) {
  function refusal(words: Said & About): Refusal<K, None>;
  function refusal<P extends Params>(words: Words<P> & About): Refusal<K, Given<P>>;
  function refusal({ field, ...words }: Words<Params> & About): Refusal<K, Params> {
    return { ...text(words), kind, field };
  }
  return refusal;
}

/** A field of the request holds what it must not; given with `refuse`, the request as a whole. */
export const invalid = ofKind('invalid');
/** The request is well formed, and a rule of the domain forbids it now. */
export const rule = ofKind('rule');
export const exists = ofKind('exists');
export const conflict = ofKind('conflict');
export const forbidden = ofKind('forbidden');
export const exhausted = ofKind('exhausted');
export const unavailable = ofKind('unavailable');
export const anonymous = ofKind('anonymous');
/** What is asked for is not there; of a noun, `notFound` says it. */
export const absent = ofKind('not_found');
export const timeout = ofKind('timeout');
export const bug = ofKind('bug');

type Catalogue = Readonly<Record<string, AnyText>>;

/** All texts of a noun. Their codes are `<noun>.<key>`; the keys of no noun are the whole codes. */
export interface Texts<N extends string, T extends Catalogue> {
  readonly noun: N;
  readonly of: T;
}

export const texts = <N extends string, T extends Catalogue>(noun: N, of: T): Texts<N, T> => ({ noun, of });

/** The text of a key. The compiler has seen at the call that kind and parameters are those of this text. */
const textOf = <T extends Catalogue>(of: T, key: keyof T) => of[key] as unknown as Refusal<ErrorKind, Params>;

/** A text of a noun by its key and its parameters: what is stored of a text that is said again later. */
export type Told<T> = { [K in keyof T]: T[K] extends Text<infer P> ? { key: K; params: P } : never }[keyof T];

/** Texts that are stored before they are said. */
export const keeping = <N extends string, T extends Catalogue>({ of }: Texts<N, T>) => ({
  // Key and parameters are of one text, which the compiler knows of each key and not of all of them.
  tell: <K extends keyof T>(key: K, ...[params = {}]: Rest<T[K]>) => ({ key, params }) as unknown as Told<T>,
  saidOf: ({ key, params }: Told<T>): Said => sayKept(of[key] as AnyText, params),
});

type KeysOf<T, Wanted> = { [K in keyof T]: T[K] extends Wanted ? K : never }[keyof T];
type Faulty<T> = KeysOf<T, { kind: 'invalid' }>;
type Refusing<T> = KeysOf<T, { kind: ErrorKind }>;

/** The refusals of a noun, of codes that its texts have. */
export function refusing<N extends string, T extends Catalogue>({ noun, of }: Texts<N, T>) {
  const codeOf = (key: PropertyKey) => (noun ? `${noun}.${String(key)}` : String(key));
  const said = (key: keyof T, [params = {}]: readonly Params[]) => ({
    said: sayKept(of[key] as AnyText, params),
    params,
  });

  /** What is wrong with one field, to be told with its like: `requireNone(faults)`. */
  const fault = <K extends Faulty<T>>(path: string, key: K, ...rest: Rest<T[K]>): Fault => ({
    path,
    rule: codeOf(key),
    ...said(key, rest),
  });

  return {
    fault,
    /** One field breaks a rule of the noun. */
    invalid: <K extends Faulty<T>>(path: string, key: K, ...rest: Rest<T[K]>): Rejection =>
      broken([fault(path, key, ...rest)]),
    refuse: <K extends Refusing<T>>(key: K, ...rest: Rest<T[K]>): Rejection => {
      const { kind, field } = textOf(of, key);
      const code = codeOf(key);
      const { said: words, params } = said(key, rest);
      if (!field) return new Rejection({ kind, code, params, said: words });
      const faults = [{ path: field, rule: code, said: words, params }];
      return new Rejection({ kind, code, params, said: about(field, words), faults });
    },
    unknown: (id: string): Rejection => notFound(noun, id),
    /** The state of one that must exist; its id is told where the code knows it. @throws Rejection `not_found` */
    known: <S>(state: S | null, id?: string): S => known(noun, state, id),
  };
}

const about = (field: string, { ko, en }: Said): Said => ({ ko: `${field}: ${ko}`, en: `${field}: ${en}` });

/** What a noun tells without refusing, by its key and parameters. */
export const telling =
  <N extends string, T extends Catalogue>({ of }: Texts<N, T>) =>
  <K extends keyof T>(key: K, ...rest: Rest<T[K]>): Said =>
    sayKept(of[key] as AnyText, rest[0] ?? {});
