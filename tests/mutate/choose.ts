/** Chooses the faults to plant: the same ones for the same seed, as far as the files stay the same. */
import { createHash } from 'node:crypto';
import type { Source } from '../architecture/source.ts';
import { type Fault, faultsOf } from './faults.ts';
import type { Group } from './groups.ts';

export interface Mutant extends Fault {
  group: Group;
  file: string;
  line: number;
  /** The whole file with the fault in it. */
  text: string;
  /** The lines that the fault changes, without and with it, each written as one line. */
  before: string;
  after: string;
}

/** A fault that a person has judged to change no behaviour, with the reason. */
export interface Equivalent {
  file: string;
  before: string;
  after: string;
  reason: string;
}

export function mutantsOf(source: Source, group: Group): Mutant[] {
  return faultsOf(source).map((fault) => {
    const { text } = source;
    const from = text.lastIndexOf('\n', fault.start - 1) + 1;
    const next = text.indexOf('\n', fault.end);
    const to = next < 0 ? text.length : next;
    const planted = text.slice(0, fault.start) + fault.replacement + text.slice(fault.end);
    return {
      ...fault,
      group,
      file: source.path,
      line: source.lineAt(fault.start),
      text: planted,
      before: oneLine(text.slice(from, to)),
      after: oneLine(planted.slice(from, to + planted.length - text.length)),
    };
  });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** In a random order by the seed. Each fault has its own random number, so that a change in another file moves none. */
export function drawn(mutants: readonly Mutant[], seed: number): Mutant[] {
  const seen = new Map<string, number>();
  const lots = mutants.map((mutant) => {
    const key = keyOf(mutant);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { mutant, lot: createHash('sha256').update(`${seed}\n${nth}\n${key}`).digest('hex') };
  });
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ mutant }) => mutant);
}

const keyOf = ({ file, before, after }: Equivalent | Mutant): string => `${file}\n${before}\n${after}`;

/** @returns the mutants that count, and the judged ones that no file has any more */
export function withoutEquivalents(mutants: readonly Mutant[], judged: readonly Equivalent[]) {
  const keys = new Set(judged.map(keyOf));
  const present = new Set(mutants.map(keyOf));
  return {
    counting: mutants.filter((mutant) => !keys.has(keyOf(mutant))),
    gone: judged.filter((one) => !present.has(keyOf(one))),
  };
}
