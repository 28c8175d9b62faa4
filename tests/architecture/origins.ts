/**
 * Finds what names mean: through imports, members of objects in the code, values that functions return, and parameters
 * that only one call sets. A name that cannot be followed means nothing.
 */
import { importsOf } from './graph.ts';
import { isFunction, isNode, type Node, nameOf, type Source, walk } from './source.ts';

/** A piece of a program and the file it stands in. */
export interface Place {
  in: Source;
  node: Node;
}

/** What a name comes from; where that is taken apart, by which property of it. */
export type Origin = Place & { property?: string | undefined };

export const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
export const literalOf = (value: unknown): string =>
  isNode(value) && typeof value.value === 'string' ? value.value : '';

const WRAPPED = /^(TSSatisfiesExpression|TSAsExpression|AwaitExpression|ParenthesizedExpression)$/;
const DEPTH_MAX = 24;

export function origins(all: readonly Source[]) {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const parents = parentsIn(all);
  const targets = new Map(
    all.map((source) => [source, new Map(importsOf(source).map(({ specifier, target }) => [specifier, target ?? '']))]),
  );
  const calls = new Map<Node, Place[]>();
  const within = shallow(DEPTH_MAX);

  /** What the name that stands there means. */
  function originOf({ in: source, node: at }: Place): Origin | null {
    const name = nameOf(at);
    for (let node: Node | undefined = at; node; node = parents.get(node)) {
      const given = isFunction(node) ? parameterOf(node, name) : undefined;
      if (given !== undefined) return given;
      const found = /^(BlockStatement|Program)$/.test(node.type) ? declaredIn(nodesOf(node.body), name) : null;
      if (found) return { in: source, ...found };
    }
    return importedAs(source, name);
  }

  /** What a parameter is given by the only call of its function; null where there are more, or none. */
  function parameterOf(taker: Node, name: string): Origin | null | undefined {
    for (const [index, parameter] of nodesOf(taker.params).entries()) {
      const found = bound(parameter, name);
      if (!found) continue;
      const [only, ...others] = calls.get(taker) ?? [];
      const given = others.length === 0 ? nodesOf(only?.node.arguments)[index] : undefined;
      return only && given ? { in: only.in, node: given, ...found } : null;
    }
    return undefined;
  }

  function importedAs(source: Source, name: string): Origin | null {
    for (const { moduleRequest, entries } of source.module.staticImports)
      for (const { localName, importName } of entries) {
        const target = localName.value === name && byPath.get(targets.get(source)?.get(moduleRequest.value) ?? '');
        if (!target) continue;
        return importName.kind === 'Name'
          ? exportedAs(target, importName.name ?? '')
          : { in: target, node: target.program };
      }
    return null;
  }

  function exportedAs(source: Source, name: string): Origin | null {
    for (const { entries } of source.module.staticExports)
      for (const { exportName, moduleRequest, importName } of entries) {
        const isPassedOn = exportName.name === name && moduleRequest !== null;
        const target = isPassedOn && byPath.get(targets.get(source)?.get(moduleRequest.value) ?? '');
        if (target) return exportedAs(target, importName.name ?? '');
      }
    const found = declaredIn(nodesOf(source.program.body), name);
    return found && { in: source, ...found };
  }

  /** What an expression means once its names are followed: a piece of code, or a member of what a package's function returns. */
  const meaningOf = (origin: Origin): Origin[] => within(() => meant(origin));

  function meant({ in: source, node, property }: Origin): Origin[] {
    const at = (one: unknown): Origin => ({ in: source, node: one as Node });
    if (property !== undefined) return memberOf(at(node), property).flatMap(further);
    if (node.type === 'Identifier') return [originOf(at(node))].flatMap((one) => (one ? meaningOf(one) : []));
    if (node.type === 'MemberExpression' && !node.computed)
      return memberOf(at(node.object), nameOf(node.property)).flatMap(further);
    if (node.type === 'ConditionalExpression')
      return [node.consequent, node.alternate].flatMap((one) => meaningOf(at(one)));
    if (WRAPPED.test(node.type)) return meaningOf(at(node.expression ?? node.argument));
    if (node.type !== 'CallExpression') return [at(node)];
    const makers = meaningOf(at(node.callee)).filter((one) => isFunction(one.node));
    return makers.length > 0 ? makers.flatMap(returned).flatMap(meaningOf) : [at(node)];
  }

  const further = (one: Origin): Origin[] =>
    one.property !== undefined && one.node.type === 'CallExpression' ? [one] : meaningOf(one);

  /** What `object.name` is: of a module, of an object that is written out, or of what a package's function returns. */
  function memberOf(of: Origin, name: string): Origin[] {
    return meaningOf(of).flatMap(({ in: source, node, property }): Origin[] => {
      if (node.type === 'Program') return [exportedAs(source, name)].filter((one) => one !== null);
      if (node.type === 'CallExpression') return property === undefined ? [{ in: source, node, property: name }] : [];
      for (const one of nodesOf(node.properties).toReversed()) {
        const value = { in: source, node: (one.value ?? one.argument) as Node };
        if (one.type === 'Property' && nameOf(one.key) === name) return [value];
        const spread = one.type === 'SpreadElement' ? memberOf(value, name) : [];
        if (spread.length > 0) return spread;
      }
      return [];
    });
  }

  for (const source of all)
    walk(source.program, (node) => {
      if (node.type !== 'CallExpression' || (node.callee as Node).type !== 'Identifier') return;
      const origin = originOf({ in: source, node: node.callee as Node });
      if (!origin || origin.property !== undefined || !isFunction(origin.node)) return;
      calls.set(origin.node, [...(calls.get(origin.node) ?? []), { in: source, node }]);
    });

  return { meaningOf, memberOf, parents };
}

function parentsIn(all: readonly Source[]): WeakMap<Node, Node> {
  const parents = new WeakMap<Node, Node>();
  for (const { program } of all)
    walk(program, (node, above) => {
      const parent = above.at(-1);
      if (parent) parents.set(node, parent);
    });
  return parents;
}

/** Names may go round in a circle. */
function shallow(max: number) {
  let depth = 0;
  return <T>(look: () => T[]): T[] => {
    if (depth >= max) return [];
    depth += 1;
    try {
      return look();
    } finally {
      depth -= 1;
    }
  };
}

/** Whether a pattern binds the name, and from which property of what it takes apart. */
function bound(pattern: Node, name: string): { property?: string } | null {
  if (pattern.type === 'Identifier') return pattern.name === name ? {} : null;
  if (pattern.type === 'AssignmentPattern') return bound(pattern.left as Node, name);
  if (pattern.type === 'RestElement') return bound(pattern.argument as Node, name);
  if (pattern.type === 'ArrayPattern')
    return nodesOf(pattern.elements).some((one) => bound(one, name)) ? { property: '' } : null;
  const found = nodesOf(pattern.properties).find((one) => bound((one.value ?? one.argument) as Node, name));
  return found ? { property: found.type === 'Property' ? nameOf(found.key) : '' } : null;
}

function declaredIn(statements: readonly Node[], name: string): { node: Node; property?: string } | null {
  for (const statement of statements) {
    const one = isNode(statement.declaration) ? statement.declaration : statement;
    if (one.type === 'FunctionDeclaration' && nameOf(one.id) === name) return { node: one };
    for (const declarator of one.type === 'VariableDeclaration' ? nodesOf(one.declarations) : []) {
      const found = bound(declarator.id as Node, name);
      if (found) return { node: (declarator.init ?? declarator) as Node, ...found };
    }
  }
  return null;
}

/** The expressions that a function returns. */
function returned({ in: source, node }: Origin): Origin[] {
  const body = node.body as Node;
  if (body.type !== 'BlockStatement') return [{ in: source, node: body }];
  const found: Origin[] = [];
  walk(body, (one) => {
    if (isFunction(one)) return false;
    if (one.type === 'ReturnStatement' && isNode(one.argument)) found.push({ in: source, node: one.argument });
    return true;
  });
  return found;
}
