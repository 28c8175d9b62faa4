/** The legal form of a firm in its name: 주식회사, ㈜, Co., Ltd. */
import { narrowed } from './width.ts';

/** The full word, and the short form in brackets. Unicode has two of the short forms as one character. */
const KOREAN: readonly (readonly [form: string, ...short: string[]])[] = [
  ['주식회사', '(주)', '㈜'],
  ['유한책임회사', '(유책)'],
  ['유한회사', '(유)'],
  ['합자회사', '(합자)'],
  ['합명회사', '(합명)'],
  ['재단법인', '(재)'],
  ['사단법인', '(사)', '㈔'],
  ['학교법인', '(학)'],
  ['의료법인', '(의)'],
  ['농업회사법인', '(농)'],
  ['영농조합법인', '(영농)'],
  ['사회적협동조합'],
  ['협동조합'],
];

/** The official spelling and the usual ones. A longer form stands before the forms with the same ending. */
const FOREIGN: readonly (readonly [form: string, pattern: string])[] = [
  ['Co., Ltd.', String.raw`co(?:mpany)?\.?,?\s*(?:ltd\.?|limited)`],
  ['Pte. Ltd.', String.raw`pte\.?\s*(?:ltd\.?|limited)`],
  ['Pty Ltd', String.raw`pty\.?\s*(?:ltd\.?|limited)`],
  ['Sdn. Bhd.', String.raw`sdn\.?\s*bhd\.?`],
  ['Ltd.', String.raw`ltd\.?|limited`],
  ['Inc.', String.raw`inc\.?|incorporated`],
  ['Corp.', String.raw`corp\.?|corporation`],
  ['LLC', String.raw`l\.?l\.?c\.?|limited\s+liability\s+company`],
  ['LLP', String.raw`l\.?l\.?p\.?`],
  ['PLC', String.raw`p\.?l\.?c\.?`],
  ['GmbH', 'gmbh'],
  ['AG', 'ag'],
  ['SE', 'se'],
  ['SAS', String.raw`s\.?a\.?s\.?`],
  ['S.A.', String.raw`s\.?a\.?`],
  ['S.p.A.', String.raw`s\.?p\.?a\.?`],
  ['S.r.l.', String.raw`s\.?r\.?l\.?`],
  ['B.V.', String.raw`b\.?v\.?`],
  ['N.V.', String.raw`n\.?v\.?`],
  ['K.K.', String.raw`k\.?k\.?`],
  ['AB', 'ab'],
  ['Oy', 'oyj?'],
  ['Co.', String.raw`co\.?|company`],
];

const escaped = (text: string) => text.replace(/[()]/gu, String.raw`\$&`);
const either = (forms: readonly string[]) => forms.map(escaped).join('|');
const ALL_KOREAN = either(KOREAN.flat());
const ALL_FOREIGN = FOREIGN.map(([, pattern]) => pattern).join('|');

// A Korean form stands before or after the name, with or without a space. A foreign form stands after it, as a word.
const BEFORE = new RegExp(String.raw`^(${ALL_KOREAN})\s*(?=\S)`, 'u');
const BEHIND = new RegExp(String.raw`(?<=\S)\s*(${ALL_KOREAN})$`, 'u');
const FOREIGN_BEHIND = new RegExp(String.raw`(?<=\S)(?:\s*,\s*|\s+)(${ALL_FOREIGN})$`, 'iu');
const EACH_FOREIGN: { form: string; pattern: RegExp }[] = [];
for (const [form, pattern] of FOREIGN) EACH_FOREIGN.push({ form, pattern: new RegExp(`^(?:${pattern})$`, 'iu') });
const ANY_FOREIGN = new RegExp(`^(?:${ALL_FOREIGN})$`, 'iu');
const PLACES = [BEFORE, BEHIND, FOREIGN_BEHIND];

/** More legal forms are no name of a firm. */
const FORMS_MAX = 8;

// Most names have no legal form, and this shows it at once: a Korean form has one of these words or is in brackets, and
// a foreign one ends the name with a Latin letter or a dot.
const MAY_HAVE_KOREAN = /[()㈜㈔]|회사|법인|조합/u;
const MAY_END_FOREIGN = /[a-z.]\s*$/iu;
const mayHaveForm = (name: string) => MAY_HAVE_KOREAN.test(name) || MAY_END_FOREIGN.test(name);

/** The name without its legal forms (`농업회사법인 주식회사 라온` has two). A text that is only a legal form stays. */
export function withoutLegalForm(name: string): string {
  let left = narrowed(name).normalize('NFC').trim();
  if (!mayHaveForm(left)) return left;
  for (let round = 0; round < FORMS_MAX; round += 1) {
    const less = PLACES.reduce((text, place) => text.replace(place, '').trim(), left);
    if (less === left) break;
    left = less;
  }
  return left;
}

/** True if a text is only a legal form. */
export const isLegalForm = (text: string): boolean =>
  KOREAN.some((forms) => forms.includes(text)) || ANY_FOREIGN.test(text);

/** Writes each legal form in its official spelling: `㈜라온` as `주식회사 라온`, `Raon Co Ltd` as `Raon Co., Ltd.`. */
export function normaliseLegalForm(name: string): string {
  const text = narrowed(name).normalize('NFC').trim();
  const before = BEFORE.exec(text);
  if (before) return `${wholeKorean(before[1])} ${normaliseLegalForm(text.slice(before[0].length))}`;
  const behind = BEHIND.exec(text);
  if (behind) return `${text.slice(0, behind.index)} ${wholeKorean(behind[1])}`;
  const foreign = FOREIGN_BEHIND.exec(text);
  return foreign ? `${text.slice(0, foreign.index)} ${byRule(foreign[1] ?? '')}` : text;
}

const wholeKorean = (written = '') => KOREAN.find((forms) => forms.includes(written))?.[0] ?? written;

const byRule = (written: string): string => EACH_FOREIGN.find(({ pattern }) => pattern.test(written))?.form ?? written;

const IN_BRACKETS = /\(([^()]*)\)/gu;
const WORDS_OF_FORMS = KOREAN.map(([form]) => form).sort((a, b) => b.length - a.length);

/** The parts of a name between its legal forms and brackets, wherever they stand: `라온(주)링크 (Raon)` has 라온, 링크, Raon. */
export function partsOfName(name: string): string[] {
  const text = narrowed(name).normalize('NFC').replace(/\s+/gu, ' ');
  if (!mayHaveForm(text)) return [text.trim()].filter((part) => part !== '');
  const open = text
    .replace(IN_BRACKETS, (_, inside: string) => (isLegalForm(`(${inside.trim()})`) ? '\n' : `\n${inside}\n`))
    .replace(/[㈜㈔]/gu, '\n');
  return WORDS_OF_FORMS.reduce((left, form) => left.replaceAll(form, '\n'), open)
    .split('\n')
    .map((part) => withoutLegalForm(part))
    .filter((part) => part !== '' && !isLegalForm(part));
}
