import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Outcome, runProgram } from './run-program.ts';
import { reasonOf, Trouble } from './trouble.ts';

// The database has built wheels only for these versions; for others it would have to be compiled.
const OLDEST_MINOR = 10;
const NEWEST_MINOR = 13;
const CANDIDATES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const DESCRIBE = `
import sys
try:
    import ensurepip, venv
    complete = True
except ImportError:
    complete = False
print(sys.version_info.major, sys.version_info.minor, complete)`;

interface Python {
  command: string;
  minor: number;
  complete: boolean;
}

export interface PythonInstall {
  pythonDir: string;
  /** A file with every package by version and hash. */
  requirements: string;
  /** The name of the installation, for the user who waits. */
  what: string;
  say?: ((line: string) => void) | undefined;
  interruption?: AbortSignal | undefined;
}

/**
 * The folder with the packages' programs and their interpreter. It is installed at the first call and after changes.
 */
export async function installPython(install: PythonInstall): Promise<string> {
  const { pythonDir, requirements, what, say, interruption } = install;
  const binDir = path.join(pythonDir, 'bin');
  const stampFile = path.join(pythonDir, '.installed');
  const stamp = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const isInstalled = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  // The interpreter is a link. After a change of the system's Python it is broken, and the folder is made again.
  if (isInstalled && existsSync(path.join(binDir, 'python'))) return binDir;
  const python = await findPython();
  say?.(`installing ${what}`);
  makeRoom(pythonDir);
  await succeed(runProgram(python.command, ['-m', 'venv', pythonDir], { interruption }), 'python -m venv failed');
  // Every file has its hash: only tested files are installed, and nothing is compiled on the user's machine.
  const command = '-m pip install --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r';
  const onLine = (line: string) => line.startsWith('Collecting ') && say?.(`  ${line.split(' ')[1]}`);
  const pip = runProgram(path.join(binDir, 'python'), [...command.split(' '), requirements], { onLine, interruption });
  await succeed(pip, `pip could not install ${what}`);
  writeFileSync(stampFile, stamp);
  return binDir;
}

function makeRoom(pythonDir: string): void {
  try {
    rmSync(pythonDir, { recursive: true, force: true });
    mkdirSync(pythonDir, { recursive: true });
  } catch (error) {
    throw new Trouble(`${pythonDir} cannot be written (${reasonOf(error)}); set NARU_DATA to another folder`);
  }
}

async function succeed(outcome: Promise<Outcome>, complaint: string): Promise<void> {
  const { code, output } = await outcome;
  const lines = output.trimEnd().split('\n');
  if (code !== 0)
    throw new Trouble(`${complaint}: ${lines.findLast((line) => line.startsWith('ERROR')) ?? lines.at(-1)}`);
}

async function findPython(): Promise<Python> {
  const wanted = `Python 3.${OLDEST_MINOR} to 3.${NEWEST_MINOR}`;
  const instead = 'or set MONGODB_URI and NATS_URL to servers of your own';
  const found = (await Promise.all(CANDIDATES.map(describe))).filter((python) => python !== null);
  const fitting = found.filter(({ minor }) => minor >= OLDEST_MINOR && minor <= NEWEST_MINOR);
  const complete = fitting.find((python) => python.complete);
  if (complete) return complete;
  const [incomplete] = fitting;
  if (incomplete) {
    const how = `on Debian and Ubuntu: apt install python3.${incomplete.minor}-venv`;
    throw new Trouble(`${incomplete.command} lacks its venv and ensurepip modules; install them (${how}), ${instead}`);
  }
  const there = found.map(({ command, minor }) => `${command} is 3.${minor}`).join(', ');
  throw new Trouble(
    `${wanted} is needed and ${there ? `only ${there}` : 'no Python is'} here; install one, ${instead}`,
  );
}

async function describe(command: string): Promise<Python | null> {
  const { code, output } = await runProgram(command, ['-c', DESCRIBE]);
  const [major, minor, complete] = output.trim().split(' ');
  return code === 0 && major === '3' ? { command, minor: Number(minor), complete: complete === 'True' } : null;
}
