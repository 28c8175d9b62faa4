/** The repository as the rules see it: files that are committed, or can be, and their syntax. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseResult, parseSync } from 'oxc-parser';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A breach of a rule. The message says how to correct it. */
export interface Finding {
  file: string;
  /** 0 if it is about the whole file, or about no particular line. */
  line: number;
  message: string;
}

/** One finding in each line, in a form that editors can open. A test expects an empty list. */
export const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ file, line, message }) => `${line > 0 ? `${file}:${line}` : file} ${message}`);

/** The paths, from the root, of every file that git tracks or would track. */
export function files(base = root): string[] {
  const options = { cwd: base, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], options);
  return [...new Set(listed.split('\0'))].filter((file) => file && existsSync(path.join(base, file))).sort();
}

export const read = (file: string, base = root): string => readFileSync(path.join(base, file), 'utf8');

/** A node of the syntax tree, as in ESTree. */
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

/** @throws if the text is not TypeScript: a rule that cannot read a file must not accept it */
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

/** Every source file of the repository, except generated ones. */
export function sources(base = root): Source[] {
  return files(base)
    .filter((file) => CODE.test(file))
    .map((file) => sourceOf(file, read(file, base)));
}

/**
 * Calls `visit` for a node and all nodes below it, parents first, with the path to it. `false` skips the nodes below.
 */
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

/** The name of an identifier; empty for anything else. */
export const nameOf = (value: unknown): string => (isNode(value) && typeof value.name === 'string' ? value.name : '');

export const isFunction = ({ type }: Node): boolean =>
  /^(ArrowFunctionExpression|FunctionDeclaration|FunctionExpression)$/.test(type);

/** Tests, and files that only tests use: they may ignore the boundaries of running code. */
export const isTestCode = (file: string): boolean =>
  /\.test\.ts$|\/fixtures?\//.test(file) || file.startsWith('libs/testing/') || file.startsWith('tests/');
