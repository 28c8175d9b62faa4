/** Whether letters that spell a name are the name: by the words around them, and by how they are written. */
import { folded } from '@naru/korean/folding';
import { type Letter, lettersOf } from '@naru/korean/letters';
import type { Found } from '@naru/korean/name-search';
import { isOrdinary, isTrade } from '@naru/korean/ordinary';
import type { Alias } from './aliases.ts';

/** What is known of a text before its names are looked for, so that each find is judged in a few steps. */
export interface Reading {
  text: string;
  letters: readonly Letter[];
  /** Up to each letter: the gaps before it, the signs that stand for letters, the Latin words that say something. */
  gaps: Uint32Array;
  disguised: Uint32Array;
  telling: Uint32Array;
  /** For each letter the first at or behind it that ends a word or a part of one. */
  ends: Uint32Array;
  /** Letters of a tag or handle (`#hanbitstartup`), whose words are written together. */
  tagged: Uint8Array;
  /** True if a letter follows the one before it closely, in the same sentence. */
  joins(index: number): boolean;
}

/** Words that stand beside each other by chance: `a go` is not Ago. */
const SMALL = new Set(
  'a i an as at be by do go he if in is it me my no of on or so to up us we the and for are was not you all can but how who its has had our out too one two now new any may let get see use way day'.split(
    ' ',
  ),
);
const SMALL_MAX = 3;

export function readingOf(text: string, letters: readonly Letter[]): Reading {
  const [gaps, disguised, telling] = [0, 1, 2].map(() => new Uint32Array(letters.length + 2)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let word = '';
  for (const [index, letter] of letters.entries()) {
    const next = letters[index + 1];
    gaps[index] = (gaps[index - 1] ?? 0) + (letter.apart ? 1 : 0);
    disguised[index + 1] = (disguised[index] ?? 0) + (letter.disguised ? 1 : 0);
    if (letter.apart) word = letter.sign;
    else if (word.length <= SMALL_MAX) word += letter.sign;
    const ends = !next || next.apart;
    telling[index + 1] = (telling[index] ?? 0) + (ends && !SMALL.has(word) ? 1 : 0);
  }
  const joins = (index: number) => {
    const between = text.slice(letters[index - 1]?.to, letters[index]?.from);
    return between.length <= 3 && /^[\s\p{Dash}·&/,_(]*$/u.test(between) && !between.includes('\n');
  };
  return { text, letters, gaps, disguised, telling, ends: endsIn(letters), tagged: taggedIn(text, letters), joins };
}

function endsIn(letters: readonly Letter[]): Uint32Array {
  const ends = new Uint32Array(letters.length);
  for (let index = letters.length - 1; index >= 0; index -= 1)
    ends[index] = letters[index]?.ends ? index : (ends[index + 1] ?? index);
  return ends;
}

function taggedIn(text: string, letters: readonly Letter[]): Uint8Array {
  const tagged = new Uint8Array(letters.length);
  let at = 0;
  for (const { 0: tag, index } of text.matchAll(/[@#＠＃][\p{L}\p{N}\p{M}_.-]+/gu)) {
    while (at < letters.length && (letters[at]?.from ?? 0) < index) at += 1;
    for (; at < letters.length && (letters[at]?.from ?? 0) < index + tag.length; at += 1) tagged[at] = 1;
  }
  return tagged;
}

/** A long Latin name may have an ending: hanbitrobotics. In a tag, names of four letters stand anywhere. */
const LONG = 8;
const TAGGED = 4;

/** True if the letters may be the name, by what stands before, between and behind them. */
export function fits(alias: Alias, found: Found, reading: Reading): boolean {
  const { letters, tagged } = reading;
  const [first, last] = [letters[found.first], letters[found.last]];
  if (!first || !last) return false;
  const isFree = tagged[found.first] === 1 && alias.signs.length >= TAGGED;
  const isCut = !last.ends && !isFree && !mayGoOn(alias, found, letters);
  if (isCut || (!first.starts && !isFree)) return false;
  const { gaps, telling } = reading;
  const isApart = (gaps[found.last] ?? 0) > (gaps[found.first] ?? 0);
  if (alias.syllables > 0) return fitsHangul(alias, found, { letters, isApart });
  return !isApart || (telling[found.last + 1] ?? 0) > (telling[found.first] ?? 0);
}

/**
 * A long name goes on in an ending, or in a particle that has become part of its last syllable (한빛누린, 한빛누릴); a stem in
 * a trade: saebombio.
 */
function mayGoOn({ sort, signs, syllables }: Alias, { last }: Found, letters: readonly Letter[]): boolean {
  const [next, after] = [letters[last + 1], letters[last + 2]];
  if (sort === 'stem') return syllables === 0 && isTrade(restOf(last, letters));
  if (sort !== 'name') return false;
  if (syllables >= 3)
    return next !== undefined && 'ㄴㄹㅁ'.includes(next.sign) && next.ends && (!after || after.starts);
  return syllables === 0 && signs.length >= LONG && letters[last]?.kind === 'latin';
}

/** A whole word, not made of several, that no list of words has. */
export function isStrangeWord({ first, last }: Found, { text, letters, gaps }: Reading): boolean {
  const [begin, end, next] = [letters[first], letters[last], letters[last + 1]];
  const isWhole = begin?.apart && end?.ends && (!next || next.apart || next.kind !== 'latin');
  return isWhole === true && gaps[first] === gaps[last] && !isOrdinary(text.slice(begin?.from, end?.to));
}

interface Around {
  letters: readonly Letter[];
  isApart: boolean;
}

/**
 * Two syllables stand together, or as a word of their own (`가 온은`): else `추가 온도` would be 가온. A stem stands at the
 * beginning of a word. Three syllables that stand apart begin a word; four are the name anywhere.
 */
function fitsHangul({ sort, syllables }: Alias, { first, last }: Found, { letters, isApart }: Around): boolean {
  const begins = letters[first]?.apart === true || letters[first - 1]?.kind !== 'hangul';
  if (sort === 'stem') return begins && !isApart;
  if (sort === 'word' || sort === 'written') return !isApart;
  if (!isApart || syllables >= 4) return true;
  return begins && (syllables >= 3 || isParticle(restOf(last, letters)));
}

const REST_MAX = 16;

/** The jamo, or the Latin letters, from a letter to the end of its word. */
function restOf(last: number, letters: readonly Letter[]): string {
  let rest = '';
  for (const { kind, sign, apart } of letters.slice(last + 1, last + 1 + REST_MAX)) {
    if (apart || kind !== letters[last]?.kind) break;
    rest += sign;
  }
  return rest;
}

const jamoOf = (text: string) =>
  lettersOf(text)
    .map(({ sign }) => sign)
    .join('');
const PARTICLES = new Set(
  '은 는 이 가 을 를 의 에 와 과 도 로 만 께 나 란 랑 님 사 측 팀 들 으로 에서 에게 에는 에도 으로는 로는 로서 으로서 로써 까지 부터 이나 이란 이랑 처럼 보다 마다 조차 라는 이라는 이다 입니다 이고 이며 인데 에서는 에서도 만의 과의 와의 로부터 으로부터'
    .split(' ')
    .map((particle) => jamoOf(particle)),
);
const isParticle = (rest: string): boolean => rest === '' || PARTICLES.has(rest);

const LEGAL_BEFORE = /(?:\((?:주|유|사|재)\)|(?:주식|유한|유한책임)회사|법인)\s?$/u;
const LEGAL_BEHIND =
  /^(?:\s?\((?:주|유|사|재)\)|\s?(?:주식|유한)회사|,?\s?(?:inc|co|ltd|corp|llc|gmbh|limited|corporation)(?![a-z]))/u;
const QUOTES_BEFORE = /["'“‘「『《〈<[]$/u;
const QUOTES_BEHIND = /^["'”’」』》〉>\]]/u;
/** Letters that most texts use for something else. */
const ABBREVIATIONS = new Set(
  'AI IT AR VR XR MR UX UI PC TV EU US UK UN KR HW SW PR HR IP IR CT ID OK QR ML'.split(' '),
);

/** A short name, or a word of every day, is the name beside a legal form, in quotes, or as it is registered: `Decide`. */
export function isWritten({ text: registered }: Alias, { first, last }: Found, { text, letters }: Reading): boolean {
  const { from = 0, to = 0 } = { from: letters[first]?.from, to: letters[last]?.to };
  const before = folded(text.slice(Math.max(0, from - 7), from));
  const behind = folded(text.slice(to, to + 14));
  if (LEGAL_BEFORE.test(before) || LEGAL_BEHIND.test(behind)) return true;
  if (QUOTES_BEFORE.test(before) && QUOTES_BEHIND.test(behind)) return true;
  if (to - from !== registered.length || text.slice(from, to) !== registered) return false;
  if (registered.length === 1 || ABBREVIATIONS.has(registered)) return false;
  return registered.length > 2 ? /\p{Lu}/u.test(registered) : /^\p{Lu}[\p{Lu}\p{N}]$/u.test(registered);
}
