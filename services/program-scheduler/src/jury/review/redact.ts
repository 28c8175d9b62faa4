/** Takes out of a text what would tell a judge whose it is. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';

/** What the team is known by. */
export interface Identity {
  ventureId: string;
  centreId: string;
  name: LocalizedText | undefined;
  /** What its centre, or the centre's region, is called. */
  centreNames: readonly string[];
}

export const REDACTED = '▇▇▇';

/** Addresses of the web and of mail, and numbers long enough to be a telephone's or a registration's. */
const CONTACTS = /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\d\s().-]{6,})\d/giu;
/** Words that stand in the names of many firms, and tell nothing of one. */
const COMMON = new Set(
  'inc co corp ltd llc gmbh company corporation limited korea lab labs tech technology technologies systems the and 주식회사 유한회사 코리아 기술'.split(
    ' ',
  ),
);

/** Whole names first, then each of their words, so that "Gaon" alone gives nothing away either. */
export const redactText = (text: string, identity: Identity): string =>
  namesOf(identity).reduce((left, name) => left.replace(patternOf(name), REDACTED), text.replace(CONTACTS, REDACTED));

export const redact = (text: LocalizedText | undefined, identity: Identity): LocalizedText | undefined =>
  text && { ko: redactText(text.ko, identity), en: redactText(text.en, identity) };

function namesOf({ ventureId, centreId, name, centreNames }: Identity): string[] {
  const own = [name?.ko ?? '', name?.en ?? ''];
  const wordsOf = (one: string) => one.split(/[\s().,·&/-]+/u).filter((word) => word !== '');
  // People leave "Inc" out, and write what is left as one word.
  const short = own.map((one) =>
    wordsOf(one)
      .filter((word) => !COMMON.has(word.toLowerCase()))
      .join(' '),
  );
  const all = [...own, ...short, ...own.flatMap(wordsOf).filter(isTelling), ...centreNames, ventureId, centreId];
  const given = all.map((one) => one.trim()).filter((one) => [...one].length > 1);
  return [...new Set(given)].sort((a, b) => b.length - a.length);
}

/** Two syllables of Hangul, or three letters, that are not every other firm's too. */
const isTelling = (word: string): boolean =>
  (/\p{Script=Hangul}/u.test(word) ? word.length >= 2 : word.length >= 3) && !COMMON.has(word.toLowerCase());

/** What may stand between the letters of a name, seen or not: a reader reads the name all the same. */
const BETWEEN = '[\\s\\p{Default_Ignorable_Code_Point}-]*';
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** Whatever case and spaces it is written in. A Latin word is not found inside another one; Hangul takes particles. */
function patternOf(name: string): RegExp {
  const letters = [...name.replace(UNSEEN, '')].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const latin = /^[\p{Script=Latin}\d]/u.test(name) ? '(?<![\\p{Script=Latin}\\d])' : '';
  const end = /[\p{Script=Latin}\d]$/u.test(name) ? '(?![\\p{Script=Latin}\\d])' : '';
  return new RegExp(`${latin}${letters.join(BETWEEN)}${end}`, 'giu');
}
