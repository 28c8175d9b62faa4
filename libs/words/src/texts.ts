/**
 * The texts of a noun: every refusal and message of its code, by code, in both languages. They stand in the noun's
 * `texts.ts`; its `decide.ts` and `rpc.ts` refuse by code and parameters. A code without a text does not compile.
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

/** The text of a refusal. One of the kind `invalid` is about a field, which the caller of `invalid` names. */
export type Refusal<K extends ErrorKind, P extends Params> = Text<P> & {
  readonly kind: K;
  /** The field of the request that the text is about, as in JSON. It then stands before the text. */
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

/** A field of the request has a wrong value. With `refuse`, the whole request is wrong. */
export const invalid = ofKind('invalid');
/** The request is well formed, but a rule of the domain forbids it now. */
export const rule = ofKind('rule');
export const exists = ofKind('exists');
/** It was there, and is kept no longer. */
export const gone = ofKind('gone');
export const conflict = ofKind('conflict');
export const forbidden = ofKind('forbidden');
export const exhausted = ofKind('exhausted');
export const unavailable = ofKind('unavailable');
export const anonymous = ofKind('anonymous');
/** The requested thing does not exist. For a noun use `notFound`. */
export const absent = ofKind('not_found');
export const timeout = ofKind('timeout');
export const bug = ofKind('bug');

type Catalogue = Readonly<Record<string, AnyText>>;

/** All texts of a noun. Their codes are `<noun>.<key>`; without a noun, the keys are the whole codes. */
export interface Texts<N extends string, T extends Catalogue> {
  readonly noun: N;
  readonly of: T;
}

export const texts = <N extends string, T extends Catalogue>(noun: N, of: T): Texts<N, T> => ({ noun, of });

/** The text of a key. The compiler has checked at the call that kind and parameters fit this text. */
const textOf = <T extends Catalogue>(of: T, key: keyof T) => of[key] as unknown as Refusal<ErrorKind, Params>;

/** A text of a noun as a key with parameters, in the form that is stored and made into words later. */
export type Told<T> = { [K in keyof T]: T[K] extends Text<infer P> ? { key: K; params: P } : never }[keyof T];

/** Makes texts to store. */
export const keeping = <N extends string, T extends Catalogue>({ of }: Texts<N, T>) => ({
  // Key and parameters belong to one text. The compiler knows this of each key, but not of all keys together.
  tell: <K extends keyof T>(key: K, ...[params = {}]: Rest<T[K]>) => ({ key, params }) as unknown as Told<T>,
  saidOf: ({ key, params }: Told<T>): Said => sayKept(of[key] as AnyText, params),
});

type KeysOf<T, Wanted> = { [K in keyof T]: T[K] extends Wanted ? K : never }[keyof T];
type Faulty<T> = KeysOf<T, { kind: 'invalid' }>;
type Refusing<T> = KeysOf<T, { kind: ErrorKind }>;

/** The refusals of a noun, by the codes of its texts. */
export function refusing<N extends string, T extends Catalogue>({ noun, of }: Texts<N, T>) {
  const codeOf = (key: PropertyKey) => (noun ? `${noun}.${String(key)}` : String(key));
  const said = (key: keyof T, [params = {}]: readonly Params[]) => ({
    said: sayKept(of[key] as AnyText, params),
    params,
  });

  /** The fault of one field, to report with others: `requireNone(faults)`. */
  const fault = <K extends Faulty<T>>(path: string, key: K, ...rest: Rest<T[K]>): Fault => ({
    path,
    rule: codeOf(key),
    ...said(key, rest),
  });

  return {
    fault,
    /** Refuses one field that breaks a rule of the noun. */
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
    /** The state of an aggregate that must exist. The refusal names the id, if given. @throws Rejection `not_found` */
    known: <S>(state: S | null, id?: string): S => known(noun, state, id),
  };
}

const about = (field: string, { ko, en }: Said): Said => ({ ko: `${field}: ${ko}`, en: `${field}: ${en}` });

/** The texts of a noun that are no refusals, by key and parameters. */
export const telling =
  <N extends string, T extends Catalogue>({ of }: Texts<N, T>) =>
  <K extends keyof T>(key: K, ...rest: Rest<T[K]>): Said =>
    sayKept(of[key] as AnyText, rest[0] ?? {});
