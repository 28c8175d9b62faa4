import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';
import path from 'node:path';

const SIZE_MAX_BYTES = 20 * 1024 * 1024;
const CAP_EVERY_MS = 5_000;
const FOLLOW_EVERY_MS = 200;
const LINE_MAX = 300;

const logsIn = (logDir: string) => readdirSync(logDir).filter((file) => file.endsWith('.log'));

/** A run starts with empty logs. The logs of the run before stay beside them. */
export function rotateLogs(logDir: string): void {
  for (const file of logsIn(logDir)) renameSync(path.join(logDir, file), path.join(logDir, `${file}.1`));
}

/**
 * Children write to their files themselves, so that a busy supervisor never blocks them. So a full file is copied and
 * then emptied while it is open; the children append, so they continue at its new end.
 */
export function capLogs(logDir: string): NodeJS.Timeout {
  const cap = () => {
    for (const file of logsIn(logDir).map((name) => path.join(logDir, name))) {
      if (statSync(file).size <= SIZE_MAX_BYTES) continue;
      copyFileSync(file, `${file}.1`);
      truncateSync(file);
    }
  };
  return setInterval(cap, CAP_EVERY_MS).unref();
}

/** The last words of a child, for the line that says why it did not start. */
export function lastWordsOf(logFile: string): string {
  if (!existsSync(logFile)) return '';
  const lines = readFileSync(logFile, 'utf8').split('\n');
  // The stack and the version below a Node error do not help a user who only wants to start Naru.
  const last = lines.findLastIndex((line) => /^[^\s}]/.test(line) && !line.startsWith('Node.js v'));
  const words = lines[last] ?? '';
  const list = words.endsWith(':') ? lines.slice(last + 1).filter((line) => line.trim() !== '') : [];
  return [messageOf(words), list.map((line) => line.trim()).join('; ')].join(' ').trim().slice(0, LINE_MAX);
}

/** Our services write their logs as JSON. */
function messageOf(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return [msg, err?.message].filter(Boolean).join(': ');
  } catch {
    return line;
  }
}

/** Shows new log lines, each after the name of its child. */
export function followLogs(logDir: string, write: (text: string) => void): NodeJS.Timeout {
  const offsets = new Map<string, number>();
  const follow = () => {
    for (const file of logsIn(logDir)) {
      const { text, end } = readFrom(path.join(logDir, file), offsets.get(file) ?? 0);
      offsets.set(file, end);
      if (text) write(text.replace(/^/gm, `[${file.slice(0, -'.log'.length)}] `).concat('\n'));
    }
  };
  return setInterval(follow, FOLLOW_EVERY_MS).unref();
}

/** The whole lines after the offset. A file that became shorter is read from its beginning. */
function readFrom(file: string, offset: number): { text: string; end: number } {
  const { size } = statSync(file);
  const start = size < offset ? 0 : offset;
  const added = Buffer.alloc(size - start);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, added, 0, added.length, start);
  closeSync(descriptor);
  const length = added.lastIndexOf('\n');
  return length < 0 ? { text: '', end: start } : { text: added.toString('utf8', 0, length), end: start + length + 1 };
}
