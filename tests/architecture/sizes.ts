/** How long things are. A function's length leaves out the named functions inside it, which are measured themselves. */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

export const FUNCTION_LINES_MAX = 70;
export const FILE_LINES_MAX = 300;
/**
 * Lines of code, without blank ones and comments: what is well explained is not to be punished for it. Functions of a
 * few lines each need a name and a signature, which is a tenth of the kit.
 */
export const KIT_LINES_MAX = 3_200;

export const lengthOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

export function sizeFindings(source: Source): Finding[] {
  const length = lengthOf(source.text);
  const file =
    length > FILE_LINES_MAX
      ? [{ file: source.path, line: FILE_LINES_MAX, message: `${length} lines: it is asking to be two rooms` }]
      : [];
  return [...file, ...longFunctions(source)];
}

function longFunctions(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.program, (node, above) => {
    if (!isFunction(node) || isSuite(node, above.at(-1))) return;
    const lines = linesOf(source, node) - inner(node).reduce((sum, one) => sum + linesOf(source, one) - 1, 0);
    const message = `a function of ${lines} lines: name a part of it and move that out (at most ${FUNCTION_LINES_MAX})`;
    if (lines > FUNCTION_LINES_MAX) found.push({ file: source.path, line: source.lineAt(node.start), message });
  });
  return found;
}

const linesOf = ({ lineAt }: Source, { start, end }: Node): number => lineAt(end) - lineAt(start) + 1;

const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

/** `describe` groups tests as a file does; its function is no unit of its own. */
const isSuite = (node: Node, parent: Node | undefined): boolean =>
  parent?.type === 'CallExpression' && isNode(parent.callee) && parent.callee.name === 'describe' && isFunction(node);

/** The outermost functions inside one that have a name: declared, held in a constant, or entries of an object. */
function inner(outer: Node): Node[] {
  const found: Node[] = [];
  walk(outer, (node, above) => {
    if (node === outer || !isFunction(node)) return true;
    const holder = above.at(-1)?.type;
    const named = node.type === 'FunctionDeclaration' || holder === 'VariableDeclarator' || holder === 'Property';
    if (named) found.push(node);
    return !named;
  });
  return found;
}

/** Lines of the kit that hold code. */
export function kitLines(all: readonly Source[]): number {
  const kit = all.filter(({ path }) => path.startsWith('libs/kit/src/') && !isTestCode(path));
  return kit.reduce((sum, { text }) => sum + codeLines(text), 0);
}

const codeLines = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/\*|\*)/.test(line)).length;
