/** The form in which texts are compared: what people take for the same is the same. */
import { withoutLegalForm } from './legal-form.ts';

// Letters of the keyboard (ㄱ, ㅏ) and their half-width twins stay as they are: NFKC makes them parts of syllables.
const NOT_JAMO = /[^\u3131-\u318e\uffa1-\uffdc]+/gu;
// What nearly all text is made of, and where only the case can differ.
const PLAIN = /^[\p{ASCII}가-힣]*$/u;
const NOT_HANGUL = /\P{Script=Hangul}+/gu;
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
// Letters of their own, which Unicode does not take apart.
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
 * One form (NFC), one width, small letters, without accents: `Ｃａｆé` and `cafe`, `㈜` and `(주)` are the same. Hangul and other
 * scripts keep all their marks, so `か` is not `が`.
 */
export const folded = (text: string): string => (PLAIN.test(text) ? text.toLowerCase() : foldedSlowly(text));

const foldedSlowly = (text: string): string =>
  text
    .replace(NOT_JAMO, (run) => run.normalize('NFKC'))
    .toLowerCase()
    .replace(NOT_HANGUL, (run) => run.normalize('NFD').replace(ACCENTS, '').normalize('NFC'))
    .replace(OWN_LETTERS, (letter) => LETTERS[letter] as string);

/**
 * The folded text, and for each of its signs where the sign that it comes from begins; after the last, the end. So what is
 * found in the folded text can be changed in the text itself. Takes text in NFC.
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

/** Letters and digits alone, folded, without the legal form: `㈜ 라온-링크` and `라온링크 주식회사` are the same firm's. */
export const comparable = (name: string): string => folded(withoutLegalForm(name)).replace(/[^\p{L}\p{N}]+/gu, '');
