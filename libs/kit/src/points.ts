/**
 * Named points at which the fault tests kill a process. Where NARU_CRASH_FILE names a file, SIGUSR2 has it read: with
 * "relay.published:3" the process ends, as by `kill -9`, the third time from now that it gets there, and the file is
 * gone as a proof. The next life starts unarmed. Without the variable a point costs one comparison.
 */
import { readFileSync, rmSync } from 'node:fs';

const file = process.env.NARU_CRASH_FILE;
let armed = '';
let left = 0;

export function reached(name: string): void {
  if (name !== armed) return;
  left -= 1;
  if (left > 0) return;
  rmSync(file ?? '');
  process.kill(process.pid, 'SIGKILL');
}

if (file) {
  process.on('SIGUSR2', () => {
    const [point = '', times] = readFileSync(file, 'utf8').split(':');
    armed = point;
    left = Number(times ?? 1);
  });
}
