/**
 * Failpoints: named points at which the fault tests stop a process. If NARU_CRASH_FILE names a file, SIGUSR2 makes the
 * process read it. With "relay.published:3" the process dies, as by `kill -9`, when it reaches that point for the third
 * time from now; with "relay.published:3:SIGSTOP" it halts there. The process deletes the file first, which proves that
 * the point was reached, and it stops only once. Without the variable, a point costs one comparison.
 */
import { readFileSync, rmSync } from 'node:fs';

const file = process.env.NARU_CRASH_FILE;
let armed = '';
let left = 0;
let signal = '';

/** Tests that let a part of their own process die hear of every point here. */
export const points = { passed: (_name: string): void => {} };

export function reached(name: string): void {
  points.passed(name);
  if (name !== armed) return;
  left -= 1;
  if (left > 0) return;
  armed = '';
  rmSync(file ?? '');
  process.kill(process.pid, signal);
}

if (file) {
  process.on('SIGUSR2', () => {
    const [point = '', times = '1', how = 'SIGKILL'] = readFileSync(file, 'utf8').split(':');
    armed = point;
    left = Number(times);
    signal = how;
  });
}
