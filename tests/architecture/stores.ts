/** A store has a typed interface: only the `store.ts` of the noun uses its collection and paths into its documents. */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

/** Functions that open a store, or make the closed form of a collection. */
const OPENERS = new Set(['openStore', 'rawOf']);

const ASK = 'ask the store in the words of its state (find, list, all, each, due), or by a function of its store.ts';

export function storeFindings(source: Source): Finding[] {
  const { path } = source;
  if (!path.startsWith('services/') || isTestCode(path) || /(^|[/-])store\.ts$/.test(path)) return [];
  const found: Finding[] = [];
  walk(source.program, (node, above) => {
    const what = rawnessOf(node, above.at(-1));
    if (what) found.push({ file: source.path, line: source.lineAt(node.start), message: `${what}: ${ASK}` });
  });
  return found;
}

function rawnessOf(node: Node, parent: Node | undefined): string | null {
  if (isPath(node)) return 'a path into stored documents';
  if (isRaw(node, parent)) return 'a raw collection';
  if (opens(node)) return 'a store that is opened';
  return isDriver(node) ? 'the database driver' : null;
}

const opens = ({ type, imported }: Node): boolean =>
  type === 'ImportSpecifier' && isNode(imported) && OPENERS.has(String(imported.name));

const isDriver = ({ type, source }: Node): boolean =>
  type === 'ImportDeclaration' && isNode(source) && source.value === 'mongodb';

const isPath = ({ type, value }: Node): boolean =>
  (type === 'Literal' && /^\$?(state|keys)\./.test(String(value))) ||
  (type === 'TemplateElement' && /^\$?(state|keys)\./.test(String((value as { raw?: string }).raw)));

/** `x.collection`, `db.collection(…)`, or a parameter that is destructured as `{ collection }`. */
const isRaw = (node: Node, parent: Node | undefined): boolean =>
  (node.type === 'MemberExpression' && isNode(node.property) && node.property.name === 'collection') ||
  (node.type === 'Property' && parent?.type === 'ObjectPattern' && isNode(node.key) && node.key.name === 'collection');
