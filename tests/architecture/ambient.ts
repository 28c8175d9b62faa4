/**
 * The kit and the services take time, pauses and ids from an Ambient. One file asks the machine for them; in all others
 * a test can drive them. Only the start of a process names the real one; nothing uses it as a default.
 */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

export const AMBIENT = 'libs/kit/src/ambient.ts';

/** The files in which processes start. */
const STARTS = new Set(['libs/kit/src/boot.ts', 'services/gateway/src/main.ts']);

/** Code that asks the machine itself, with the reason. */
export const BY_ITSELF: Readonly<Record<string, string>> = {
  'services/program-scheduler/src/council/choice/apart.ts':
    'a solver computes in real time, whatever clock the process is given',
  'services/program-scheduler/src/meetings/timetable/thread.ts':
    'a worker thread is a program of its own, of solvers alone',
};

const CALLS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'randomUUID']);
const MEMBERS = new Set(['Date.now', 'performance.now', 'crypto.randomUUID', 'AbortSignal.timeout']);

export function ambientFindings(source: Source): Finding[] {
  const { path } = source;
  if (!/^(libs\/(kit|copies)|services\/(?!gateway\/)[\w-]+)\/src\//.test(path) && !STARTS.has(path)) return [];
  if (isTestCode(path) || path === AMBIENT || path in BY_ITSELF) return [];
  const found: Finding[] = [];
  walk(source.program, (node) => {
    const what = askedOf(node) ?? (STARTS.has(path) ? null : realIn(node));
    const message = `${what}: take it from the Ambient that the caller passes on (${AMBIENT})`;
    if (what) found.push({ file: path, line: source.lineAt(node.start), message });
  });
  return found;
}

const realIn = ({ type, imported }: Node): string | null =>
  type === 'ImportSpecifier' && nameOf(imported) === 'realAmbient' ? 'realAmbient' : null;

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
