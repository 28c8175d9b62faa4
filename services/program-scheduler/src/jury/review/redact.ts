/** Takes out of a text what would tell a judge whose it is. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { folded, foldedWithPlaces } from '@naru/korean/folding';
import { isLegalForm, withoutLegalForm } from '@naru/korean/legal-form';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';

/** What the team is known by. */
export interface Identity {
  ventureId: string;
  centreId: string;
  name: LocalizedText | undefined;
  /** What its centre, or the centre's region, is called. */
  centreNames: readonly string[];
}

export const REDACTED = '▇▇▇';

/** Addresses of the web and of mail, and numbers long enough to be a telephone's or a registration's. Of folded text. */
const CONTACTS = /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\d\s().·\p{Dash}]{6,})\d/gu;
/** Words that stand in the names of many firms, and tell nothing of one; legal forms do not either. */
const COMMON = new Set('korea lab labs tech technology technologies systems the and 코리아 기술'.split(' '));

/** Whole names first, then each of their words, so that "Gaon" alone gives nothing away either. */
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

/** In order; those that overlap are one. */
function joined(stretches: Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const one of stretches.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && one.from < last.to) last.to = Math.max(last.to, one.to);
    else all.push({ ...one });
  }
  return all;
}

/** Folded: names as they stand, as people shorten them, word by word, and the Korean one in Latin letters. */
function namesOf({ ventureId, centreId, name, centreNames }: Identity): string[] {
  const own = [name?.ko ?? '', name?.en ?? ''];
  // People leave "Inc" out, and write what is left as one word.
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

/** Two syllables of Hangul, or three letters, that are not every other firm's too. */
const isTelling = (word: string): boolean =>
  (/\p{Script=Hangul}/u.test(word) ? word.length >= 2 : word.length >= 3) &&
  !COMMON.has(folded(word)) &&
  !isLegalForm(word);

/** What may stand between the letters of a name, seen or not: a reader reads the name all the same. */
const BETWEEN = '[\\s\\p{Default_Ignorable_Code_Point}\\p{Mn}-]*';
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** With or without spaces. A Latin word is not found inside another one; Hangul takes particles. */
function patternOf(name: string): RegExp {
  const letters = [...name.replace(UNSEEN, '')].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const latin = /^[\p{Script=Latin}\d]/u.test(name) ? '(?<![\\p{Script=Latin}\\d])' : '';
  const end = /[\p{Script=Latin}\d]$/u.test(name) ? '(?![\\p{Script=Latin}\\d])' : '';
  return new RegExp(`${latin}${letters.join(BETWEEN)}${end}`, 'gu');
}
