/** How long things are. A function's length leaves out the named functions inside it, which are measured themselves. */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

export const FUNCTION_LINES_MAX = 70;
/** In the kit a function is measured whole, with all that it encloses: a closure of two hundred lines is one room. */
export const KIT_FUNCTION_LINES_MAX = 60;
export const FILE_LINES_MAX = 300;
/**
 * Lines of code, without blank ones and comments: what is well explained is not to be punished for it. Functions of a
 * few lines each need a name and a signature, which is a tenth of the kit; fences, mirrors, the reach of grants, updates by
 * mask, lists in several orders, reflection and names beside ids are the rest of its growth. What every noun had written anew stands in it
 * too: answers, refusals, the rules of fields in words; for a line here several of the services went.
 */
export const KIT_LINES_MAX = 4_600;

export const lengthOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

export function sizeFindings(source: Source): Finding[] {
  const length = lengthOf(source.text);
  const file =
    length > FILE_LINES_MAX
      ? [{ file: source.path, line: FILE_LINES_MAX, message: `${length} lines: it is asking to be two rooms` }]
      : [];
  return [...file, ...(isKit(source.path) ? longWholes(source) : longFunctions(source))];
}

const isKit = (file: string): boolean => file.startsWith('libs/kit/src/') && !isTestCode(file);

function longWholes(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.program, (node, above) => {
    if (!isFunction(node)) return;
    const lines = linesOf(source, node) - tables(node, above).reduce((sum, one) => sum + linesOf(source, one) - 1, 0);
    const message = `a function of ${lines} lines with what it encloses: move the inner ones to the module and hand them what they share (at most ${KIT_FUNCTION_LINES_MAX} in the kit)`;
    if (lines > KIT_FUNCTION_LINES_MAX) found.push({ file: source.path, line: source.lineAt(node.start), message });
  });
  return found;
}

/** Tables of handlers, one entry for each RPC: what `implement` is given, or a function whose name ends in Rpcs returns. */
function tables(outer: Node, above: readonly Node[]): Node[] {
  const found: Node[] = [];
  const named = outer.id ?? (above.at(-1)?.type === 'VariableDeclarator' ? above.at(-1)?.id : null);
  const ofRpcs = isNode(named) && String(named.name).endsWith('Rpcs');
  walk(outer, (node, way) => {
    const holder = way.at(-1);
    if (node.type !== 'ObjectExpression' || !holder) return true;
    const returned = ofRpcs && (/^(ReturnStatement|ParenthesizedExpression)$/.test(holder.type) || holder === outer);
    const implemented = holder.type === 'CallExpression' && isNode(holder.callee) && holder.callee.name === 'implement';
    if (returned || implemented) found.push(node);
    return !(returned || implemented);
  });
  return found;
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
  const kit = all.filter(({ path }) => isKit(path));
  return kit.reduce((sum, { text }) => sum + codeLines(text), 0);
}

const codeLines = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/\*|\*)/.test(line)).length;
