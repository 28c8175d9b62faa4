/** The search words of a venture, and the words of a query. */
import { TAXONOMY } from '@naru/contracts/taxonomy';
import { choseongFinder, hasChoseong } from '@naru/korean/choseong';
import { comparable, folded } from '@naru/korean/folding';
import { partsOfName } from '@naru/korean/legal-form';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';
import type { Options, Query, SearchResult } from 'minisearch';
import type { Venture } from './venture.ts';

/** The indexed fields of a venture. `sound` holds its Korean name in Latin letters. */
export interface Words {
  id: string;
  name: string;
  text: string;
  sound: string;
  /** The letters and digits of the Korean name, for the search by first consonants, and of the English one. They are not in the index. */
  letters: string;
  latin: string;
}

// Hangul is separated from Latin letters and digits, even when they are written together: AI라온.
const RUNS = /\p{Script=Hangul}+|[[\p{L}\p{N}]--\p{Script=Hangul}]+/gv;
const HANGUL = /\p{Script=Hangul}/u;
// A query matches the beginning of a Latin word from two letters on, and of a Hangul word from its first syllable on.
const BEGINS = /^(?:[a-z0-9]{2,}|\p{Script=Hangul})$/u;

/** Latin words unchanged; Hangul, which joins with particles, as pairs of syllables. */
export const tokens = (text: string): string[] => runsOf(text).flatMap(cut);

const runsOf = (text: string): string[] => folded(text).match(RUNS) ?? [];
const isHangul = (run: string) => /^\p{Script=Hangul}/u.test(run);
const cut = (run: string): string[] => (isHangul(run) && run.length > 2 ? pairs(run) : [run]);
const pairs = (run: string) => Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));

export const INDEX: Options<Words> = {
  fields: ['name', 'text', 'sound'],
  tokenize: tokens,
  processTerm: (term) => term,
  searchOptions: { combineWith: 'AND', prefix: (term) => BEGINS.test(term), boost: { name: 3 } },
};

export function wordsOf(id: string, { profile }: Venture): Words {
  const { name, summary } = profile;
  const sectors = profile.sectors.map((sector) => {
    const known = TAXONOMY[sector as keyof typeof TAXONOMY];
    return `${sector} ${known?.ko ?? ''} ${known?.en ?? ''}`;
  });
  const products = profile.products.map((product) => `${both(product.name)} ${both(product.description)}`);
  const [ko, en] = [bare(name?.ko ?? ''), bare(name?.en ?? '')];
  const [letters, latin] = [comparable(ko), comparable(en)];
  const whole = both(name);
  return {
    id,
    // A word that stands twice costs time and finds no more.
    name: [
      whole,
      ...(whole.startsWith(`${ko} `) ? [] : [ko]),
      ...junctions(ko),
      ...innerWords(whole),
      ...asOne(letters, latin),
    ].join(' '),
    text: [both(summary), ...sectors, ...products, ...innerWords(products.join(' '))].join(' '),
    sound: soundsOf(ko),
    letters,
    latin,
  };
}

const both = (text: { ko: string; en: string } | undefined) => `${text?.ko ?? ''} ${text?.en ?? ''}`;

/** A name without its legal forms, wherever they stand: `라온(주)링크` is 라온 링크. */
const bare = (name: string): string => partsOfName(name).join(' ') || name;

// Where a capital begins a word inside a word: AIFactory is AI and Factory.
const INNER_WORDS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/** The words inside the words of a text, if there are any: AIFactory has factory. */
function innerWords(text: string): string[] {
  const apart = text.replace(INNER_WORDS, ' ');
  return apart === text ? [] : [apart];
}

/** A Latin name as one word, since people write it so: Lime Bio is limebio. */
const asOne = (...names: string[]): string[] => names.filter((name) => !HANGUL.test(name));

/** The pairs of syllables across the spaces of a name: 한빛 소프트 has 빛소. */
const junctions = (name: string): string[] =>
  [...name.matchAll(/([가-힣])\s+(?=([가-힣]))/gu)].map(([, last, first]) => `${last}${first}`);

/** Hangul in Latin letters, by syllable and by pronunciation: each word, and also the text without spaces. */
function soundsOf(name: string): string {
  const runs = `${name} ${name.replace(/\s+/gu, '')}`.match(SYLLABLES) ?? [];
  return [...new Set(runs)].map(soundsOfRun).join(' ');
}

const SYLLABLES = /[가-힣]+/gu;
// Names share their words, and to look one up takes a tenth of the time.
const SOUNDS_MAX = 100_000;
const sounds = new Map<string, string>();

function soundsOfRun(run: string): string {
  const kept = sounds.get(run);
  if (kept !== undefined) return kept;
  const made = [...new Set([romanised(run), romanisedAsSpoken(run)].map(soundOf))].join(' ');
  if (sounds.size < SOUNDS_MAX) sounds.set(run, made);
  return made;
}

/** ㄹ is r, l or ll, depending on its neighbours, and few people who write it know the rule. */
const soundOf = (latin: string): string => folded(latin).replaceAll('l', 'r');

/** The terms of a query: words of the index, which must all match, and first consonants that the name must have. */
export interface Asked {
  words: Query | null;
  /** Its letters and digits: a venture of exactly this name comes first. */
  whole: string;
  consonants: ((letters: string) => boolean)[];
}

const FORMS = new Set('coltd inc corp ltd llc llp plc gmbh'.split(' '));

/** Without a legal form before other words, `Raon Link Co., Ltd. 센서`. Forms that are also words stay. */
function withoutInnerForms(question: string): string {
  const words = question.split(/\s+/u);
  const isForm = (word: string | undefined) => FORMS.has(folded(word ?? '').replace(/[.,]/gu, ''));
  return words
    .filter((word, at) => at === 0 || !(isForm(word) || (/^co[.,]*$/iu.test(word) && isForm(words[at + 1]))))
    .join(' ');
}

/** A legal form in a query is ignored: ㈜라온링크 and 주식회사 라온링크 both find 라온링크. */
export function asked(question: string): Asked {
  const name = bare(withoutInnerForms(question));
  const runs = runsOf(name);
  const written = runs.filter((run) => !hasChoseong(run));
  const words = written.flatMap(cut);
  const all = { combineWith: 'AND', queries: words.map(oneWord) } satisfies Query;
  // `lime bio` also finds Limebio.
  const joined = written.length > 1 && !written.some(isHangul) ? [oneWord(written.join(''))] : [];
  return {
    words: words.length > 0 ? { combineWith: 'OR', queries: [all, ...joined] as Query[] } : null,
    whole: comparable(name),
    consonants: runs.filter(hasChoseong).map(choseongFinder),
  };
}

function oneWord(word: string): Query {
  const written: Query = { queries: [word], fields: ['name', 'text'] };
  if (isHangul(word)) return written;
  return { combineWith: 'OR', queries: [written, { queries: [soundOf(word)], fields: ['sound'] }] };
}

/**
 * How well a venture fits the words of a query: for each word 3 if its name has the word, 2 if a word of its name begins
 * with it or sounds like it, 1 if another text has it. It depends on this venture alone, so a page goes on where the last
 * one ended, whatever happens to others.
 */
export function rankOf({ queryTerms, match }: Pick<SearchResult, 'queryTerms' | 'match'>): number {
  const found = Object.entries(match);
  const points = (term: string) =>
    Math.max(
      0,
      ...found.map(([word, fields]) => {
        if (!word.startsWith(term)) return 0;
        if (!fields.includes('name')) return fields.includes('sound') ? 2 : 1;
        return word === term ? 3 : 2;
      }),
    );
  return [...new Set(queryTerms)].reduce((sum, term) => sum + points(term), 0);
}
