/** The repository as the rules see it: files that are, or are about to be, committed, and their syntax. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseResult, parseSync } from 'oxc-parser';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What breaks a rule. The message says how to mend it. */
export interface Finding {
  file: string;
  /** 0 where it is about the file as a whole, or about no line that could be named. */
  line: number;
  message: string;
}

/** One findings a line, as an editor can jump to them: an empty list is what a test expects. */
export const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ file, line, message }) => `${line > 0 ? `${file}:${line}` : file} ${message}`);

/** Paths from the root of every file that git tracks or would track. */
export function files(base = root): string[] {
  const options = { cwd: base, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], options);
  return [...new Set(listed.split('\0'))].filter((file) => file && existsSync(path.join(base, file))).sort();
}

export const read = (file: string, base = root): string => readFileSync(path.join(base, file), 'utf8');

/** A node of the syntax tree, as ESTree has it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export interface Source {
  /** From the root, with slashes. */
  path: string;
  text: string;
  program: Node;
  module: ParseResult['module'];
  lineAt(offset: number): number;
}

/** @throws where the text is no TypeScript: a rule that cannot read a file must not pass it. */
export function sourceOf(file: string, text: string): Source {
  const { program, module, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  return {
    path: file,
    text,
    program: program as unknown as Node,
    module,
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
  };
}

const CODE = /\.(ts|mts|mjs)$/;

/** Every program text of the repository. What the generator writes is not ours to keep tidy. */
export function sources(base = root): Source[] {
  return files(base)
    .filter((file) => CODE.test(file))
    .map((file) => sourceOf(file, read(file, base)));
}

/** Calls `visit` for a node and all below it, parents first, with the way down to it; `false` passes over what is below. */
export function walk(
  node: Node,
  visit: (node: Node, above: readonly Node[]) => unknown,
  above: readonly Node[] = [],
): void {
  if (visit(node, above) === false) return;
  const way = [...above, node];
  for (const child of childrenOf(node)) walk(child, visit, way);
}

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && 'start' in value;

/** Tests and what only tests use: they may look behind the walls that running code keeps. */
export const isTestCode = (file: string): boolean =>
  /\.test\.ts$|\/fixtures?\//.test(file) || file.startsWith('libs/testing/') || file.startsWith('tests/');
