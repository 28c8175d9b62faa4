/** The results of the faults, for people. */
import type { Equivalent, Mutant } from './choose.ts';
import type { Group } from './groups.ts';

export type Fate = 'found' | 'timed out' | 'survived' | 'does not compile';

export interface Outcome {
  mutant: Mutant;
  fate: Fate;
}

export const placeOf = ({ file, line, kind }: Mutant): string => `${file}:${line} ${kind}`;

/** Complete, so that a judgement can be copied from it. */
export const survivorText = (mutant: Mutant): string => `${placeOf(mutant)}\n  - ${mutant.before}\n  + ${mutant.after}`;

export interface Summary {
  group: Group;
  outcomes: readonly Outcome[];
  /** Faults of the group that a person has judged to change nothing. */
  judged: number;
}

/** One line for each group: `domain: 57 of 60 found (95.0 %), 1 of them by time-out; 3 survived; 8 did not compile`. */
export function summaryText({ group, outcomes, judged }: Summary): string {
  const count = (...fates: Fate[]) => outcomes.filter(({ fate }) => fates.includes(fate)).length;
  const found = count('found', 'timed out');
  const all = found + count('survived');
  const share = all > 0 ? `${((100 * found) / all).toFixed(1)} %` : 'none was planted';
  const late = count('timed out');
  return [
    `${group}: ${found} of ${all} found (${share})${late > 0 ? `, ${late} of them by time-out` : ''}`,
    `${count('survived')} survived`,
    `${count('does not compile')} did not compile`,
    `${judged} judged equivalents left out`,
  ].join('; ');
}

export const goneText = ({ file, before }: Equivalent): string =>
  `tests/mutate/equivalents.json names a fault that ${file} has no more: ${before}`;
