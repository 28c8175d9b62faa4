/** A text as the letters that a reader sees in it, whatever disguise they wear, with their places in the text. */
import { latinOf, WRITTEN_FOR } from './lookalike.ts';

/** What a letter is: of an alphabet, a digit, a part of a Hangul syllable, or of a script without spaces. */
export type Kind = 'latin' | 'digit' | 'hangul' | 'other';

export interface Letter {
  /** A small letter, a digit, or a single jamo. */
  sign: string;
  kind: Kind;
  /** Where its source stands in the text. Marks and unseen characters behind it belong to it. */
  from: number;
  to: number;
  upper: boolean;
  /** Something that is no letter stands before it. */
  apart: boolean;
  /** A name may begin, or end, with it: at the edges of words and of syllables, where small letters become capitals. */
  starts: boolean;
  ends: boolean;
  /** A digit or a sign that stands for a letter, or an `I` for an `l`. */
  disguised: boolean;
}

interface Shape {
  sign: string;
  kind: Kind;
  upper: boolean;
  /** The place in its syllable. */
  starts: boolean;
  ends: boolean;
}

/** `gap`: it stands between words or letters. `mark`: it belongs to the letter before it. */
type Seen = 'gap' | 'mark' | readonly Shape[];

const KNOWN_MAX = 20_000;
const known = new Map<string, Seen>();

/**
 * The letters of a text in order. Case, width, accents, scripts and composition do not count: `Ｇáοn` is `gaon`, and 한 is
 * ㅎㅏㄴ however it is written. With `signs: true` digits and signs that stand for letters are letters (`h4nb1t`), and
 * `l` is `i`.
 */
export function lettersOf(text: string, { signs = false } = {}): Letter[] {
  const letters: Letter[] = [];
  let [at, apart, before] = [0, true, ''];
  for (const point of text) {
    const to = at + point.length;
    const seen = signs && isBetweenLetters(point, before, text.charAt(to)) ? STANDS_IN : seenIn(point);
    const last = letters.at(-1);
    if (seen === 'gap') apart = true;
    else if (seen === 'mark') {
      if (last && !apart) last.to = to;
    } else {
      for (const shape of seen) {
        letters.push(letterOf(shape, { from: at, to, apart, signs, point }));
        apart = false;
      }
    }
    if (seen !== 'mark') before = point;
    at = to;
  }
  markEdges(letters);
  return letters;
}

const STANDS_IN: Seen = [{ sign: '', kind: 'latin', upper: false, starts: true, ends: true }];

/** A sign such as `@` is a letter only inside a word: `h@nbit`, not `hanbit!`. A word may begin with `$`. */
const isBetweenLetters = (point: string, before: string, after: string): boolean =>
  point in WRITTEN_FOR &&
  /[^\p{L}\p{N}]/u.test(point) &&
  /[\p{L}\p{N}@$!|+]/u.test(after) &&
  (point === '$' || /[\p{L}\p{N}@$!|+]/u.test(before));

interface Standing {
  from: number;
  to: number;
  apart: boolean;
  signs: boolean;
  point: string;
}

function letterOf(shape: Shape, { from, to, apart, signs, point }: Standing): Letter {
  const { kind, upper } = shape;
  const sign = shape.sign || point;
  const letter = signs ? (WRITTEN_FOR[sign] ?? sign) : sign;
  const isCapitalI = signs && sign === 'i' && upper;
  const isDisguised = isCapitalI || (letter !== sign && sign !== 'l');
  const place = { starts: shape.starts, ends: shape.ends };
  return { sign: letter, kind: isDisguised ? 'latin' : kind, from, to, upper, apart, ...place, disguised: isDisguised };
}

function seenIn(point: string): Seen {
  const kept = known.get(point);
  if (kept !== undefined) return kept;
  const seen = look(point);
  if (known.size < KNOWN_MAX) known.set(point, seen);
  return seen;
}

function look(point: string): Seen {
  if (/^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(point) && !JAMO.has(point)) return 'mark';
  const parts = [...point.normalize('NFKD')].filter((part) => !/^\p{M}$/u.test(part));
  const shapes = parts.flatMap((part, index) =>
    shapesOf(part, { isFirst: index === 0, isLast: index === parts.length - 1 }),
  );
  if (shapes.length === 0) return 'gap';
  // A jamo that was written alone (ㅎ) is a place to begin and to end; a conjoining one continues its syllable.
  if (parts.length === 1 && isConjoining(point)) return shapes.map((shape, index) => conjoined(shape, point, index));
  return shapes;
}

const isConjoining = (point: string): boolean => /^[\u1100-\u11ff]$/u.test(point);
const conjoined = (shape: Shape, point: string, index: number): Shape => ({
  ...shape,
  starts: point <= '\u115f' && index === 0,
  ends: false,
});

function shapesOf(part: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): Shape[] {
  const jamo = JAMO.get(part);
  if (jamo !== undefined)
    return [...jamo].map((sign, index) => ({
      sign,
      kind: 'hangul',
      upper: false,
      starts: isFirst && index === 0,
      ends: isLast && index === jamo.length - 1,
    }));
  const upper = /^\p{Lu}$/u.test(part);
  return [...latinOf(part).toLowerCase().normalize('NFKD')]
    .filter((sign) => /^[\p{L}\p{N}\u{1f1e6}-\u{1f1ff}]$/u.test(sign))
    .map((sign) => ({ sign: digitOf(sign), kind: kindOf(sign), upper, starts: true, ends: true }));
}

const kindOf = (sign: string): Kind =>
  /^\p{N}$/u.test(sign)
    ? 'digit'
    : /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]$/u.test(
          sign,
        )
      ? 'other'
      : 'latin';

/** The digits of every script, in blocks of ten from zero on: `٣` is 3. */
function digitOf(sign: string): string {
  if (sign < '\u0080' || !/^\p{Nd}$/u.test(sign)) return sign;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Marks the edges between words. A Hangul syllable has its own edges, and a syllable of conjoining jamo ends before the next. */
function markEdges(letters: Letter[]): void {
  for (const [index, letter] of letters.entries()) {
    const [last, next] = [letters[index - 1], letters[index + 1]];
    if (letter.kind === 'hangul') {
      if (!letter.ends && (!next || next.apart || next.kind !== 'hangul' || next.starts)) letter.ends = true;
      if (!letter.starts && (letter.apart || last?.kind !== 'hangul')) letter.starts = true;
      if (!letter.starts && last) last.ends = false;
    } else if (letter.kind !== 'other') {
      letter.starts = !last || isEdge(last, letter, next);
    }
    if (letter.disguised && letter.upper && !isMixed(letter, last, next)) letter.disguised = false;
    if (last && last.kind !== 'hangul' && last.kind !== 'other') last.ends = letter.starts || letter.kind !== last.kind;
  }
}

/** Between two letters of words: apart, of different kinds, or where a capital begins a word (`GaonBot`, `AIGaon`). */
const isEdge = (last: Letter, letter: Letter, next: Letter | undefined): boolean =>
  letter.apart ||
  last.kind !== letter.kind ||
  (letter.upper && (!last.upper || (next !== undefined && isSmall(next) && !next.apart)));

const isSmall = ({ kind, upper }: Letter) => kind === 'latin' && !upper;

/** A capital I beside a small letter may be an l. */
const isMixed = (letter: Letter, last: Letter | undefined, next: Letter | undefined): boolean =>
  (last !== undefined && !letter.apart && isSmall(last)) || (next !== undefined && !next.apart && isSmall(next));

/** Conjoining jamo, and the simple jamo that they are made of: ㄲ is ㄱㄱ, ㅘ is ㅗㅏ. Final consonants are as initial ones. */
const FIRSTS = 'ㄱ ㄱㄱ ㄴ ㄷ ㄷㄷ ㄹ ㅁ ㅂ ㅂㅂ ㅅ ㅅㅅ ㅇ ㅈ ㅈㅈ ㅊ ㅋ ㅌ ㅍ ㅎ';
const VOWELS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ';
const LASTS =
  'ㄱ ㄱㄱ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅅㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ';
const from = (start: number, jamo: string) =>
  jamo.split(' ').map((one, index): [string, string] => [String.fromCharCode(start + index), one]);
const JAMO = new Map([...from(0x1100, FIRSTS), ...from(0x1161, VOWELS), ...from(0x11a8, LASTS)]);
