/**
 * Named points at which the fault tests break a process, or what it talks to. Where NARU_CRASH_FILE names a file,
 * SIGUSR2 has it read: with "relay.published:3" the process ends, as by `kill -9`, the third time from now that it gets
 * there; with "relay.published:3:SIGSTOP" it halts there. The file is gone then, as a proof, and the process unarmed.
 * Without the variable a point costs one comparison.
 */
import { readFileSync, rmSync } from 'node:fs';

const file = process.env.NARU_CRASH_FILE;
let armed = '';
let left = 0;
let signal = '';

export function reached(name: string): void {
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
