/** All the names by which a reader would know a team, as sequences of letters. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { isLegalForm, partsOfName, withoutLegalForm } from '@naru/korean/legal-form';
import { lettersOf } from '@naru/korean/letters';
import { isOrdinary, isTrade } from '@naru/korean/ordinary';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';

/** The names of the team. */
export interface Identity {
  ventureId: string;
  centreId: string;
  name: LocalizedText | undefined;
  /** The names of its centre, and of the region of the centre. */
  centreNames: readonly string[];
}

/**
 * - `name`: it names the team wherever it stands
 * - `stem`: a word of the team without the trade behind it (한빛 of 한빛로봇): it names the team at the beginning of a word
 * - `written`: short, or a word of every day: it names the team only where it is written as a name
 * - `word`: a word of every day in a longer name: it belongs to the name only beside the rest of it
 */
export type Sort = 'name' | 'stem' | 'written' | 'word';

export interface Alias {
  sort: Sort;
  signs: readonly string[];
  /** As it is registered. */
  text: string;
  syllables: number;
  /** The signs behind its last letter: `++` of C++. */
  tail: string;
}

const HANGUL = /[가-힣]/u;
const RANK: readonly Sort[] = ['name', 'stem', 'written', 'word'];

/** Each sequence of letters once, by the sort that finds most. */
export function aliasesOf(
  { ventureId, centreId, name, centreNames }: Identity,
  { signs: asSigns = false } = {},
): Alias[] {
  const registered = [name?.ko ?? '', name?.en ?? ''];
  const parts = registered.flatMap(partsOfName);
  const whole = [...registered.flatMap(wholes), ...parts].flatMap((part) => [
    as(part, wholeSort(part)),
    ...shortened(part),
  ]);
  const each = parts.flatMap((part) => wordsOf(part).map((word) => as(word, wordSort(word, parts))));
  const own = [...whole, ...each, ...each.flatMap(stemsOf)];
  const sounds = own.filter(({ sort }) => sort === 'name' || sort === 'stem').flatMap(soundsOf);
  const others = [...centreNames, ventureId, centreId].map((one) => as(one, 'name'));
  const best = new Map<string, Alias>();
  for (const { sort, text } of [...own, ...sounds, ...others]) {
    const letters = lettersOf(text, { signs: asSigns });
    const signs = letters.map(({ sign }) => sign);
    const key = signs.join('');
    const kept = best.get(key);
    const syllables = HANGUL.test(text)
      ? [...text.normalize('NFC')].filter((one) => /[\p{L}\p{N}]/u.test(one)).length
      : 0;
    if (signs.length > 0 && (!kept || RANK.indexOf(sort) < RANK.indexOf(kept.sort)))
      best.set(key, { sort, signs, text, syllables, tail: text.slice(letters.at(-1)?.to) });
  }
  return [...best.values()];
}

/** As it is registered, and without what stands in brackets or is a legal form in its middle. */
const wholes = (name: string): string[] => [withoutLegalForm(name), partsOfName(name).join(' ')];

interface Given {
  sort: Sort;
  text: string;
}

const as = (text: string, sort: Sort): Given => ({ text: text.trim(), sort });

/** A name of several words is a name, also if each is a word of every day. */
const wholeSort = (part: string): Sort => (wordsIn(part).length > 1 || isTelling(part) ? 'name' : 'written');

function wordSort(word: string, parts: readonly string[]): Sort {
  if (isTelling(word)) return 'name';
  return parts.includes(word) ? 'written' : 'word';
}

/** At least two syllables of Hangul, or three letters; no number, no legal form, and no word of every day. */
const isTelling = (word: string): boolean => isLong(word) && !isOrdinary(word) && !isLegalForm(word);
const isLong = (word: string): boolean =>
  HANGUL.test(word) ? lengthOf(word) >= 2 : lengthOf(word) >= 3 && /\p{L}/u.test(word);
const lengthOf = (word: string) => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;
const wordsIn = (part: string): string[] => part.split(BETWEEN_WORDS).filter((word) => word !== '');

/** The words of a name, also those that are written together: AI라온, GaonBot. */
const wordsOf = (part: string): string[] =>
  wordsIn(part).flatMap((word) => {
    const pieces = word.match(
      /[\p{Script=Hangul}]+|\p{N}+|\p{Lu}?[[\p{L}]--[\p{Script=Hangul}\p{Lu}]]+|\p{Lu}+(?!\p{Ll})|\p{Lu}/gv,
    );
    return pieces && pieces.length > 1 ? [word, ...pieces] : [word];
  });

/** `Gaon Korea` is also called Gaon, and `Gaon Sensor Systems` Gaon Sensor. */
function shortened(part: string): Given[] {
  const words = wordsIn(part);
  const kept = words.filter((word) => !isTrade(word));
  const short = kept.join(' ');
  return kept.length > 0 && kept.length < words.length ? [as(short, wholeSort(short))] : [];
}

/** No trade is longer. */
const TRADE_MAX = 16;

/** 한빛 of 한빛로봇, hanbit of Hanbitrobot: the trade at its end names no firm, and the rest does. */
function stemsOf({ text, sort }: Given): Given[] {
  if (sort !== 'name') return [];
  const least = Math.max(HANGUL.test(text) ? 2 : 4, text.length - TRADE_MAX);
  return Array.from({ length: Math.max(0, text.length - least) }, (_, index) => least + index)
    .filter((at) => isTrade(text.slice(at)) && isTelling(text.slice(0, at)))
    .map((at) => as(text.slice(0, at), 'stem'));
}

/** A Korean name in Latin letters, unless that is a word of every day. */
const soundsOf = ({ text, sort }: Given): Given[] =>
  HANGUL.test(text)
    ? [romanised(text), romanisedAsSpoken(text)]
        .filter((one) => isTelling(one) && lengthOf(one) >= 4)
        .map((one) => as(one, sort))
    : [];
