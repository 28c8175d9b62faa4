/**
 * Patterns and what they cost. A pattern that is made of words of users, or that tries the same letters again and again, lets
 * one text stop a service.
 */
import { analyse } from 'scslre';
import { type Finding, isFunction, isNode, isTestCode, type Node, nameOf, type Source, walk } from './source.ts';

/** Functions that may make a pattern: file → why no word of a user gets into it. */
export const MAKERS: Readonly<Record<string, string>> = {
  'libs/contracts/src/taxonomy.ts': 'it is made of the words of the taxonomy, which stand beside it',
  'services/gateway/src/openapi/rules.ts': 'it is a rule of the contract, and is tried on an empty text',
};

/** Patterns whose steps may grow faster than their text: file → why the text is short. */
export const SHORT: Readonly<Record<string, string>> = {
  'deploy/local/src/audit.ts': 'it reads a line of our own lockfile',
  'libs/korean/src/date-range.ts': 'nothing longer than WRITTEN_MAX is read',
  'libs/korean/src/money.ts': 'nothing longer than WRITTEN_MAX is read',
  'libs/korean/src/number.ts': 'nothing longer than WRITTEN_MAX is read, and sums are printed that were read',
  'libs/korean/src/sound.ts': 'nothing before HEARD_MAX is read',
  'libs/korean/src/won.ts': 'nothing longer than WRITTEN_MAX is read',
  'services/gateway/src/location.ts': 'it reads a path of the contract',
  'services/gateway/src/openapi/operations.ts': 'it reads a path of the contract',
};

/** Patterns that repeat a choice: file → why no letter can be taken in two ways. */
export const CHOICES: Readonly<Record<string, string>> = {
  'libs/words/src/rejection.ts': 'one branch begins with a backslash, and the other takes none',
};

const BY_TEXT = new Set(['match', 'matchAll', 'search']);

/** A pattern that is made while the program runs, and not once from constants at the top of its file. */
export function madePatternFindings(source: Source): Finding[] {
  if (isTestCode(source.path) || source.path in MAKERS) return [];
  const found: Finding[] = [];
  const find = (node: Node, message: string) =>
    found.push({ file: source.path, line: source.lineAt(node.start), message });
  walk(source.program, (node, above) => {
    if (/^TS/.test(node.type) && !/Expression$/.test(node.type)) return false;
    const isInside = above.some(isFunction);
    if (isMaker(node, above.at(-1)) && (isInside || !isCalled(node, above.at(-1))))
      find(node, 'makes a pattern of words that come while it runs: search without a pattern, or make it of constants');
    if (isInside && isSearchByText(node))
      find(node, 'takes a text for a pattern: give it a pattern that is written out, or use includes');
    return true;
  });
  return found;
}

/** `RegExp` as a value; `x instanceof RegExp` and a property of that name make nothing. */
const isMaker = (node: Node, parent: Node | undefined): boolean =>
  node.type === 'Identifier' &&
  node.name === 'RegExp' &&
  !(parent?.type === 'BinaryExpression' && parent.operator === 'instanceof') &&
  !(parent?.type === 'MemberExpression' && parent.object !== node && !isGlobal(parent.object)) &&
  !(parent?.type === 'MemberExpression' && parent.object === node && nameOf(parent.property) === 'escape');

const isGlobal = (node: unknown) => nameOf(node) === 'globalThis';

const isCalled = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'NewExpression' || parent?.type === 'CallExpression') && parent.callee === node;

/** `text.match(word)` makes a pattern of the word. */
function isSearchByText(node: Node): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression') return false;
  const [first] = Array.isArray(node.arguments) ? node.arguments.filter(isNode) : [];
  const isText = first?.type === 'TemplateLiteral' || (first?.type === 'BinaryExpression' && first.operator === '+');
  return BY_TEXT.has(nameOf(node.callee.property)) && isText;
}

/** Written patterns whose steps may grow faster than their text: always where exponentially, else unless the text is short. */
export function slowPatternFindings(source: Source): Finding[] {
  if (isTestCode(source.path)) return [];
  const found: Finding[] = [];
  walk(source.program, (node) => {
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (node.type !== 'Literal' || !regex) return true;
    const slow = slownessOf(regex);
    const isChoice = slow === 'exponentially' && source.path in CHOICES;
    if (slow === null || isChoice || (slow === 'polynomially' && source.path in SHORT)) return true;
    const message = `a pattern that may take ${slow} many steps: let no two parts take the same letters, or read without one`;
    found.push({ file: source.path, line: source.lineAt(node.start), message });
    return true;
  });
  return found;
}

/** The analysis does not see a choice whose branches take the same letters: `(?:a|ab|b)*`. */
const REPEATED_CHOICE = /\((?:\?:)?[^()|]*\|[^()]*\)(?:[*+]|\{\d+,\})/;

/** The analysis does not know the operations on sets of the flag v. It is told of the larger set, which can only be slower. */
const REMOVED = /--(?:\\p\{[^}]*\}|\[[^\]]*\])/g;

function slownessOf({ pattern, flags }: { pattern: string; flags: string }): 'exponentially' | 'polynomially' | null {
  const isSets = flags.includes('v');
  const source = isSets ? pattern.replace(REMOVED, '').replace(/\[\[/g, '[').replace(/\]\]/g, ']') : pattern;
  const { reports } = analyse({ source, flags: flags.replace('v', 'u') });
  if (REPEATED_CHOICE.test(source)) return 'exponentially';
  if (reports.length === 0) return null;
  return reports.some(({ exponential }) => exponential) ? 'exponentially' : 'polynomially';
}
