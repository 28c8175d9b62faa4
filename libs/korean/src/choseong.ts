/** Search by the first consonant of each syllable (초성), as people type on a telephone: ㄹㅇㄹㅋ for 라온링크. */
import { disassemble, disassembleCompleteCharacter } from 'es-hangul';
import { folded } from './folding.ts';

const CONSONANT = /^[ㄱ-ㅎ]$/u;
const CLUSTER = /[ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]/gu;
const CONSONANTS = /^[ㄱ-ㅎ]+$/u;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** The first consonant of each syllable; all else stays as it is, spaces too: `라온 AI` is `ㄹㅇ AI`. */
export const choseong = (text: string): string =>
  [...text.normalize('NFC')].map((sign) => disassembleCompleteCharacter(sign)?.choseong ?? sign).join('');

/** Consonants as they are typed. A keyboard joins some of them into one: ㄱ and ㅅ come as ㄳ. */
export const consonantsOf = (query: string): string => query.replace(CLUSTER, (joined) => disassemble(joined));

/** Whether a text is made of consonants alone, so that it asks for words that begin with them. */
export const isChoseong = (query: string): boolean => CONSONANTS.test(consonantsOf(query));

/** Whether the query stands somewhere in the text: a consonant for any syllable that begins with it, spaces aside. */
export function matchesChoseong(text: string, query: string): boolean {
  const letters = [...folded(text).replace(NOT_WORDS, '')];
  const wanted = [...folded(consonantsOf(query)).replace(NOT_WORDS, '')];
  const fits = (letter: string | undefined, want: string) =>
    letter === want || (CONSONANT.test(want) && letter !== undefined && choseong(letter) === want);
  return letters.some((_, at) => wanted.every((want, index) => fits(letters[at + index], want)));
}
