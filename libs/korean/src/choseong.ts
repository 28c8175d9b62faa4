/** Search by the first consonant of each syllable (초성), as people type on a telephone: ㄹㅇㄹㅋ for 라온링크. */
import { disassemble, disassembleCompleteCharacter } from 'es-hangul';
import { folded } from './folding.ts';

const CONSONANT = /^[ㄱ-ㅎ]$/u;
const CLUSTER = /[ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]/gu;
const FIRSTS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** The first consonant of each syllable; all else stays as it is, spaces too: `라온 AI` is `ㄹㅇ AI`. */
export const choseong = (text: string): string =>
  [...text.normalize('NFC')].map((sign) => disassembleCompleteCharacter(sign)?.choseong ?? sign).join('');

/** Consonants as they are typed. A keyboard joins some of them into one: ㄱ and ㅅ come as ㄳ. */
export const consonantsOf = (query: string): string => query.replace(CLUSTER, (joined) => disassemble(joined));

/** Whether a text has consonants that stand alone, so that it asks for syllables which begin with them. */
export const hasChoseong = (query: string): boolean => /[ㄱ-ㅎ]/u.test(query);

/**
 * What finds a query in texts that are `comparable`: a consonant stands for each syllable that begins with it, `ㄹㅇㄹㅋ` and
 * `라온ㄹ` for 라온링크. A consonant that stands alone in the text is found too.
 */
export function choseongPattern(query: string): RegExp {
  const signs = [...folded(consonantsOf(query)).replace(NOT_WORDS, '')];
  return new RegExp(
    signs.map((sign) => (CONSONANT.test(sign) ? `[${sign}${syllablesFrom(sign)}]` : sign)).join(''),
    'u',
  );
}

/** Whether the query stands somewhere in the text, spaces aside. */
export const matchesChoseong = (text: string, query: string): boolean =>
  choseongPattern(query).test(folded(text).replace(NOT_WORDS, ''));

const SYLLABLES_EACH = 588;
const FIRST = '가'.charCodeAt(0);

/** Unicode has the syllables in the order of their first consonants: `가-깋` for ㄱ. Final clusters (ㄵ) begin none. */
function syllablesFrom(consonant: string): string {
  const place = FIRSTS.indexOf(consonant);
  const from = FIRST + place * SYLLABLES_EACH;
  return place < 0 ? '' : `${String.fromCharCode(from)}-${String.fromCharCode(from + SYLLABLES_EACH - 1)}`;
}
