/** Search by the first consonant of each syllable (초성), as people type on a telephone: ㄹㅇㄹㅋ for 라온링크. */
import { disassemble, disassembleCompleteCharacter } from 'es-hangul';
import { folded } from './folding.ts';

const CONSONANT = /^[ㄱ-ㅎ]$/u;
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
 * The pattern that finds a query in `comparable` texts. A consonant matches each syllable that begins with it: `ㄹㅇㄹㅋ`
 * and `라온ㄹ` match 라온링크. It also matches the same single consonant in the text.
 */
export function choseongPattern(query: string): RegExp {
  const signs = [...folded(consonantsOf(query)).replace(NOT_WORDS, '')];
  return new RegExp(
    signs.map((sign) => (CONSONANT.test(sign) ? `[${sign}${syllablesFrom(sign)}]` : sign)).join(''),
    'u',
  );
}

/** True if the text contains the query; spaces do not count. */
export const matchesChoseong = (text: string, query: string): boolean =>
  choseongPattern(query).test(folded(text).replace(NOT_WORDS, ''));

const SYLLABLES_EACH = 588;
const FIRST = '가'.charCodeAt(0);

/** Unicode orders the syllables by their first consonants: `가-깋` for ㄱ. No syllable begins with a final cluster (ㄵ). */
function syllablesFrom(consonant: string): string {
  const place = FIRSTS.indexOf(consonant);
  const from = FIRST + place * SYLLABLES_EACH;
  return place < 0 ? '' : `${String.fromCharCode(from)}-${String.fromCharCode(from + SYLLABLES_EACH - 1)}`;
}
