import { describe, expect, test } from '@jest/globals';
import { circleFindings, circlesOf, fileGraph, folderGraph, type Graph } from './circles.ts';
import { shown, sourceOf, sources } from './source.ts';

const house = fileGraph(sources());

test('no files import each other in a cycle', () => {
  expect(shown(circleFindings(house, 'files'))).toEqual([]);
});

test('no folders import each other in a cycle', () => {
  expect(shown(circleFindings(folderGraph(house), 'folders'))).toEqual([]);
});

/** Files that do not exist: their paths are used as given. */
const graphOf = (known: Record<string, string[]>): Graph =>
  new Map(Object.entries(known).map(([name, others]) => [name, new Set(others)]));

/** Files of the repository with these texts in them. */
const rewritten = (texts: Record<string, string>): Graph =>
  fileGraph(Object.entries(texts).map(([file, text]) => sourceOf(file, text)));

const STORE = 'services/startup-registry/src/venture/store.ts';
const DECIDE = 'services/startup-registry/src/venture/decide.ts';

describe('planted faults', () => {
  test.each([
    ['values', "import { x } from './decide.ts';"],
    ['types', "import type { X } from './decide.ts';"],
    ['a re-export', "export * from './decide.ts';"],
    ['an inline type import', "export type X = import('./decide.ts').X;"],
    ['import()', "export const x = await import('./decide.ts');"],
    ['the file of a thread', "new Worker(new URL('./decide.ts', import.meta.url));"],
  ])('two files by %s', (_, text) => {
    const graph = rewritten({ [STORE]: text, [DECIDE]: "import { y } from './store.ts';" });
    const [finding] = circleFindings(graph, 'files');
    expect(finding).toMatchObject({
      file: DECIDE,
      message: expect.stringContaining(`${DECIDE}, ${STORE} import each`),
    });
  });

  test('two folders, though no two files import each other', () => {
    const graph = rewritten({
      'services/startup-registry/src/venture/store.ts': "import '../centre/store.ts';",
      'services/startup-registry/src/centre/decide.ts': "import type { Venture } from '../venture/venture.ts';",
    });
    expect(circlesOf(graph)).toEqual([]);
    expect(circlesOf(folderGraph(graph))).toEqual([
      ['services/startup-registry/src/centre', 'services/startup-registry/src/venture'],
    ]);
  });

  test('three folders in a row; folders outside the cycle are not named', () => {
    const graph = graphOf({ 'a/1': ['b/1'], 'b/1': ['c/1', 'd/1'], 'c/1': ['a/1'], 'd/1': [], 'e/1': ['a/1'] });
    expect(circlesOf(graph)).toEqual([['a/1', 'b/1', 'c/1']]);
    expect(circlesOf(folderGraph(graph))).toEqual([['a', 'b', 'c']]);
  });

  test('two cycles with a common importer outside are two findings', () => {
    const graph = graphOf({ in: ['a', 'c'], a: ['b'], b: ['a'], c: ['d'], d: ['c', 'a'] });
    expect(circlesOf(graph).sort()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

test('allowed imports pass', () => {
  // A noun and its subfolder for verbs count as one; tests may import anything.
  const room = graphOf({
    'noun/rpc.ts': ['noun/decide/open.ts'],
    'noun/decide/open.ts': ['noun/noun.ts'],
    'noun/noun.ts': [],
  });
  expect(circlesOf(folderGraph(room))).toEqual([]);
  const tested = rewritten({
    [DECIDE]: '',
    'services/startup-registry/src/venture/decide.test.ts': "import './decide.ts';",
  });
  expect([...tested.keys()]).toEqual([DECIDE]);
  expect(circlesOf(graphOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
});
