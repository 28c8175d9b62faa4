/** Path templates of google.api.http, and the tree that finds the route of a path in one descent. */

export interface Template {
  /** A fixed segment, or null for a variable. */
  segments: readonly (string | null)[];
  /** The request fields that the variables fill, in order, as paths of proto names. */
  variables: readonly (readonly string[])[];
  /** The word after the colon: publish in /v1/ventures/{id}:publish; empty if there is no colon. */
  verb: string;
}

const VERB = /:([A-Za-z][A-Za-z0-9]*)$/;
const LITERAL = /^[A-Za-z0-9._~-]+$/;
const VARIABLE = /^\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}$/;

/** @throws Error at boot for a template form that the contract does not use, such as {name=centres/*} */
export function parseTemplate(template: string): Template {
  const verb = VERB.exec(template)?.[1] ?? '';
  const path = verb ? template.slice(0, -verb.length - 1) : template;
  const variables: string[][] = [];
  const segments = path
    .split('/')
    .slice(1)
    .map((segment) => {
      const variable = VARIABLE.exec(segment)?.[1];
      if (!variable && !LITERAL.test(segment))
        throw new Error(`${template}: the gateway does not know the segment ${segment}`);
      if (variable) variables.push(variable.split('.'));
      return variable ? null : segment;
    });
  return { segments, variables, verb };
}

interface Node<T> {
  literals: Map<string, Node<T>>;
  variable: Node<T> | null;
  /** By the verb after the colon, then by HTTP method. */
  ends: Map<string, Map<string, T>>;
}

const newNode = <T>(): Node<T> => ({ literals: new Map(), variable: null, ends: new Map() });

export interface Found<T> {
  /** The routes of this path, by HTTP method. The caller's method may be missing. */
  byMethod: ReadonlyMap<string, T>;
  values: readonly string[];
}

export class Routes<T> {
  readonly #root: Node<T> = newNode();

  /** @throws Error if two routes would answer the same request */
  add(httpMethod: string, { segments, verb }: Template, route: T): void {
    let node = this.#root;
    for (const segment of segments) node = segment === null ? variableOf(node) : literalOf(node, segment);
    const byMethod = node.ends.get(verb) ?? new Map<string, T>();
    if (byMethod.has(httpMethod)) throw new Error(`two routes for ${httpMethod} ${segments.join('/')} ${verb}`);
    node.ends.set(verb, byMethod.set(httpMethod, route));
  }

  /**
   * The routes of a percent-encoded path. A colon in the last segment begins a verb if there is a verb of that name;
   * otherwise it belongs to the id.
   * @throws URIError if the percent-encoding is broken
   */
  find(httpMethod: string, path: string): Found<T> | null {
    const segments = path.split('/').slice(1);
    const last = segments.at(-1) ?? '';
    const verb = VERB.exec(last)?.[1] ?? '';
    if (!verb) return this.#match(segments, '');
    const found = this.#match([...segments.slice(0, -1), last.slice(0, -verb.length - 1)], verb);
    if (found) return found;
    const plain = this.#match(segments, '');
    return plain?.byMethod.has(httpMethod) ? plain : null;
  }

  #match(segments: readonly string[], verb: string): Found<T> | null {
    const raw: string[] = [];
    const byMethod = descend(this.#root, { segments, verb, raw }, 0);
    if (!byMethod) return null;
    return { byMethod, values: raw.map((value) => (value.includes('%') ? decodeURIComponent(value) : value)) };
  }
}

interface Sought {
  segments: readonly string[];
  verb: string;
  raw: string[];
}

/** Tries fixed names first, then variables. The tree is as deep as the longest template, for any path. */
function descend<T>(node: Node<T>, sought: Sought, depth: number): Map<string, T> | null {
  const segment = sought.segments[depth];
  if (segment === undefined) return node.ends.get(sought.verb) ?? null;
  const literal = node.literals.get(segment);
  const found = literal && descend(literal, sought, depth + 1);
  if (found) return found;
  if (!node.variable || segment === '') return null;
  sought.raw.push(segment);
  const below = descend(node.variable, sought, depth + 1);
  if (!below) sought.raw.pop();
  return below;
}

function variableOf<T>(node: Node<T>): Node<T> {
  node.variable ??= newNode();
  return node.variable;
}

function literalOf<T>(node: Node<T>, segment: string): Node<T> {
  const next = node.literals.get(segment) ?? newNode<T>();
  node.literals.set(segment, next);
  return next;
}
