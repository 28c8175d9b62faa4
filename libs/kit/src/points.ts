/**
 * Named points at which the fault tests kill a process: NARU_CRASH_AT="relay.published:3" ends it, as `kill -9` would,
 * the third time it gets there. Without the variable a point costs one comparison.
 */
const [point, times] = (process.env.NARU_CRASH_AT ?? '').split(':');
let left = Number(times ?? 1);

export function reached(name: string): void {
  if (name !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
