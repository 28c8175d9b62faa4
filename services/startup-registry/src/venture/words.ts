/** The search words of a venture, and the words of a query. */
import { TAXONOMY } from '@naru/contracts/taxonomy';
import { choseongFinder, hasChoseong } from '@naru/korean/choseong';
import { comparable, folded } from '@naru/korean/folding';
import { withoutLegalForm } from '@naru/korean/legal-form';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';
import type { Options, Query } from 'minisearch';
import type { Venture } from './venture.ts';

/** The indexed fields of a venture. `sound` holds its Korean name in Latin letters. */
export interface Words {
  id: string;
  name: string;
  text: string;
  sound: string;
  /** The letters and digits of the Korean name, for the search by first consonants. It is not in the index. */
  letters: string;
}

// Hangul is separated from Latin letters and digits, even when they are written together: AI라온.
const RUNS = /\p{Script=Hangul}+|[[\p{L}\p{N}]--\p{Script=Hangul}]+/gv;
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
  const ko = withoutLegalForm(name?.ko ?? '');
  return {
    id,
    name: [both(name), ...junctions(ko)].join(' '),
    text: [both(summary), ...sectors, ...products].join(' '),
    sound: soundsOf(ko),
    letters: comparable(ko),
  };
}

const both = (text: { ko: string; en: string } | undefined) => `${text?.ko ?? ''} ${text?.en ?? ''}`;

/** The pairs of syllables across the spaces of a name: 한빛 소프트 has 빛소. */
const junctions = (name: string): string[] =>
  [...name.matchAll(/([가-힣])\s+(?=([가-힣]))/gu)].map(([, last, first]) => `${last}${first}`);

/** Hangul in Latin letters, by syllable and by pronunciation: each word, and also the text without spaces. */
function soundsOf(name: string): string {
  const hangul = `${name} ${name.replace(/\s+/gu, '')}`.replace(/[^가-힣]+/gu, ' ').trim();
  if (hangul === '') return '';
  return [...new Set(soundOf(`${romanised(hangul)} ${romanisedAsSpoken(hangul)}`).split(' '))].join(' ');
}

/** ㄹ is r, l or ll, depending on its neighbours, and few people who write it know the rule. */
const soundOf = (latin: string): string => folded(latin).replaceAll('l', 'r');

/** The terms of a query: words of the index, which must all match, and first consonants that the name must have. */
export interface Asked {
  words: Query | null;
  consonants: ((letters: string) => boolean)[];
}

/** A legal form in a query is ignored: ㈜라온링크 and 주식회사 라온링크 both find 라온링크. */
export function asked(question: string): Asked {
  const runs = runsOf(withoutLegalForm(question));
  const words = runs.filter((run) => !hasChoseong(run)).flatMap(cut);
  return {
    words: words.length > 0 ? { combineWith: 'AND', queries: words.map(oneWord) } : null,
    consonants: runs.filter(hasChoseong).map(choseongFinder),
  };
}

function oneWord(word: string): Query {
  const written: Query = { queries: [word], fields: ['name', 'text'] };
  if (isHangul(word)) return written;
  return { combineWith: 'OR', queries: [written, { queries: [soundOf(word)], fields: ['sound'] }] };
}
