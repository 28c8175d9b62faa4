/** The kit takes time, pauses and ids from an Ambient: one file asks the machine for them, and tests drive all others. */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

export const AMBIENT = 'libs/kit/src/ambient.ts';

const CALLS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'randomUUID']);
const MEMBERS = new Set(['Date.now', 'performance.now', 'crypto.randomUUID', 'AbortSignal.timeout']);

export function ambientFindings(source: Source): Finding[] {
  const { path } = source;
  if (!path.startsWith('libs/kit/src/') || isTestCode(path) || path === AMBIENT) return [];
  const found: Finding[] = [];
  walk(source.program, (node) => {
    const what = askedOf(node);
    const message = `${what}: take it from the Ambient that the caller passes on (${AMBIENT})`;
    if (what) found.push({ file: path, line: source.lineAt(node.start), message });
  });
  return found;
}

function askedOf(node: Node): string | null {
  const name = nameOf(node.callee);
  if (node.type === 'NewExpression' && name === 'Date' && (node.arguments as unknown[]).length === 0)
    return 'new Date()';
  if (node.type === 'CallExpression' && (CALLS.has(name) || name === 'Date')) return `${name}()`;
  if (node.type === 'MemberExpression') {
    const member = `${nameOf(node.object)}.${nameOf(node.property)}`;
    return MEMBERS.has(member) ? member : null;
  }
  return /^(node:)?timers/.test(
    String(isNode(node.source) && node.type === 'ImportDeclaration' ? node.source.value : ''),
  )
    ? 'node:timers'
    : null;
}

const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '');
