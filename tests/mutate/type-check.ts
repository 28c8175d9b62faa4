/** Which faults the type checker lets through. One look at the whole house takes seconds, so many are looked at together. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant } from './choose.ts';
import { type Place, typeErrors } from './trial.ts';

/**
 * First each fault in a file of its own beside the one it belongs to: who imports that file is not asked yet. Then in its
 * place, together with faults of other files, since it may have changed a type that others use.
 */
export async function compiling(place: Place, mutants: readonly Mutant[], textOf: (file: string) => string) {
  const alone = await compilingBeside(place, mutants);
  const rounds: Mutant[][] = [];
  for (const mutant of alone) {
    const round = rounds.find((others) => others.every(({ file }) => file !== mutant.file));
    if (round) round.push(mutant);
    else rounds.push([mutant]);
  }
  const kept = new Set<Mutant>();
  for (const round of rounds) for (const mutant of await compilingInPlace(place, round, textOf)) kept.add(mutant);
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

/** Halves those that do not compile together until it is clear which of them it is. */
async function compilingInPlace(
  place: Place,
  mutants: readonly Mutant[],
  textOf: (file: string) => string,
): Promise<Mutant[]> {
  if (mutants.length === 0 || place.interruption.aborted) return [];
  const wrong = await planted(place, mutants, textOf, () =>
    typeErrors(
      place,
      mutants.map(({ file }) => file),
    ),
  );
  if (wrong.size === 0) return [...mutants];
  if (mutants.length === 1) return [];
  const half = mutants.length >> 1;
  return [
    ...(await compilingInPlace(place, mutants.slice(0, half), textOf)),
    ...(await compilingInPlace(place, mutants.slice(half), textOf)),
  ];
}

/** Does work while the faults, each of another file, are in their places. */
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
