/** Examples of texts: only the generated page of refusals shows them, and the test of that page compares it whole. */
import { type Node, nameOf, type Source, walk } from '../architecture/source.ts';

const isExample = ({ type, key }: Node): boolean => type === 'Property' && nameOf(key) === 'example';

/** A type, but not an expression with a type. */
const isType = ({ type }: Node): boolean => /^TS(?!(As|Satisfies|NonNull)Expression)/.test(type);

/** Finds the values of `example:`, and the constants of the file that stand in no other place. */
export function examplesIn({ program }: Source): (node: Node) => boolean {
  const inExamples = new Set<string>();
  const elsewhere = new Set<string>();
  walk(program, (node, above) => {
    if (isType(node)) return false;
    if (node.type === 'Identifier' && isRead(node, above))
      (above.some(isExample) ? inExamples : elsewhere).add(nameOf(node));
    return true;
  });
  const isOnlyExample = ({ type, id }: Node): boolean =>
    type === 'VariableDeclarator' && inExamples.has(nameOf(id)) && !elsewhere.has(nameOf(id));
  return (node) => isExample(node) || isOnlyExample(node);
}

/** A name that stands for a constant of the file: no key of an object, and no parameter. Other files read an export. */
function isRead(node: Node, above: readonly Node[]): boolean {
  const parent = above.at(-1);
  if (parent?.type === 'VariableDeclarator' && parent.id === node)
    return above.at(-3)?.type === 'ExportNamedDeclaration';
  if (parent?.type === 'Property' && parent.key === node) return parent.computed === true;
  if (parent?.type === 'MemberExpression' && parent.property === node) return parent.computed === true;
  return !above.some(({ params }) => Array.isArray(params) && params.some((param) => declares(param, nameOf(node))));
}

function declares(param: Node, name: string): boolean {
  let found = false;
  walk(param, (node) => {
    found ||= node.type === 'Identifier' && nameOf(node) === name;
    return !isType(node);
  });
  return found;
}
