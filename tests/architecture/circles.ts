/** No import cycles: the dependants of a file or folder can then be found by following imports in one direction. */
import path from 'node:path';
import { importsOf } from './graph.ts';
import { type Finding, isTestCode, type Source } from './source.ts';

/** Names, each with the names that it imports. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The imports of each file. Types count: a reader of a file must read the source of its types. */
export function fileGraph(all: readonly Source[]): Graph {
  const running = all.filter(({ path: file }) => !isTestCode(file));
  return new Map(
    running.map((source) => [
      source.path,
      new Set(importsOf(source).flatMap(({ target }) => (target && target !== source.path ? [target] : []))),
    ]),
  );
}

/**
 * The imports of each folder, from the files that stand directly in it. A folder and its own subfolder may import each
 * other: a subfolder such as decide/ is a part of its noun.
 */
export function folderGraph(files: Graph): Graph {
  const folders = new Map<string, Set<string>>();
  for (const [from, targets] of files) {
    const mine = path.posix.dirname(from);
    const known = folders.get(mine) ?? new Set();
    folders.set(mine, known);
    for (const theirs of [...targets].map((target) => path.posix.dirname(target)))
      if (theirs !== mine && path.posix.dirname(theirs) !== mine && path.posix.dirname(mine) !== theirs)
        known.add(theirs);
  }
  return folders;
}

export function circleFindings(graph: Graph, what: 'files' | 'folders'): Finding[] {
  return circlesOf(graph).map((circle) => ({
    file: circle[0] ?? '',
    line: 0,
    message: `an import cycle of ${what}: ${circle.join(', ')} import each other; move the shared part to one below them`,
  }));
}

/** The groups whose members all reach each other (Tarjan's strongly connected components of two or more). */
export function circlesOf(graph: Graph): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const waiting: string[] = [];

  function visit(node: string): number {
    const mine = order.size;
    order.set(node, mine);
    lowest.set(node, mine);
    waiting.push(node);
    for (const next of graph.get(node) ?? []) {
      const reach = order.has(next) ? (waiting.includes(next) ? (order.get(next) ?? mine) : mine) : visit(next);
      lowest.set(node, Math.min(lowest.get(node) ?? mine, reach));
    }
    const reached = lowest.get(node) ?? mine;
    if (reached === mine) {
      const group = waiting.splice(waiting.indexOf(node));
      if (group.length > 1) found.push(group.sort());
    }
    return reached;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found;
}
