/** Characters that nobody sees. In a name none may stand; in prose none that turns the direction, and no tag. */

const CONTROLS = '[^\\P{Cc}\\t\\n\\r]';
/** By Unicode's property, and those that only look empty: line and paragraph separators, the Braille blank, marks of annotation. */
const IN_NAMES = new RegExp(
  `${CONTROLS}|[\\u2028\\u2029\\u2800\\ufff9-\\ufffb]|\\p{Default_Ignorable_Code_Point}`,
  'gu',
);
/** Marks of direction, tags, and what is refused unless its neighbours need it: joiners and variation selectors. */
const IN_PROSE = new RegExp(
  `${CONTROLS}|[\\u061c\\u200c-\\u200f\\u202a-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb\\u180b-\\u180f\\ufe00-\\ufe0f\\u{e0000}-\\u{e01ef}]`,
  'gu',
);

// Signs that kill the vowel of the letter before them, in the scripts of India and its neighbours.
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0f84\\u1039\\u103a\\u17d2\\u1b44\\ua9c0]';
const CURSIVE = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Mandaic}]';
const PICTURE = '\\p{Extended_Pictographic}';

/**
 * Where a text needs joiners and variation selectors: the rules of RFC 5892 (appendix A.1 and A.2) for scripts, and of
 * UTS 51 for emoji. Persian, Sinhala and pictures of several people cannot be written without them.
 */
const NEEDED = new RegExp(
  [
    `(?<=${VIRAMA})[\\u200c\\u200d]`,
    '(?<=\\u09b0)\\u200d(?=\\u09cd)',
    `(?<=${CURSIVE})\\u200c(?=${CURSIVE})`,
    `(?<=${PICTURE}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${PICTURE})`,
    `(?<=${PICTURE})[\\ufe0e\\ufe0f]`,
    '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
    '(?<=[\\p{Ideographic}\\p{Sm}])[\\ufe00-\\ufe0d]',
    '(?<=\\p{Ideographic})[\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]',
  ].join('|'),
  'gu',
);

export interface Unseen {
  /** U+200B */
  sign: string;
  /** Counted in characters, from 1. */
  place: number;
}

/** The first unseen character that does not belong there; null if there is none. */
export function unseenIn(text: string, kind: 'name' | 'prose'): Unseen | null {
  const refused = kind === 'name' ? IN_NAMES : IN_PROSE;
  if (text.search(refused) < 0) return null;
  const needed = new Set(text.matchAll(NEEDED).map(({ index }) => index));
  for (const { 0: char, index } of text.matchAll(refused)) {
    if (needed.has(index)) continue;
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { sign: `U+${code}`, place: [...text.slice(0, index)].length + 1 };
  }
  return null;
}
