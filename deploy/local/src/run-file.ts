import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { killGroup } from './process-group.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { Trouble } from './trouble.ts';

const ORPHAN_PATIENCE_MS = 5_000;

/** The content of `<data>/run.json` about the run that uses the data folder. */
export interface Run {
  supervisor: ProcessIdentity;
  children: Record<string, ProcessIdentity>;
  /** The gateway's address, once it is known. */
  gatewayUrl?: string;
  /** Each service's gRPC address as host:port. */
  addresses?: Record<string, string>;
  /** The embedded database. */
  mongodbUri?: string;
}

const fileOf = (dataDir: string) => path.join(dataDir, 'run.json');

function read(dataDir: string): Run | null {
  if (!existsSync(fileOf(dataDir))) return null;
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Run;
  } catch {
    return null; // It is written through a rename, so it is never incomplete: a broken file is not from a run of ours.
  }
}

/** The live run in the data folder, if there is one. */
export function findRun(dataDir: string): Run | null {
  const run = read(dataDir);
  return run && isAlive(run.supervisor) ? run : null;
}

/** Ends the processes of a killed run. If a run still lives, it changes nothing and returns false. */
export async function clearRun(dataDir: string): Promise<boolean> {
  if (findRun(dataDir)) return false;
  const orphans = Object.values(read(dataDir)?.children ?? {}).filter(isAlive);
  for (const { pid } of orphans) killGroup(pid, 'SIGKILL');
  const giveUpAt = performance.now() + ORPHAN_PATIENCE_MS;
  while (orphans.some(isAlive)) {
    if (performance.now() > giveUpAt) throw new Trouble(`a process of an earlier run does not end: ${orphans[0]?.pid}`);
    await delay(20);
  }
  rmSync(fileOf(dataDir), { force: true });
  return true;
}

/** The claim of one run on its data folder, with the list of its processes. */
export class RunFile {
  readonly #dataDir: string;
  readonly #run: Run;

  private constructor(dataDir: string, run: Run) {
    this.#dataDir = dataDir;
    this.#run = run;
  }

  static async claim(dataDir: string): Promise<RunFile> {
    if (!(await clearRun(dataDir))) {
      const run = findRun(dataDir);
      const where = run?.gatewayUrl ? ` at ${run.gatewayUrl}` : '';
      throw new Trouble(
        `Naru already runs in ${dataDir}${where} (process ${run?.supervisor.pid}); stop that one first`,
      );
    }
    const supervisor = identify(process.pid);
    if (!supervisor) throw new Error('the start time of this process is not to be had');
    const file = new RunFile(dataDir, { supervisor, children: {} });
    file.#write();
    return file;
  }

  /** Updated at each start of a child, so that after a kill the next run finds every child. */
  addChild(name: string, pid: number): void {
    const child = identify(pid);
    if (!child) return; // It ended before it could be recorded.
    this.#run.children[name] = child;
    this.#write();
  }

  announce(found: Pick<Run, 'gatewayUrl' | 'addresses' | 'mongodbUri'>): void {
    Object.assign(this.#run, found);
    this.#write();
  }

  release(): void {
    rmSync(fileOf(this.#dataDir), { force: true });
  }

  #write(): void {
    const draft = `${fileOf(this.#dataDir)}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(this.#run, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, fileOf(this.#dataDir));
  }
}
