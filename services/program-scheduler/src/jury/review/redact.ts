/** Removes from a text what would show a judge which venture or centre it comes from. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { folded, foldedWithPlaces } from '@naru/korean/folding';
import { isLegalForm, withoutLegalForm } from '@naru/korean/legal-form';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';

/** The names of the team. */
export interface Identity {
  ventureId: string;
  centreId: string;
  name: LocalizedText | undefined;
  /** The names of its centre, and of the region of the centre. */
  centreNames: readonly string[];
}

export const REDACTED = '▇▇▇';

/** Web and mail addresses, and numbers as long as a telephone or registration number. Matches folded text. */
const CONTACTS = /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\d\s().·\p{Dash}]{6,})\d/gu;
/** Words in the names of many firms, and legal forms: they identify no firm. */
const COMMON = new Set('korea lab labs tech technology technologies systems the and 코리아 기술'.split(' '));

/** Whole names first, then each of their words: "Gaon" alone would also show the team. */
export function redactText(text: string, identity: Identity): string {
  const { form, places } = foldedWithPlaces(text);
  const found = [CONTACTS, ...namesOf(identity).map(patternOf)].flatMap((pattern) =>
    [...form.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: index, to: index + length })),
  );
  const kept = (from: number, to: number) => text.slice(places[from], places[to]);
  let [left, end] = ['', 0];
  for (const { from, to } of joined(found)) {
    left += kept(end, from) + REDACTED;
    end = to;
  }
  return left + kept(end, form.length);
}

export const redact = (text: LocalizedText | undefined, identity: Identity): LocalizedText | undefined =>
  text && { ko: redactText(text.ko, identity), en: redactText(text.en, identity) };

interface Stretch {
  from: number;
  to: number;
}

/** In order. Overlapping ranges are joined. */
function joined(stretches: Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const one of stretches.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && one.from < last.to) last.to = Math.max(last.to, one.to);
    else all.push({ ...one });
  }
  return all;
}

/** Folded forms of a name: as written, as people shorten it, word by word, and the Korean name in Latin letters. */
function namesOf({ ventureId, centreId, name, centreNames }: Identity): string[] {
  const own = [name?.ko ?? '', name?.en ?? ''];
  // People leave "Inc" out, and write the rest as one word.
  const short = own.map((one) =>
    wordsOf(withoutLegalForm(one))
      .filter((word) => !COMMON.has(folded(word)))
      .join(' '),
  );
  const telling = own.flatMap(wordsOf).filter(isTelling);
  const hangul = [...short, ...telling].filter((one) => /[가-힣]/u.test(one));
  const sounds = hangul.flatMap((one) => [romanised(one), romanisedAsSpoken(one)]).filter(isTelling);
  const all = [...own, ...short, ...telling, ...sounds, ...centreNames, ventureId, centreId];
  const given = all.map((one) => folded(one).trim()).filter((one) => [...one].length > 1);
  return [...new Set(given)];
}

const wordsOf = (one: string) => one.split(/[\s().,·&/-]+/u);

/** At least two syllables of Hangul, or three letters, and not a word in the names of many firms. */
const isTelling = (word: string): boolean =>
  (/\p{Script=Hangul}/u.test(word) ? word.length >= 2 : word.length >= 3) &&
  !COMMON.has(folded(word)) &&
  !isLegalForm(word);

/** Signs that may stand between the letters of a name, visible or not: a reader would still read the name. */
const BETWEEN = '[\\s\\p{Default_Ignorable_Code_Point}\\p{Mn}-]*';
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** With or without spaces. A Latin word must not be inside another word; a Hangul word may have a particle after it. */
function patternOf(name: string): RegExp {
  const letters = [...name.replace(UNSEEN, '')].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const latin = /^[\p{Script=Latin}\d]/u.test(name) ? '(?<![\\p{Script=Latin}\\d])' : '';
  const end = /[\p{Script=Latin}\d]$/u.test(name) ? '(?![\\p{Script=Latin}\\d])' : '';
  return new RegExp(`${latin}${letters.join(BETWEEN)}${end}`, 'gu');
}
