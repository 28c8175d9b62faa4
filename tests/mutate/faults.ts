/** The small faults that can be planted in one file: each replaces one piece of its text. */
import { isNode, type Node, nameOf, type Source, walk } from '../architecture/source.ts';
import { examplesIn } from './examples.ts';

export interface Fault {
  kind: string;
  start: number;
  end: number;
  replacement: string;
}

/** A fault of one node of the syntax tree. */
type Maker = (node: Node, text: string, above: readonly Node[]) => Fault[];

const MAKERS: Readonly<Record<string, Maker>> = {
  IfStatement: (node, text) => [...turned(node.test, text), ...guardOut(node)],
  ConditionalExpression: (node, text) => turned(node.test, text),
  WhileStatement: (node, text) => turned(node.test, text),
  ArrowFunctionExpression: (node, text) => (isComparison(node.body) ? turned(node.body, text) : []),
  BinaryExpression: operatorChanged,
  LogicalExpression: (node, text) => [...operatorChanged(node, text), ...operandOut(node, text)],
  UnaryExpression: signOut,
  Literal: (node, _, above) => [...boolTurned(node), ...limitMoved(node, above)],
  ObjectExpression: (node) => membersOut(node.properties as Node[], 'a field taken out'),
  ArrayExpression: (node) => membersOut(node.elements as Node[], 'a part of a list taken out', isSpread),
  ExpressionStatement: statementOut,
  CallExpression: methodChanged,
};

/** Types are erased; log texts and progress texts are no behaviour; only the fault tests use failpoints. */
const PASSED_OVER = /^(Import|Export(All|Named)|TS(Type|Interface|Array|Union|Function|Tuple|Literal|Enum|Module))/;
const SAID = /^(log|logger|say|console|reached)$/;

export function faultsOf(source: Source): Fault[] {
  const found: Fault[] = [];
  const isExample = examplesIn(source);
  walk(source.program, (node, above) => {
    if (isPassedOver(node) || isExample(node)) return false;
    const made = MAKERS[node.type]?.(node, source.text, above) ?? [];
    if (!isIndex(above) || isUnique(above.at(-1))) found.push(...made);
    return true;
  });
  return found;
}

function isPassedOver(node: Node): boolean {
  if (node.type === 'ExportNamedDeclaration') return !isNode(node.declaration);
  if (PASSED_OVER.test(node.type)) return true;
  // Values that only a trace shows.
  if (node.type === 'Property' && nameOf(node.key) === 'attributes') return true;
  return isSaid(node.type === 'ExpressionStatement' ? node.expression : node);
}

function isSaid(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  const { object } = node.callee;
  return SAID.test(nameOf(node.callee)) || (isNode(object) && SAID.test(nameOf(object)));
}

/** An index makes answers faster but not different, unless it keeps values unique. */
const isIndex = (above: readonly Node[]): boolean =>
  above.some(
    ({ type, key, callee, id }) =>
      (type === 'Property' && nameOf(key) === 'indexes') ||
      (type === 'CallExpression' && isNode(callee) && /^createIndex(es)?$/.test(nameOf(callee.property))) ||
      (type === 'VariableDeclarator' && nameOf(id).endsWith('_INDEX')),
  );
const isUnique = (node: Node | undefined): boolean => node?.type === 'Property' && nameOf(node.key) === 'unique';

const isSpread = (node: Node): boolean => node.type === 'SpreadElement';
const replace = (kind: string, { start, end }: { start: number; end: number }, replacement: string): Fault => ({
  kind,
  start,
  end,
  replacement,
});

/** If a change of the operator or the sign already inverts the condition, the inversion is not counted again. */
const isTurnedElsewhere = (test: Node): boolean =>
  test.type === 'UnaryExpression' ? test.operator === '!' : /^[!=]==$/.test(String(test.operator));

function turned(test: unknown, text: string): Fault[] {
  if (!isNode(test) || isTurnedElsewhere(test)) return [];
  return [replace('a condition turned', test, `!(${text.slice(test.start, test.end)})`)];
}

const isComparison = (node: unknown): boolean =>
  isNode(node) && node.type === 'BinaryExpression' && /[<>=]/.test(String(node.operator));

/** An `if` that only adds a step or leaves early. With an `else`, the result without it would be unclear. */
const guardOut = (node: Node): Fault[] => (node.alternate ? [] : [replace('a guard taken out', node, '{}')]);

const OTHER_OPERATOR: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
};

function operatorChanged(node: Node, text: string): Fault[] {
  const [left, right, operator] = [node.left as Node, node.right as Node, String(node.operator)];
  const other = OTHER_OPERATOR[operator];
  if (!other) return [];
  const start = text.indexOf(operator, left.end);
  return start < right.start ? [replace('an operator changed', { start, end: start + operator.length }, other)] : [];
}

/** One side alone. Its position decides which one, so that a long condition does not count too much. */
function operandOut(node: Node, text: string): Fault[] {
  const kept = (node.start % 2 === 0 ? node.left : node.right) as Node;
  return [replace('one side taken out', node, text.slice(kept.start, kept.end))];
}

function signOut(node: Node, text: string): Fault[] {
  if (node.operator !== '!' && node.operator !== '-') return [];
  const argument = node.argument as Node;
  return [replace('a sign taken out', node, ` ${text.slice(argument.start, argument.end)}`)];
}

const boolTurned = (node: Node): Fault[] =>
  typeof node.value === 'boolean' ? [replace('a yes turned into a no', node, String(!node.value))] : [];

/** A duration that is a millisecond longer is no fault. */
const isDuration = (above: readonly Node[]): boolean =>
  above.some((node) => /(Ms|_MS|MS)(_(MIN|MAX))?$/.test(nameOf(node.id) || nameOf(node.key) || nameOf(node.left)));

function limitMoved(node: Node, above: readonly Node[]): Fault[] {
  const { value } = node;
  const parent = above.at(-1);
  if (typeof value !== 'number' || !Number.isInteger(value) || isDuration(above)) return [];
  if (parent?.type === 'Property' && parent.key === node) return [];
  if (isOrder(node, above)) return [];
  const by = value > 1 && node.start % 2 === 0 ? -1 : 1;
  return [replace('a limit moved by one', node, String(value + by))];
}

/** -1 and 1 give an order, and so does any other number of the same sign. */
function isOrder(node: Node, above: readonly Node[]): boolean {
  const signed = above.at(-1)?.type === 'UnaryExpression';
  const parent = above.at(signed ? -2 : -1);
  return node.value === 1 && parent?.type === 'ConditionalExpression' && parent.test !== above.at(-1);
}

/** Each member with its comma. */
function membersOut(members: readonly Node[], kind: string, only = (_: Node): boolean => true): Fault[] {
  return members.flatMap((member, at) => {
    if (!member || !only(member)) return [];
    const next = members[at + 1];
    const before = members[at - 1];
    const range = next
      ? { start: member.start, end: next.start }
      : { start: before ? before.end : member.start, end: member.end };
    return [replace(kind, range, '')];
  });
}

function statementOut(node: Node): Fault[] {
  const expression = node.expression as Node;
  const called = expression.type === 'UnaryExpression' ? (expression.argument as Node) : expression;
  if (called.type === 'AwaitExpression') return [replace('an awaited call taken out', node, ';')];
  if (called.type === 'CallExpression') return [replace('a call taken out', node, ';')];
  return called.type === 'AssignmentExpression' ? [replace('an assignment taken out', node, ';')] : [];
}

const OTHER_METHOD: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  push: 'unshift',
  unshift: 'push',
  shift: 'pop',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
};
const METHODS_OUT = new Set(
  'filter sort toSorted reverse toReversed slice trim normalize toLowerCase toUpperCase'.split(' '),
);

function methodChanged(node: Node): Fault[] {
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const [object, property] = [callee.object as Node, callee.property as Node];
  const name = nameOf(property);
  const other = isById(node) ? undefined : OTHER_METHOD[name];
  if (other) return [replace('a method changed', property, other)];
  return METHODS_OUT.has(name) ? [replace(`.${name} taken out`, { start: object.end, end: node.end }, '')] : [];
}

/** A search by id or number finds the same item from either end. */
function isById({ arguments: given, callee }: Node): boolean {
  if (!/^find(Last)?$/.test(nameOf((callee as Node).property))) return false;
  const [test] = given as Node[];
  const body = test?.body as Node | undefined;
  if (body?.type !== 'BinaryExpression' || body.operator !== '===') return false;
  return [body.left, body.right].some((side) =>
    /^(id|.*Id|number)$/.test(nameOf(side) || nameOf((side as Node).property)),
  );
}
