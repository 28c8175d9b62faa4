/** All lists work in the same way: the contract states the orders, and the `list` of a store has exactly these. */
import { type ContractMethod, orderFrom, ordersOf } from '@naru/contracts';
import { type Finding, isNode, type Node, type Source, walk } from './source.ts';

/** Paged lists with only one order, with the reason. */
const ONE_ORDER: Readonly<Record<string, string>> = {
  ListJournalEntries: 'a chain is read along the chain, which is how it is verified',
  ListVersions: 'an operator compares all of them, in any order',
  ListRunCandidates: 'a run has ranked its candidates',
};

/** The orders that the kit defines, so that a store need not. */
const KNOWN = new Set(['id', 'create_time', 'update_time']);

/** A place in the code that answers a list request. */
export interface Answered {
  file: string;
  line: number;
  /** The name of the request: ListDealsRequest */
  request: string;
  /** The orders that it states; null if they are not written at that place. */
  orders: readonly string[] | null;
}

const FIX = 'see docs/add-an-rpc.md, "How to give a list"';

export const pagedLists = (methods: readonly ContractMethod[]): ContractMethod[] =>
  methods.filter(({ output }) => output.fields.some(({ name }) => name === 'next_page_token'));

/** The faults of one list, compared with the places that answer requests. */
export function listFindings({ name, desc, input }: ContractMethod, answered: readonly Answered[]): Finding[] {
  const found = (message: string, at?: Answered): Finding => ({
    file: at?.file ?? `proto/${desc.parent.file.name}.proto`,
    line: at?.line ?? 0,
    message: `${name} ${message}; ${FIX}`,
  });
  const orders = ordersOf(input).map((order) => orderFrom(order).by);
  if (name in ONE_ORDER) return orders.length > 0 ? [found('has orders, and a reason for having one only')] : [];
  if (orders.length === 0) return [found('has no order_by with (naru.api.v1.orders)')];
  const own = answered.filter(({ request }) => request === input.name);
  const [first] = own;
  if (!first || own.length > 1) return [found(`is answered by ${own.length} lists of stores in place of one`, first)];
  if (!first.orders) return [];
  const { orders: said } = first;
  return [
    ...orders
      .filter((by) => !KNOWN.has(by) && !said.includes(by))
      .map((by) => found(`names ${by}, its store does not`, first)),
    ...said.filter((by) => !orders.includes(by)).map((by) => found(`does not name ${by}, its store does`, first)),
  ];
}

/** Objects with `request` and `filters`, which are specs of lists, and the arguments of `ordersNamed`. */
export function answeredIn(source: Source): Answered[] {
  const found: Answered[] = [];
  walk(source.program, (node) => {
    const at = { file: source.path, line: source.lineAt(node.start) };
    const request = requestOf(node);
    if (request && node.type === 'CallExpression') found.push({ ...at, request, orders: null });
    else if (request) found.push({ ...at, request, orders: keysOf(propertyOf(node, 'orders')) });
  });
  return found;
}

function requestOf(node: Node): string | undefined {
  if (node.type === 'ObjectExpression' && propertyOf(node, 'filters')) return nameOf(propertyOf(node, 'request'));
  const [first] = node.type === 'CallExpression' ? (node.arguments as Node[]) : [];
  return node.type === 'CallExpression' && nameOf(node.callee as Node) === 'ordersNamed' ? nameOf(first) : undefined;
}

const nameOf = (node: Node | undefined): string | undefined =>
  node?.type === 'Identifier' ? String(node.name) : undefined;

const propertiesOf = (node: Node | undefined): Node[] =>
  node?.type === 'ObjectExpression' ? (node.properties as Node[]).filter(({ type }) => type === 'Property') : [];

const keyOf = ({ key }: Node): string => (isNode(key) ? String(key.name ?? key.value) : '');

const propertyOf = (node: Node, key: string): Node | undefined =>
  propertiesOf(node).find((one) => keyOf(one) === key)?.value as Node | undefined;

const keysOf = (node: Node | undefined): string[] => propertiesOf(node).map(keyOf);

/** A list outside a store (`listing`) does not make its indexes: other code must. */
export function unindexed(all: readonly Source[]): Finding[] {
  const text = all.map((source) => source.text).join('\n');
  return all
    .filter(({ path }) => path.startsWith('services/'))
    .flatMap(({ path, text: own, lineAt }) =>
      [...own.matchAll(/const (\w+) = listing</g)]
        .filter(([, name]) => !new RegExp(`\\b${name}\\.indexes\\b`).test(text))
        .map(({ index, 1: name }) => ({ file: path, line: lineAt(index), message: `nobody makes ${name}.indexes` })),
    );
}
