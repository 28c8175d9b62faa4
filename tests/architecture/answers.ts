/** Reads from the code which codes each method refuses with: from its handler on, as the wiring puts it together. */
import type { ContractMethod } from '@naru/contracts';
import { literalOf, nodesOf, type Origin, origins, type Place } from './origins.ts';
import { isFunction, isNode, isTestCode, type Node, nameOf, type Source, walk } from './source.ts';
import { isTextsFile } from './texts.ts';

export interface Answers {
  /** By the path of each method its codes, and where each is refused. */
  read: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The codes that stores refuse with where a unique key is taken. */
  taken: ReadonlySet<string>;
}

/** Functions that put refusals into the answer instead of throwing them. */
const TELLERS = new Set(['recount', 'limitsBetween', 'outsideOf', 'hiddenLimit']);
/** Functions of the kit that refuse by themselves. */
const KIT_REFUSALS: Readonly<Record<string, string>> = { asStored: 'mirror.busy' };

/** Services refuse, and so does the library of the rules that several of them share. */
export const REFUSING = /^(?:services\/(?!gateway\/)|libs\/limits\/)/;

export const isRead = (file: string): boolean => REFUSING.test(file) && !isTestCode(file);

/** @param all the services' code: what is refused elsewhere is not seen */
export function answersIn(all: readonly Source[], methods: readonly ContractMethod[]): Answers {
  const names = origins(all);
  const found = new Map<string, Map<string, string>>();
  const taken: Reading = { names, codes: new Map(), seen: new Set() };
  for (const source of all)
    walk(source.program, (node) => {
      if (node.type === 'Property' && nameOf(node.key) === 'taken')
        followAny(taken, { in: source, node: node.value as Node });
      const [definition, handlers] = nodesOf(node.arguments);
      if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'implement' || !handlers) return;
      const service = nameOf(definition).replace(/Definition$/, '');
      for (const { path, name } of methods.filter((one) => one.service === service)) {
        const codes = new Map<string, string>();
        const key = name.charAt(0).toLowerCase() + name.slice(1);
        const entries = names.memberOf({ in: source, node: handlers }, key);
        for (const entry of entries) follow({ names, codes, seen: new Set() }, entry);
        if (entries.length > 0) found.set(path, codes);
      }
    });
  return { read: found, taken: new Set(taken.codes.keys()) };
}

interface Reading {
  names: ReturnType<typeof origins>;
  codes: Map<string, string>;
  seen: Set<Node>;
}

/** Reads the functions that an expression means. A plain Get is made by the kit. */
function follow(reading: Reading, entry: Origin): void {
  for (const one of reading.names.meaningOf(entry)) {
    if (isFunction(one.node)) read(reading, one);
    else if (/^(get|existing)$/.test(one.property ?? '') && nameOf(one.node.callee) === 'answering')
      reading.codes.set(`${nounOfStore(reading, one)}.not_found`, one.in.path);
  }
}

function read(reading: Reading, { in: source, node: top }: Place): void {
  const { seen, codes, names } = reading;
  const name = nameOf(top.id) || nameOf(names.parents.get(top)?.id);
  if (seen.has(top) || isTextsFile(source.path) || TELLERS.has(name)) return;
  seen.add(top);
  walk(top, (node, above) => {
    const parent = above.at(-1);
    // A named function inside is read where its name is used.
    if (/^TS(Type|Interface|Union|Literal)/.test(node.type) || (node !== top && isNamed(node, parent))) return false;
    if (node.type === 'CallExpression')
      for (const code of codesOf(reading, { in: source, node }))
        codes.set(code, `${source.path}:${source.lineAt(node.start)}`);
    if (node.type === 'MemberExpression' && node.computed)
      followAny(reading, { in: source, node: node.object as Node });
    if (node.type === 'MemberExpression' || (node.type === 'Identifier' && !isKey(node, parent)))
      follow(reading, { in: source, node });
    return true;
  });
}

const isNamed = (node: Node, parent: Node | undefined): boolean =>
  node.type === 'FunctionDeclaration' || (isFunction(node) && parent?.type === 'VariableDeclarator');

const isKey = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
  (parent?.type === 'Property' && parent.key === node && parent.shorthand !== true);

/** `TABLE[key]`: any of them. */
function followAny(reading: Reading, table: Place): void {
  for (const { in: source, node } of reading.names.meaningOf(table))
    for (const { value } of node.type === 'ObjectExpression' ? nodesOf(node.properties) : [])
      if (isNode(value)) follow(reading, { in: source, node: value });
}

/** What a call refuses with: by the texts of a noun, or as `notFound('noun', id)`. */
function codesOf({ names }: Reading, { in: source, node }: Place): string[] {
  const callee = node.callee as Node;
  const [first] = nodesOf(node.arguments);
  const name = nameOf(callee);
  if (name in KIT_REFUSALS) return [KIT_REFUSALS[name] ?? ''];
  if (name === 'notFound' && literalOf(first)) return [`${literalOf(first)}.not_found`];
  return names.meaningOf({ in: source, node: callee }).flatMap(({ in: file, node: made, property = '' }) => {
    if (made.type !== 'CallExpression' || nameOf(made.callee) !== 'refusing') return [];
    const noun = nounOfTexts(names, { in: file, node: nodesOf(made.arguments)[0] as Node });
    if (property === 'known' || property === 'unknown') return [`${noun}.not_found`];
    if (property !== 'refuse') return [];
    const keys = first?.type === 'ConditionalExpression' ? [first.consequent, first.alternate] : [first];
    return keys
      .map(literalOf)
      .filter(Boolean)
      .map((key) => (noun ? `${noun}.${key}` : key));
  });
}

function nounOfTexts({ meaningOf }: Reading['names'], texts: Place): string {
  const [made] = meaningOf(texts);
  return literalOf(nodesOf(made?.node.arguments)[0]);
}

/** Of a store that is given to `answering`, as its `aggregateStore` names it. */
function nounOfStore({ names }: Reading, { in: source, node }: Place): string {
  const [store] = nodesOf(node.arguments);
  const [made] = store ? names.meaningOf({ in: source, node: store }) : [];
  if (!made) return '';
  const [spec] = nodesOf(made.node.arguments);
  // `offering(store, mirror)` is the store.
  if (spec && nameOf(made.node.callee) !== 'aggregateStore') return nounOfStore({ names } as Reading, made);
  return literalOf(nodesOf(spec?.properties).find(({ key }) => nameOf(key) === 'noun')?.value);
}
