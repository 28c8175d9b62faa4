/**
 * Casts that switch the type check off: `as never` and `as unknown as`. They must be few, and each must have a reason.
 */
import { type Finding, isNode, isTestCode, type Node, type Source, walk } from './source.ts';

/** The maximum in the whole repository, without tests and generated files. */
export const CASTS_MAX = 10;

/** Every cast, and whether a comment stands on its line or on the line before its statement. */
export function castsIn(source: Source): { line: number; said: boolean }[] {
  if (isTestCode(source.path)) return [];
  const lines = source.text.split('\n');
  const found: { line: number; said: boolean }[] = [];
  walk(source.program, (node, above) => {
    if (!isCast(node)) return;
    const line = source.lineAt(node.start);
    const statement = [...above].reverse().find(({ type }) => /Statement$|Declaration$|^Property/.test(type)) ?? node;
    const places = [line, line - 1, source.lineAt(statement.start) - 1];
    const said = places.some((at) => /\/\/ |\*\/$|^\s*\* /.test(lines[at - 1] ?? ''));
    found.push({ line, said });
  });
  return found;
}

const isCast = (node: Node): boolean =>
  node.type === 'TSAsExpression' &&
  (typeOf(node) === 'TSNeverKeyword' ||
    (isNode(node.expression) &&
      node.expression.type === 'TSAsExpression' &&
      typeOf(node.expression) === 'TSUnknownKeyword'));

const typeOf = ({ typeAnnotation }: Node): string => (isNode(typeAnnotation) ? typeAnnotation.type : '');

/** Casts without a reason; and all casts, if there are too many. */
export function castFindings(all: readonly Source[]): Finding[] {
  const casts = all.flatMap((source) => castsIn(source).map((cast) => ({ file: source.path, ...cast })));
  const silent = casts
    .filter(({ said }) => !said)
    .map(({ file, line }) => ({ file, line, message: 'a cast without its reason: say in a comment why it is true' }));
  const message = `one of ${casts.length} casts; at most ${CASTS_MAX} in the house: give the type that is meant`;
  return casts.length > CASTS_MAX ? casts.map(({ file, line }) => ({ file, line, message })) : silent;
}
