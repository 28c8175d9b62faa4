/** A store has a typed face: its collection, and paths into its documents, are known to `store.ts` of the noun alone. */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';
import { RAW_STORES } from './walls.ts';

const ASK = 'ask the store in the words of its state (find, list, all, each, due), or by a function of its store.ts';

export function storeFindings(source: Source): Finding[] {
  const { path } = source;
  if (!path.startsWith('services/') || isTestCode(path) || /(^|[/-])store\.ts$/.test(path) || path in RAW_STORES)
    return [];
  return rawIn(source);
}

/** Every place that reaches behind the face of a store, whatever is granted. */
export function rawIn(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.program, (node, above) => {
    const what = isPath(node) ? 'a path into stored documents' : isRaw(node, above.at(-1)) ? 'a raw collection' : null;
    if (what) found.push({ file: source.path, line: source.lineAt(node.start), message: `${what}: ${ASK}` });
  });
  return found;
}

const isPath = ({ type, value }: Node): boolean =>
  (type === 'Literal' && /^\$?(state|keys)\./.test(String(value))) ||
  (type === 'TemplateElement' && /^\$?(state|keys)\./.test(String((value as { raw?: string }).raw)));

/** `x.collection`, `db.collection(…)`, or a parameter taken apart as `{ collection }`. */
const isRaw = (node: Node, parent: Node | undefined): boolean =>
  (node.type === 'MemberExpression' && isNode(node.property) && node.property.name === 'collection') ||
  (node.type === 'Property' && parent?.type === 'ObjectPattern' && isNode(node.key) && node.key.name === 'collection');
