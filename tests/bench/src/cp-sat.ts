/** CP-SAT on a timetable, in its own process with two workers: the baseline of our solver. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dataDirOf, installPython, runProgram, temporaryDataDir } from '@naru/local';
import type { Instance } from '@naru/timetable-solver/instance';

const FOLDER = path.resolve(import.meta.dirname, '../cp-sat');

/** A timetable that CP-SAT had found by then. */
export interface Found {
  seconds: number;
  gaps: number;
  bound: number;
}

/** Every better timetable in the order of time. The last one is the state at the end. */
export async function solveByCpSat(instance: Instance, seconds: number): Promise<Found[]> {
  const binDir = await installPython({
    pythonDir: path.join(dataDirOf(process.env), 'cp-sat'),
    requirements: path.join(FOLDER, 'requirements.txt'),
    what: 'CP-SAT to compare with (about 60 MB, once)',
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const dir = temporaryDataDir();
  const file = path.join(dir, 'instance.json');
  await writeFile(file, JSON.stringify(instance));
  const { code, output } = await runProgram(path.join(binDir, 'python'), [
    path.join(FOLDER, 'solve.py'),
    file,
    String(seconds),
  ]);
  await rm(dir, { recursive: true });
  if (code !== 0) throw new Error(`CP-SAT ended with ${code}: ${output}`);
  return output
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Found);
}
