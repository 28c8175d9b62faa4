/**
 * Finds the faults that compile. One check of the whole repository takes seconds, so many faults are checked together.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant } from './choose.ts';
import { type Place, typeErrors } from './trial.ts';

interface House {
  textOf(file: string): string;
  imports(file: string, other: string): boolean;
}

/**
 * First checks each fault in a new file beside its own, without the importers of that file. Then checks it in its
 * place, together with faults of other files, because it may have changed a type that others use.
 */
export async function compiling(place: Place, mutants: readonly Mutant[], house: House) {
  const alone = await compilingBeside(place, mutants);
  const rounds: Mutant[][] = [];
  for (const mutant of alone) {
    const round = rounds.find((others) => others.every(({ file }) => file !== mutant.file));
    if (round) round.push(mutant);
    else rounds.push([mutant]);
  }
  const kept = new Set<Mutant>();
  for (const round of rounds) for (const mutant of await compilingInPlace(place, round, house)) kept.add(mutant);
  return mutants.filter((mutant) => kept.has(mutant));
}

async function compilingBeside(place: Place, mutants: readonly Mutant[]): Promise<Mutant[]> {
  const beside = mutants.map((mutant, number) => ({
    mutant,
    file: mutant.file.replace(/\.ts$/, `.mutant-${number}.ts`),
  }));
  for (const { mutant, file } of beside) writeFileSync(path.join(place.dir, file), mutant.text);
  try {
    const wrong = await typeErrors(
      place,
      beside.map(({ file }) => file),
    );
    return beside.flatMap(({ mutant, file }) => (wrong.has(file) ? [] : [mutant]));
  } finally {
    for (const { file } of beside) rmSync(path.join(place.dir, file));
  }
}

/** Checks the faults at which the errors point separately, and halves the rest as long as there are errors. */
async function compilingInPlace(place: Place, mutants: readonly Mutant[], house: House): Promise<Mutant[]> {
  if (mutants.length === 0 || place.interruption.aborted) return [];
  const files = mutants.map(({ file }) => file);
  const wrong = await planted(place, mutants, house.textOf, () => typeErrors(place, files));
  if (wrong.size === 0) return [...mutants];
  if (mutants.length === 1) return [];
  const isSuspect = ({ file }: Mutant) => [...wrong].some((one) => one === file || house.imports(one, file));
  const suspects = mutants.filter(isSuspect);
  const half = mutants.length >> 1;
  const parts =
    suspects.length > 0 && suspects.length < mutants.length
      ? [mutants.filter((mutant) => !isSuspect(mutant)), ...suspects.map((mutant) => [mutant])]
      : [mutants.slice(0, half), mutants.slice(half)];
  const kept: Mutant[] = [];
  for (const part of parts) kept.push(...(await compilingInPlace(place, part, house)));
  return kept;
}

/** Does work while the faults, each in another file, are in their places. */
export async function planted<T>(
  { dir }: Place,
  mutants: readonly Mutant[],
  textOf: (file: string) => string,
  work: () => Promise<T>,
): Promise<T> {
  for (const { file, text } of mutants) writeFileSync(path.join(dir, file), text);
  try {
    return await work();
  } finally {
    for (const { file } of mutants) writeFileSync(path.join(dir, file), textOf(file));
  }
}
