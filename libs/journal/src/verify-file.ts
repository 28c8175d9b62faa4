/** Verifies an export of the journal against heads that were kept elsewhere, with nothing but the files. */

import { GENESIS } from './entry.ts';
import { type EndLine, type Line, readLine } from './file.ts';
import type { Head } from './head.ts';
import { type KeyRing, readPublicKeys, ringOf } from './keys.ts';
import type { Fault } from './texts.ts';
import { type ChainCheck, chainCheck } from './verify.ts';

/** The lines of a file. It is read twice, since its heads stand behind its entries. */
export type Lines = () => AsyncIterable<string>;

export interface Verified {
  entries: number;
  /** Heads of the export. */
  heads: number;
  /** Entries that no signed head covers, by chain. */
  unsigned: Record<string, number>;
  /** The numbers of lines that cannot be read. */
  unreadable: number[];
  /** True where the last line is missing, or counts other than the file has. */
  truncated: boolean;
  /** The keys of the export, where no key was given: whoever wrote the file may have made them. */
  ownKeys: boolean;
}

interface Given {
  file: Lines;
  /** Heads that were kept elsewhere, with public keys that were. */
  kept: Kept;
}

export interface Kept {
  heads: readonly Head[];
  keys: KeyRing;
}

/** The heads and keys of a file that somebody kept. `unreadable` has the numbers of lines that hold neither. */
export async function readKept(lines: Lines): Promise<Kept & { unreadable: number[] }> {
  const { heads, keys, unreadable } = await survey(lines);
  return { heads, keys, unreadable };
}

export async function verifyFile({ file, kept }: Given, report: (fault: Fault) => void): Promise<Verified> {
  const found = await survey(file);
  const ownKeys = kept.keys.size === 0;
  const keys = ownKeys ? found.keys : kept.keys;
  const checks = new Map<string, ChainCheck>();
  const checkOf = (chain: string): ChainCheck => {
    const begun = checks.get(chain);
    if (begun) return begun;
    const signed = {
      stored: found.heads.filter((head) => head.chain === chain),
      kept: kept.heads.filter((head) => head.chain === chain),
      keys,
    };
    const check = chainCheck({ chain, head: GENESIS, signed }, report);
    checks.set(chain, check);
    return check;
  };
  for await (const { line } of linesOf(file)) if (line?.kind === 'entry') checkOf(line.entry.chain).entry(line.entry);
  for (const { chain } of [...found.heads, ...kept.heads]) checkOf(chain);
  const ends = [...checks].map(([chain, check]) => [chain, check.end()] as const);
  const entries = ends.reduce((sum, [, end]) => sum + end.entries, 0);
  const { end, unreadable } = found;
  const truncated = end?.entries !== entries || end.heads !== found.heads.length;
  const unsigned = Object.fromEntries(ends.map(([chain, one]) => [chain, one.unsigned]));
  return { entries, heads: found.heads.length, unsigned, unreadable, truncated, ownKeys };
}

interface Survey {
  heads: Head[];
  keys: KeyRing;
  end: EndLine | null;
  unreadable: number[];
}

async function survey(file: Lines): Promise<Survey> {
  const found = { heads: [] as Head[], end: null as EndLine | null, unreadable: [] as number[] };
  const pems: string[] = [];
  for await (const { at, line } of linesOf(file)) {
    if (line === null) found.unreadable.push(at);
    else if (line.kind === 'head') found.heads.push(line.head);
    else if (line.kind === 'key') pems.push(line.key.publicKey);
    else if (line.kind === 'end') found.end = line.end;
  }
  return { ...found, keys: ringOf(pems.flatMap(readPublicKeys)) };
}

async function* linesOf(file: Lines): AsyncGenerator<{ at: number; line: Line | null }> {
  let at = 0;
  for await (const text of file()) {
    at += 1;
    if (text.trim() === '') continue;
    const lines = readLine(text);
    if (lines === null) yield { at, line: null };
    else for (const line of lines) yield { at, line };
  }
}
