import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { reasonOf } from './trouble.ts';

/** What it takes to run one program. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}

/** One life of a program, in a process group of its own: signals reach all that it started, and no Ctrl-C does. */
export interface ProcessGroup {
  /** Undefined where the operating system refused to start it. */
  pid: number | undefined;
  /** Resolves when the program has ended, for whatever reason. */
  exited: Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<number>();

// The last resort, so that a second Ctrl-C or a fault of ours leaves nothing running.
process.on('exit', () => {
  for (const pid of running) killGroup(pid, 'SIGKILL');
});

/** Signals a whole group; one that has ended meanwhile needs no signal. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (reasonOf(error) !== 'ESRCH') throw error;
  }
}

export function startGroup({ command, args, cwd, env, logFile }: Program): ProcessGroup {
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      appendFileSync(logFile, `${error.message}\n`);
      resolve();
    });
    child.once('exit', () => {
      if (pid !== undefined) running.delete(pid);
      resolve();
    });
  });
  return { pid, exited, kill: (signal) => pid !== undefined && running.has(pid) && killGroup(pid, signal) };
}
