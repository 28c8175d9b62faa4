/**
 * The Korean Standard Industrial Classification: the divisions of each section. Revisions 10 and 11 are the same here.
 */
import { refusing } from '@naru/words/texts';
import { KSIC } from './texts.ts';

const { invalid } = refusing(KSIC);

const SECTIONS: readonly [section: string, first: number, last: number][] = [
  ['A', 1, 3],
  ['B', 5, 8],
  ['C', 10, 34],
  ['D', 35, 35],
  ['E', 36, 39],
  ['F', 41, 42],
  ['G', 45, 47],
  ['H', 49, 52],
  ['I', 55, 56],
  ['J', 58, 63],
  ['K', 64, 66],
  ['L', 68, 68],
  ['M', 70, 73],
  ['N', 74, 76],
  ['O', 84, 84],
  ['P', 85, 85],
  ['Q', 86, 87],
  ['R', 90, 91],
  ['S', 94, 96],
  ['T', 97, 98],
  ['U', 99, 99],
];

/** @throws Rejection naming the field if the section does not have the division */
export function requireKsic(path: string, { section, division }: { section: string; division: string }): void {
  const range = SECTIONS.find(([name]) => name === section);
  if (!range) throw invalid(`${path}.section`, 'section', { section });
  const [, first, last] = range;
  const number = Number(division);
  if (number < first || number > last) throw invalid(`${path}.division`, 'division', { section, first, last });
}
