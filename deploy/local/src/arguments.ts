import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Trouble } from './trouble.ts';

/** The exit code for a wrong command line. */
const USAGE = 2;

export const misused = (message: string): Trouble => new Trouble(message, USAGE);

/** Reads a command's flags. The fault of an unknown flag lists the known ones. */
export function readFlags<const T extends ParseArgsOptionsConfig>(
  args: string[],
  options: T,
  { allowPositionals = false } = {},
) {
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    const [complaint] = (error as Error).message.split(/\.\s|\n/);
    const flags = Object.keys(options).map((name) => `--${name}`);
    throw misused(`${complaint}; the flags are ${flags.join(', ')}`);
  }
}

/** A whole number within limits, or a fault that names its flag or variable. */
export function readWhole(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw misused(`${name} takes a whole number from ${min} to ${max}, not "${text}"`);
}
