import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Outcome {
  code: number;
  output: string;
}

/** Runs a program to its end and returns its output. If a program cannot be started, the exit code is 127. */
export function runProgram(
  command: string,
  args: string[],
  { cwd, env, show, onLine, interruption }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const stdio = show ? (['ignore', 2, 2] as const) : (['ignore', 'pipe', 'pipe'] as const);
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: [...stdio] });
    let output = '';
    const collect = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout?.on('data', collect);
    if (onLine && child.stdout) createInterface(child.stdout).on('line', onLine);
    child.stderr?.on('data', collect);
    const end = () => child.kill('SIGTERM');
    interruption?.addEventListener('abort', end);
    const finish = (outcome: Outcome) => {
      interruption?.removeEventListener('abort', end);
      resolve(outcome);
    };
    child.once('error', (error) => finish({ code: 127, output: error.message }));
    child.once('close', (code) => finish({ code: code ?? 1, output }));
  });
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Its output goes to our stderr at once, for the user who waits; then the result has none. */
  show?: boolean;
  /** Called with each line of its output. */
  onLine?: (line: string) => void;
  interruption?: AbortSignal | undefined;
}
