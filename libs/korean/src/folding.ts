/** Folds texts for comparison, so that texts that look the same to people are equal. */
import { withoutLegalForm } from './legal-form.ts';

// Single letters (ㄱ, ㅏ) and their half-width forms stay: NFKC would turn them into parts of syllables.
const NOT_JAMO = /[^\u3131-\u318e\uffa1-\uffdc]+/gu;
// Characters of nearly all texts, in which only the case can differ.
const PLAIN = /^[\p{ASCII}가-힣]*$/u;
const NOT_HANGUL = /\P{Script=Hangul}+/gu;
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
// Letters that Unicode does not decompose.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};
const OWN_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * One form (NFC), half width, lower case, without accents: `Ｃａｆé` equals `cafe`, `㈜` equals `(주)`. Hangul and other
 * scripts keep all their marks, so `か` does not equal `が`.
 */
export const folded = (text: string): string => (PLAIN.test(text) ? text.toLowerCase() : foldedSlowly(text));

const foldedSlowly = (text: string): string =>
  text
    .replace(NOT_JAMO, (run) => run.normalize('NFKC'))
    .toLowerCase()
    .replace(NOT_HANGUL, (run) => run.normalize('NFD').replace(ACCENTS, '').normalize('NFC'))
    .replace(OWN_LETTERS, (letter) => LETTERS[letter] as string);

/**
 * The folded text and, for each of its characters, the index of its source in the text; after the last one, the end.
 * With it, a match in the folded text can be replaced in the text itself. Takes text in NFC.
 */
export function foldedWithPlaces(text: string): { form: string; places: readonly number[] } {
  if (PLAIN.test(text))
    return { form: text.toLowerCase(), places: Array.from({ length: text.length + 1 }, (_, at) => at) };
  let form = '';
  let at = 0;
  const places: number[] = [];
  for (const sign of text) {
    const signs = folded(sign);
    form += signs;
    for (let count = 0; count < signs.length; count += 1) places.push(at);
    at += sign.length;
  }
  return { form, places: [...places, text.length] };
}

/** Only letters and digits, folded, without the legal form: `㈜ 라온-링크` equals `라온링크 주식회사`. */
export const comparable = (name: string): string => folded(withoutLegalForm(name)).replace(/[^\p{L}\p{N}]+/gu, '');
