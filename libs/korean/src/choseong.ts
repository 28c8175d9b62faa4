/** Search by the first consonant of each syllable (초성), as people type on a telephone: ㄹㅇㄹㅋ for 라온링크. */
import { disassemble, disassembleCompleteCharacter } from 'es-hangul';
import { folded } from './folding.ts';

const CLUSTER = /[ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]/gu;
const FIRSTS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** The first consonant of each syllable. All else stays, spaces too: `라온 AI` becomes `ㄹㅇ AI`. */
export const choseong = (text: string): string =>
  [...text.normalize('NFC')].map((sign) => disassembleCompleteCharacter(sign)?.choseong ?? sign).join('');

/** Consonants as typed. A keyboard joins some of them: ㄱ and ㅅ become ㄳ. */
export const consonantsOf = (query: string): string => query.replace(CLUSTER, (joined) => disassemble(joined));

/** True if a text has single consonants, so that it asks for syllables that begin with them. */
export const hasChoseong = (query: string): boolean => /[ㄱ-ㅎ]/u.test(query);

/**
 * Finds a query in `comparable` texts. A consonant matches each syllable that begins with it: `ㄹㅇㄹㅋ` and `라온ㄹ` match
 * 라온링크. It also matches the same single consonant in the text. A query is words of users, so it is no pattern: all its
 * places are followed at once, as bits (Baeza-Yates and Gonnet 1992), and each sign of the text is read once.
 */
export function choseongFinder(query: string): (text: string) => boolean {
  const signs = [...folded(consonantsOf(query)).replace(NOT_WORDS, '')];
  const places = placesOf(signs);
  const [lastWord, lastBit] = [(signs.length - 1) >> 5, 1 << ((signs.length - 1) & 31)];
  return (text) => {
    if (signs.length === 0) return true;
    const open = new Int32Array(lastWord + 1);
    for (const sign of text) {
      follow(open, places.get(sign), places.get(firstOf(sign)));
      if (((open[lastWord] ?? 0) & lastBit) !== 0) return true;
    }
    return false;
  };
}

/** For each sign of a query the bits of its places. */
function placesOf(signs: readonly string[]): Map<string, Int32Array> {
  const places = new Map<string, Int32Array>();
  for (const [place, sign] of signs.entries()) {
    const bits = places.get(sign) ?? new Int32Array(((signs.length - 1) >> 5) + 1);
    bits[place >> 5] = (bits[place >> 5] ?? 0) | (1 << (place & 31));
    places.set(sign, bits);
  }
  return places;
}

/** Moves each open place to the next one, opens the first, and closes those whose sign is another. */
function follow(open: Int32Array, same: Int32Array | undefined, first: Int32Array | undefined): void {
  let carried = 1;
  for (const [word, bits] of open.entries()) {
    open[word] = ((bits << 1) | carried) & ((same?.[word] ?? 0) | (first?.[word] ?? 0));
    carried = bits >>> 31;
  }
}

/** True if the text contains the query; spaces do not count. */
export const matchesChoseong = (text: string, query: string): boolean =>
  choseongFinder(query)(folded(text).replace(NOT_WORDS, ''));

const SYLLABLES_EACH = 588;
const FIRST = '가'.charCodeAt(0);
const LAST = '힣'.charCodeAt(0);

/** Unicode orders the syllables by their first consonants. Empty for a sign that is no syllable. */
function firstOf(sign: string): string {
  const code = sign.charCodeAt(0);
  return code >= FIRST && code <= LAST ? FIRSTS.charAt(Math.floor((code - FIRST) / SYLLABLES_EACH)) : '';
}
