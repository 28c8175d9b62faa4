/** What is logged while a test listens. Nothing of it is printed. */
import { log } from '@naru/telemetry/log';

export interface Line {
  level: 'info' | 'warn' | 'error';
  facts: Readonly<Record<string, unknown>>;
  text: string;
}

const LEVELS = ['info', 'warn', 'error'] as const;

/** @returns the lines, which grow, and a function that ends the listening */
export function listenToLog(): { lines: Line[]; end: () => void } {
  const lines: Line[] = [];
  const before = LEVELS.map((level) => log[level]);
  for (const level of LEVELS)
    log[level] = ((facts: Line['facts'], text: string) => {
      lines.push({ level, facts, text });
    }) as typeof log.info;
  return {
    lines,
    end: () => {
      for (const [index, level] of LEVELS.entries()) log[level] = before[index] as typeof log.info;
    },
  };
}
