/**
 * The words of a need that stand in the texts of a venture: `수위 감지 장치` in "수위감지 장치를 만듭니다". Sectors tell what kind of
 * thing is needed; these words tell which. A need is cut into phrases, and a phrase counts if it stands in the texts, or a long
 * enough run of its words does.
 */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { folded } from '@naru/korean/folding';

/** Some words of a need. */
export interface Wanted {
  /** As the mandate has them. */
  words: string;
  /** Its pairs of signs, by their places in `Written.signs`. */
  pairs: readonly number[];
  /** Folded, without the plural of the last word. */
  plain: string;
}

/** The texts of a venture. `signs` marks their pairs of signs, so that most needs are ruled out without reading the texts. */
export interface Written {
  text: string;
  signs: Uint32Array;
}

const PAIR_BITS = 10;
const WANTED_MAX = 40;
const QUOTES_MAX = 3;
/** A run of words that is shorter is chance; so is one word of a longer phrase. */
const RUN_LETTERS = 6;
/** A short word counts only where a word begins with it: 가구, not 증가구간. */
const SHORT = 4;

const BREAKS = /[,;:/·•|()[\]\n.!?]+|\s[-–—]\s/u;
const WORD = /[\p{L}\p{N}]+/gu;
// Words that say that something is needed, or that could be said of any venture.
const EMPTY = new Set(
  `we our us i you they it is are be looking look looks for need needs needed want wants seek seeks seeking find interested
  in a an the of to with and or that which who any some new company companies startup startups venture ventures firm firms
  technology technologies product products solution solutions business partner partners service services
  필요 필요한 필요합니다 필요함 찾습니다 찾는 찾고 찾음 원합니다 원하는 구합니다 구함 관심 관심이 있는 있습니다 있음 가진 갖춘 위한 및 또는 등 와 과
  그리고 기업 기업을 회사 회사를 스타트업 스타트업을 벤처기업 기술 기술을 제품 제품을 솔루션 솔루션을 서비스 서비스를 사업 분야`
    .split(/\s+/u)
    .filter(Boolean),
);
const PARTICLE = /(?<=[가-힣]{2})(?:으로|에서|을|를|이|가|은|는|와|과|의|로|에|도)$/u;
const PLURAL = /(?<=[a-z]{3})s$/u;
const PLURALS = ['', 's', 'es'];
const LATIN = /^[a-z0-9]$/u;

/** The words of a need that count if a venture has them, longest first. */
export function wantedIn(needs: LocalizedText | undefined): Wanted[] {
  const phrases = [needs?.ko ?? '', needs?.en ?? ''].flatMap((text) => text.split(BREAKS)).flatMap(phrasesOf);
  const all = new Map(phrases.flatMap(runsOf).map((run) => [run.join(' '), run]));
  return [...all.values()]
    .filter(isTelling)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, WANTED_MAX)
    .map(wanted);
}

/** The words between those that tell nothing. */
function phrasesOf(text: string): string[][] {
  const phrases: string[][] = [[]];
  for (const word of text.match(WORD) ?? []) {
    if (EMPTY.has(folded(word))) phrases.push([]);
    else phrases.at(-1)?.push(word);
  }
  return phrases.filter((words) => words.length > 0);
}

/** The phrase, and from each of its words on the shortest run that is long enough. */
function runsOf(phrase: string[]): string[][] {
  const runs = phrase.map((_, from) => {
    const to = phrase.findIndex((__, at) => at > from && lengthOf(phrase.slice(from, at + 1)) >= RUN_LETTERS);
    return to < 0 ? [] : phrase.slice(from, to + 1);
  });
  return [phrase, ...runs.filter((run) => run.length > 0)].map(cleaned);
}

/** Without the particle, or the plural, of the last word. */
const cleaned = (run: string[]): string[] => [...run.slice(0, -1), (run.at(-1) ?? '').replace(PARTICLE, '')];

const lengthOf = (words: readonly string[]): number => words.join('').length;
const isHangul = (sign: string | undefined): boolean => /^[가-힣]$/u.test(sign ?? '');
const isTelling = (words: readonly string[]): boolean => {
  const letters = words.join('');
  return letters.length >= (isHangul(letters[0]) ? 2 : 3) && !/^\p{N}+$/u.test(letters);
};

function wanted(words: readonly string[]): Wanted {
  const plain = folded(words.join(' ')).replace(PLURAL, '');
  return { words: words.join(' '), pairs: [...pairsOf(plain.replaceAll(' ', ''))], plain };
}

/** Spaces do not count within Hangul. A Latin word is found whole, also in the plural and before a Korean particle. */
function stands(text: string, plain: string): boolean {
  const first = plain.charAt(0);
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = begins(text, at, plain) ? endOf(text, at, plain) : -1;
    if (end >= 0 && ends(text, end)) return true;
  }
  return false;
}

function begins(text: string, at: number, plain: string): boolean {
  const before = text.charAt(at - 1);
  if (!isHangul(plain.charAt(0))) return !LATIN.test(before);
  return plain.length >= SHORT || !isHangul(before);
}

/** The place behind the words if they stand here; otherwise -1. */
function endOf(text: string, from: number, plain: string): number {
  let at = from;
  let last = '';
  let apart = false;
  for (const sign of plain) {
    if (sign === ' ') apart = true;
    else {
      if (text.charAt(at) === ' ' && (apart || (isHangul(last) && isHangul(sign)))) at += 1;
      if (!text.startsWith(sign, at)) return -1;
      at += sign.length;
      last = sign;
      apart = false;
    }
  }
  return at;
}

function ends(text: string, end: number): boolean {
  if (isHangul(text.charAt(end - 1))) return true;
  return PLURALS.some((plural) => text.startsWith(plural, end) && !LATIN.test(text.charAt(end + plural.length)));
}

function* pairsOf(letters: string): Generator<number> {
  for (let at = 1; at < letters.length; at += 1)
    yield Math.imul(letters.charCodeAt(at - 1) * 31 + letters.charCodeAt(at), 0x9e3779b1) >>> (32 - PAIR_BITS);
}

/** Takes folded texts. */
export function written(texts: readonly string[]): Written {
  const text = texts.map((one) => one.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()).join(' | ');
  const signs = new Uint32Array(2 ** PAIR_BITS / 32);
  for (const pair of pairsOf(text.replaceAll(' ', ''))) signs[pair >> 5] = (signs[pair >> 5] ?? 0) | (1 << (pair & 31));
  return { text, signs };
}

const says = ({ text, signs }: Written, { pairs, plain }: Wanted): boolean => {
  for (const pair of pairs) if (((signs[pair >> 5] ?? 0) & (1 << (pair & 31))) === 0) return false;
  return stands(text, plain);
};

/** True if the texts have words of the need. It runs for every pair of parties. */
export function isSaid(texts: Written, needs: readonly Wanted[]): boolean {
  for (const need of needs) if (says(texts, need)) return true;
  return false;
}

/** The words of the need that the texts have, as the mandate has them; none that is part of another. */
export const quoted = (texts: Written, needs: readonly Wanted[]): string[] =>
  needs
    .filter((need) => says(texts, need))
    .map(({ words }) => words)
    .filter((words, at, longer) => !longer.slice(0, at).some((one) => one.includes(words)))
    .slice(0, QUOTES_MAX);
