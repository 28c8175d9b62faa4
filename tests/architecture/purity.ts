/** The core of a noun is pure: <noun>.ts, decide.ts and all that they call depend only on their arguments. */
import { type Import, importsOf, packageDirOf } from './graph.ts';
import { placeOf } from './imports.ts';
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';
import { NOT_PURE, PURE_MODULES, SOLVERS, STANDARDS, WITHOUT_NOUNS } from './walls.ts';

const PASS_IT_IN = 'pass it in from rpc.ts or reactions.ts';
const WORLDLY = new Set(
  [
    'process fetch setTimeout setInterval setImmediate queueMicrotask randomUUID crypto performance console',
    'globalThis require XMLHttpRequest WebSocket structuredClone',
  ].flatMap((line) => line.split(' ')),
);
const CHANCE_AND_CLOCK = new Set(['Date.now', 'Math.random']);

/** decide.ts, <noun>.ts, the file of a verb below decide/, and the formats that all nouns share. */
function isHeart(file: string): boolean {
  const place = placeOf(file);
  if (!place || place.noun === '' || place.service in WITHOUT_NOUNS || isTestCode(file) || file in NOT_PURE)
    return false;
  const { noun } = place;
  return noun === STANDARDS || place.file === 'decide.ts' || place.file === `${noun}.ts` || file.includes('/decide/');
}

/** The core files, and the local files whose values they import: a pure file must not call an impure one. */
export function pureFiles(all: readonly Source[], base?: string): Source[] {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const pure = new Set(all.map(({ path }) => path).filter(isHeart));
  for (const path of pure) {
    const source = byPath.get(path);
    for (const { typeOnly, target } of source ? importsOf(source, base) : [])
      if (!typeOnly && target && isHeldToRules(target)) pure.add(target);
  }
  return all.filter(({ path }) => pure.has(path));
}

export function purityFindings(source: Source): Finding[] {
  const found: Finding[] = [];
  const find = (line: number, message: string) => found.push({ file: source.path, line, message });
  for (const one of importsOf(source)) {
    const message = impureImport(one);
    if (message) find(one.line, message);
  }
  walk(source.program, (node, above) => {
    // Types are erased; imports are checked elsewhere.
    if (/^(Import|TS(Type|Interface))/.test(node.type)) return false;
    const what = worldlyIn(node, above.at(-1));
    if (what) find(source.lineAt(node.start), `pure code has ${what}: ${PASS_IT_IN}`);
    if (isEvolve(node) && throws(node))
      find(
        source.lineAt(node.start),
        'evolve throws: events have already happened, so leave the state as it is instead',
      );
    return true;
  });
  return found;
}

/** Files of services and solvers: imports from them are checked themselves. */
const isHeldToRules = (file: string): boolean => placeOf(file) !== null || packageDirOf(file) in SOLVERS;

function impureImport({ typeOnly, specifier, target, names }: Import): string | null {
  const pure = PURE_MODULES[specifier];
  const generated = specifier.startsWith('@naru/contracts/');
  if (typeOnly || generated || pure === '*' || names.every((name) => pure?.includes(name))) return null;
  if (target && isHeldToRules(target)) return null;
  return `pure code takes ${names.join(', ')} from ${specifier}: ${PASS_IT_IN}, or give a pure helper its line in walls.ts`;
}

function worldlyIn(node: Node, parent: Node | undefined): string | null {
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return 'await';
  if (/Function/.test(node.type) && node.async) return 'an async function';
  if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && isEmpty(node.arguments)) return 'new Date()';
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'Date') return 'Date()';
  if (node.type === 'MemberExpression') {
    const name = `${nameOf(node.object)}.${nameOf(node.property)}`;
    return CHANCE_AND_CLOCK.has(name) ? name : null;
  }
  const isReference = node.type === 'Identifier' && !isKey(node, parent);
  return isReference && WORLDLY.has(String(node.name)) ? String(node.name) : null;
}

const nameOf = (node: unknown): string => (isNode(node) && node.type === 'Identifier' ? String(node.name) : '');
const isEmpty = (list: unknown): boolean => (list as unknown[]).length === 0;

/** `x.process` and `{ process: 1 }` name a member, not the global process. */
const isKey = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (parent?.type === 'Property' && parent.key === node && !parent.computed);

const isEvolve = (node: Node): boolean =>
  (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration') && nameOf(node.id) === 'evolve';

function throws(within: Node): boolean {
  let found = false;
  walk(within, (node) => {
    found ||= node.type === 'ThrowStatement';
  });
  return found;
}
