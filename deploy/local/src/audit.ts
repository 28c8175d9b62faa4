/** Finds packages of the lockfile that are known to be vulnerable: by `pnpm audit`, and by the committed list where that is not answered. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ADVISORIES, type Advisory } from './advisories.ts';
import { repositoryDir } from './paths.ts';
import { runProgram } from './run-program.ts';

const PACKAGE = /^ {2}'?((?:@[^@/\s]+\/)?[^@'\s]+)@(\d[^('\s:]*)[^:\s]*:$/gm;

/** The packages of a lockfile of pnpm that an advisory names, one line each. */
export function vulnerableIn(lockfile: string, advisories: readonly Advisory[] = ADVISORIES): string[] {
  const begin = lockfile.indexOf('\npackages:');
  const end = lockfile.indexOf('\nsnapshots:');
  if (begin < 0 || end < begin) throw new Error('pnpm-lock.yaml has no packages: its form has changed');
  const packages = [...lockfile.slice(begin, end).matchAll(PACKAGE)];
  return packages.flatMap(([, name = '', version = '']) =>
    advisories
      .filter((one) => one.name === name && !isBefore(version, one.from) && isBefore(version, one.below))
      .map(({ id, below }) => `${name}@${version}: ${id}; take ${below} or newer`),
  );
}

/** A pre-release comes before its release, as semver says; two of one release are not told apart. */
function isBefore(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? version.includes('-') && !other.includes('-') : (left[at] ?? 0) < (right[at] ?? 0);
}

function numbersOf(version: string): [number, number, number] {
  const [release = ''] = version.split(/[-+]/);
  const [major = 0, minor = 0, patch = 0] = release.split('.').map(Number);
  return [major, minor, patch];
}

/** What `pnpm audit --json` tells; null if it is no answer to the question. */
export function auditedIn(output: string): string[] | null {
  try {
    const { advisories } = JSON.parse(output) as { advisories?: Record<string, Told> };
    if (!advisories) return null;
    return Object.values(advisories).map((one) => `${one.module_name}: ${one.title ?? ''} ${one.url ?? ''}`);
  } catch {
    return null;
  }
}

interface Told {
  module_name: string;
  title?: string;
  url?: string;
}

async function askRegistry(): Promise<string[] | null> {
  const { packageManager } = JSON.parse(readFileSync(path.join(repositoryDir, 'package.json'), 'utf8'));
  const { output } = await runProgram('npx', ['-y', packageManager, 'audit', '--json'], { cwd: repositoryDir });
  return auditedIn(output);
}

async function main(): Promise<void> {
  const known = vulnerableIn(readFileSync(path.join(repositoryDir, 'pnpm-lock.yaml'), 'utf8'));
  const told = known.length > 0 ? [] : ((await askRegistry()) ?? []);
  for (const line of [...known, ...told]) process.stdout.write(`${line}\n`);
  process.exitCode = known.length + told.length > 0 ? 1 : 0;
}

if (import.meta.main) await main();
