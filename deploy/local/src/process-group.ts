import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { reasonOf } from './trouble.ts';

/** The parameters of a program's run. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}

/** One life of a program, in its own process group: signals reach all its processes, and Ctrl-C reaches none. */
export interface ProcessGroup {
  /** Undefined if the operating system could not start it. */
  pid: number | undefined;
  /** Resolves when the program has ended, for any reason. */
  exited: Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<number>();

// The last resort, so that a second Ctrl-C or a crash of ours leaves nothing running.
process.on('exit', () => {
  for (const pid of running) killGroup(pid, 'SIGKILL');
});

/** Signals a whole group. A group that has already ended needs no signal. */
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
