/** Limits of length. The length of a function excludes the named functions inside it, which are measured separately. */
import { type Finding, isFunction, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

export const FUNCTION_LINES_MAX = 70;
/**
 * In the kit a function is measured whole, with all functions inside: a closure of two hundred lines is hard to read.
 */
export const KIT_FUNCTION_LINES_MAX = 60;
export const FILE_LINES_MAX = 300;
/**
 * Lines of code, without blank lines and comments, so that explanations cost nothing. Small functions need names and
 * signatures, which are a tenth of the kit. Fences, mirrors, the reach of grants, updates by mask, lists in several
 * orders, reflection and names beside ids are the rest of its growth. It also holds code that every noun had before:
 * answers, refusals, texts of field rules. Each such line replaced several lines in the services.
 * Watching its stream for losses, telling versions, sealing, TLS and the warnings of a service about itself came next,
 * and with it the watch for a database that was set back, and secrets from files. Looking up the ids of requests came last.
 */
export const KIT_LINES_MAX = 6_200;

export const lengthOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

export function sizeFindings(source: Source): Finding[] {
  const length = lengthOf(source.text);
  const file =
    length > FILE_LINES_MAX
      ? [
          {
            file: source.path,
            line: FILE_LINES_MAX,
            message: `${length} lines: split it into two files by what they do`,
          },
        ]
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

/** Tables with one entry for each RPC: the argument of `implement`, or the result of a function named …Rpcs. */
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

/** `describe` groups tests like a file does; its function does not count as a unit. */
const isSuite = (node: Node, parent: Node | undefined): boolean =>
  parent?.type === 'CallExpression' && isNode(parent.callee) && parent.callee.name === 'describe' && isFunction(node);

/** The outermost named functions inside a function: declared, held in a constant, or entries of an object. */
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

/** The lines of the kit that hold code. */
export function kitLines(all: readonly Source[]): number {
  const kit = all.filter(({ path }) => isKit(path));
  return kit.reduce((sum, { text }) => sum + codeLines(text), 0);
}

const codeLines = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/\*|\*)/.test(line)).length;
