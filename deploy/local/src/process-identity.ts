import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The system reuses the id of an ended process. Together with the start time, an id identifies one process for good.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
}

/** Separates this process from an earlier one with the same id; null if no process has the id. */
function startTimeOf(pid: number): string | null {
  return process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
}

function startTimeFromProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name in parentheses may contain spaces and parentheses: the numbered fields follow the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  // In a container nobody may collect a dead process. It counts as dead anyway.
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
}

function startTimeFromPs(pid: number): string | null {
  const found = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return found.stdout?.trim() || null;
}

export function identify(pid: number): ProcessIdentity | null {
  const startedAt = startTimeOf(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return startTimeOf(pid) === startedAt;
}
