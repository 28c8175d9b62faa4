/** By which words a venture is found, and what a question asks for. */
import { TAXONOMY } from '@naru/contracts/taxonomy';
import { choseongPattern, hasChoseong } from '@naru/korean/choseong';
import { comparable, folded } from '@naru/korean/folding';
import { withoutLegalForm } from '@naru/korean/legal-form';
import { romanised, romanisedAsSpoken } from '@naru/korean/romanising';
import type { Options, Query } from 'minisearch';
import type { Venture } from './venture.ts';

/** What is indexed of a venture. `sound` holds its Korean name in Latin letters. */
export interface Words {
  id: string;
  name: string;
  text: string;
  sound: string;
  /** The Korean name, letters and digits alone: there first consonants are looked for. Not in the index. */
  letters: string;
}

// Hangul is cut from Latin letters and digits, also where they are written together: AI라온.
const RUNS = /\p{Script=Hangul}+|[[\p{L}\p{N}]--\p{Script=Hangul}]+/gv;
// What is found by how it begins: a Latin word from two letters on, a Hangul one from its first syllable on.
const BEGINS = /^(?:[a-z0-9]{2,}|\p{Script=Hangul})$/u;

/** Latin words as they are; Hangul, which runs together with particles, in pairs of syllables. */
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

/** The pairs of syllables that a name has when it is written without its spaces: 한빛 소프트 has 빛소. */
const junctions = (name: string): string[] =>
  [...name.matchAll(/([가-힣])\s+(?=([가-힣]))/gu)].map(([, last, first]) => `${last}${first}`);

/** Hangul in Latin letters, syllable by syllable and as it is spoken, each word and what is written without spaces. */
function soundsOf(name: string): string {
  const hangul = `${name} ${name.replace(/\s+/gu, '')}`.replace(/[^가-힣]+/gu, ' ').trim();
  if (hangul === '') return '';
  return [...new Set(soundOf(`${romanised(hangul)} ${romanisedAsSpoken(hangul)}`).split(' '))].join(' ');
}

/** ㄹ is r, l or ll, by what stands beside it, and few who write it know the rule. */
const soundOf = (latin: string): string => folded(latin).replaceAll('l', 'r');

/** What a question asks for: words of the index, all of which are needed, and first consonants that a name must have. */
export interface Asked {
  words: Query | null;
  patterns: RegExp[];
}

/** A legal form in a question is left out: 라온링크 is found by ㈜라온링크, and by 주식회사 라온링크. */
export function asked(question: string): Asked {
  const runs = runsOf(withoutLegalForm(question));
  const words = runs.filter((run) => !hasChoseong(run)).flatMap(cut);
  return {
    words: words.length > 0 ? { combineWith: 'AND', queries: words.map(oneWord) } : null,
    patterns: runs.filter(hasChoseong).map(choseongPattern),
  };
}

function oneWord(word: string): Query {
  const written: Query = { queries: [word], fields: ['name', 'text'] };
  if (isHangul(word)) return written;
  return { combineWith: 'OR', queries: [written, { queries: [soundOf(word)], fields: ['sound'] }] };
}
