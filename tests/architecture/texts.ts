/** The rules for texts: every text has both languages, is used, and has a unique code. */
import path from 'node:path';
import { type ContractMethod, methods } from '@naru/contracts';
import { NOUNS } from '@naru/words/nouns';
import type { AnyText, Param, Params, Said } from '@naru/words/text';
import { importsOf } from './graph.ts';
import { type Finding, files, isNode, isTestCode, type Node, root, type Source, walk } from './source.ts';

/** One text of a catalogue. */
export interface Spoken {
  file: string;
  key: string;
  /** `<noun>.<key>`; only the key if the catalogue has no noun. */
  code: string;
  text: AnyText & { kind?: string; field?: string };
}

const TEXTS_FILE = /(?:^|[/-])texts\.ts$/;
/** The implementation itself, which holds no text. */
const MECHANISM = 'libs/words/src/texts.ts';

export const isTextsFile = (file: string): boolean => TEXTS_FILE.test(file) && file !== MECHANISM && !isTestCode(file);

interface Catalogue {
  noun: string;
  of: Record<string, Spoken['text']>;
}

const isCatalogue = (value: unknown): value is Catalogue => {
  const { noun, of } = (value ?? {}) as Partial<Catalogue>;
  return typeof noun === 'string' && typeof of === 'object';
};

/** Every text of the repository, read from the running modules. */
export async function spokenTexts(all: readonly string[] = files()): Promise<Spoken[]> {
  const found = all.filter(isTextsFile).map(async (file) => spokenIn(file, await import(path.join(root, file))));
  return (await Promise.all(found)).flat();
}

export const spokenIn = (file: string, module: object): Spoken[] =>
  [...new Set(Object.values(module))]
    .filter(isCatalogue)
    .flatMap(({ noun, of }) =>
      Object.entries(of).map(([key, text]) => ({ file, key, text, code: noun ? `${noun}.${key}` : key })),
    );

/** The text with its example. */
export function rendered({ text }: Pick<Spoken, 'text'>): Said {
  const { ko, en, example } = text as AnyText & Record<'ko' | 'en', (params: Params) => string>;
  return { ko: ko(example), en: en(example) };
}

/** Texts in which one language uses words of the other, with the reason. */
export const SAME_IN_BOTH: Readonly<Record<string, string>> = {
  'reason.as_stored': 'a sentence that was stored is said as it is',
};

const HANGUL = /[ㄱ-ㆎ가-힣]/;
// Three Latin words in a row are no name and no term: the text is not translated.
const ENGLISH = /[A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,}/;
const BOTH_PARTICLES = /이\(가\)|을\(를\)|은\(는\)|와\(과\)|과\(와\)|\(으\)로|\(이\)/;

export function languageFindings(
  spoken: Spoken,
  exceptions: Readonly<Record<string, string>> = SAME_IN_BOTH,
): Finding[] {
  const { file, code, text } = spoken;
  if (code in exceptions) return [];
  const { ko, en } = rendered(spoken);
  const [korean, english] = [without(text.example, ko), without(text.example, en)];
  const wrong = [
    ...(HANGUL.test(korean) ? [] : ['its Korean text has no Hangul']),
    ...(ENGLISH.test(korean) ? ['its Korean text has an English sentence'] : []),
    ...(HANGUL.test(english) ? ['its English text has Hangul'] : []),
    ...(/[A-Za-z]/.test(english) ? [] : ['its English text says nothing']),
    ...(BOTH_PARTICLES.test(ko) ? ['its Korean text has two particles: take josa of @naru/korean/particle'] : []),
    ...(/undefined|NaN|\[object/.test(ko + en) ? ['it shows a parameter that is not there'] : []),
  ];
  return wrong.map((what) => ({ file, line: 0, message: `${code}: ${what} (${ko} / ${en})` }));
}

/** A text without its parameters: names and values may be in any language. */
const without = (example: Params, words: string): string =>
  Object.values(example)
    .flatMap(wordsIn)
    .sort((a, b) => b.length - a.length)
    .reduce((left, value) => left.replaceAll(value, ''), words);

function wordsIn(value: Param): string[] {
  if (typeof value === 'string') return value.length > 1 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return isSaid(value) ? [...wordsIn(value.ko), ...wordsIn(value.en)] : [];
}

const isSaid = (value: Param): value is Said => typeof value === 'object' && value !== null && 'ko' in value;

/** A code that two texts share does not say where it comes from. */
export function doubleCodes(spoken: readonly Spoken[]): Finding[] {
  const first = new Map<string, Spoken>();
  return spoken.flatMap((one) => {
    const other = first.get(one.code);
    if (!other) first.set(one.code, one);
    return other ? [{ file: one.file, line: 0, message: `${one.code} is a code of ${other.file} too` }] : [];
  });
}

/**
 * The unused texts: neither the code of their own folder names them, nor a file that imports them, nor a library from
 * which one of these takes codes.
 */
export function unusedTexts(spoken: readonly Spoken[], all: readonly Source[]): Finding[] {
  const running = all.filter(({ path: file }) => !isTestCode(file));
  const byPath = new Map(running.map((source) => [source.path, source]));
  const targets = new Map(running.map((source) => [source, importsOf(source).flatMap(({ target }) => target ?? [])]));
  const named = new Map<string, Set<string>>();
  const namesFor = (file: string): Set<string> => {
    const users = running.filter(
      (source) => source.path.startsWith(`${path.posix.dirname(file)}/`) || targets.get(source)?.includes(file),
    );
    const codes = users.flatMap((user) => targets.get(user) ?? []).filter((target) => GIVES_CODES.test(target));
    const libraries = [...new Set(codes)].flatMap((target) => byPath.get(target) ?? []);
    const names = [
      ...users.flatMap((user) => literalsIn(user)),
      ...libraries.flatMap((library) => literalsIn(library, true)),
    ];
    return named.set(file, new Set(names)).get(file) ?? new Set();
  };
  const isNamed = ({ file, key, code }: Spoken) => {
    const names = named.get(file) ?? namesFor(file);
    return names.has(key) || names.has(code);
  };
  return spoken
    .filter(
      (one) => !isNamed(one) && !running.some((user) => targets.get(user)?.includes(one.file) && readsWhole(user)),
    )
    .map(({ file, code }) => ({ file, line: 0, message: `${code} is used by nobody: delete it` }));
}

/** Libraries that return codes and have no texts: the solvers, and those that parse text. */
const GIVES_CODES = /^libs\/(?!kit\/|words\/|contracts\/|testing\/)/;

/** Strings and members that a file names, without those in `texts(...)` and, by default, those in types. */
function literalsIn({ program }: Source, withTypes = false): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    if (!withTypes && /^TS(Type|Interface|Union|Literal)/.test(node.type)) return false;
    if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'texts') return false;
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
    if (node.type === 'MemberExpression' && !node.computed && isNode(node.property))
      found.push(String(node.property.name));
    return true;
  });
  return found;
}

/** `LABELS.of[state]`: the keys are values of another type, so all of them count as used. */
function readsWhole({ program }: Source): boolean {
  let whole = false;
  walk(program, (node) => {
    whole ||= isComputed(node) && isNode(node.object) && isOf(node.object);
  });
  return whole;
}

const isComputed = (node: Node): boolean => node.type === 'MemberExpression' && node.computed === true;
const isOf = (node: Node): boolean =>
  node.type === 'MemberExpression' && isNode(node.property) && node.property.name === 'of';

/** Every noun in codes and refusals has a term: aggregates, and the objects of access rules. */
export function wordless(
  nouns: readonly string[],
  { known = NOUNS, rules = methods }: { known?: object; rules?: readonly Pick<ContractMethod, 'access'>[] } = {},
): string[] {
  const kinds = rules.map(({ access }) => access.objectKind.split('.')[0] ?? '').filter(Boolean);
  return [...new Set([...nouns, ...kinds])].filter((noun) => !(noun in known)).sort();
}

/** The nouns of aggregates, as their stores name them. */
export function aggregateNouns(all: readonly Source[]): string[] {
  const found: string[] = [];
  for (const { path: file, program } of all.filter((source) => /^services\/.*store\.ts$/.test(source.path)))
    walk(program, (node) => {
      const { key, value } = node as Node & { key?: Node; value?: Node };
      if (node.type !== 'Property' || key?.name !== 'noun' || !isNode(value)) return;
      if (typeof value.value === 'string') found.push(value.value);
      else throw new Error(`${file} does not say its noun plainly`);
    });
  return found;
}
