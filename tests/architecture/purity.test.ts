import { describe, expect, test } from '@jest/globals';
import { placeOf } from './imports.ts';
import { pureFiles, purityFindings } from './purity.ts';
import { shown, sourceOf, sources } from './source.ts';
import { WITHOUT_NOUNS } from './walls.ts';

const all = sources();

test('the core of every noun is pure', () => {
  expect(shown(pureFiles(all).flatMap(purityFindings))).toEqual([]);
});

test('every service with nouns has files to check', () => {
  const servicesOf = (files: readonly { path: string }[]) =>
    new Set(files.map(({ path }) => placeOf(path)?.service).filter((name) => name && !(name in WITHOUT_NOUNS)));
  expect(servicesOf(pureFiles(all))).toEqual(servicesOf(all));
});

const DECIDE = 'services/startup-registry/src/venture/decide.ts';
const planted = (text: string) => purityFindings(sourceOf(DECIDE, text)).map(({ message }) => message);

describe('planted faults', () => {
  test.each([
    ['await', 'const x = await y;'],
    ['for await', 'export {}; for await (const x of y) use(x);'],
    ['async', 'const f = async () => 1;'],
    ['the clock', 'const now = new Date();'],
    ['the clock by now', 'const now = Date.now();'],
    ['the clock as text', 'const now = Date();'],
    ['chance', 'const x = Math.random();'],
    ['the environment', 'const x = process.env.X;'],
    ['the process by shorthand', 'const x = { process };'],
    ['the network', "fetch('http://x');"],
    ['a timer', 'setTimeout(f, 1);'],
    ['a random id', 'const x = crypto.randomUUID();'],
    ['an impure part of the kit', "import { freshId } from '@naru/kit/ids';"],
    ['the database', "import { ObjectId } from 'mongodb';"],
    ['a module of Node', "import { readFileSync } from 'node:fs';"],
    ['a whole module of which a part is pure', "import * as crypto from 'node:crypto';"],
  ])('%s', (_, text) => {
    expect(planted(text)).toHaveLength(1);
  });

  test('an evolve that throws', () => {
    expect(planted("export const evolve = (s) => { if (!s) throw new Error('x'); return s; };")).toHaveLength(1);
  });

  test('an impure file behind a pure one', () => {
    const store = sourceOf('services/startup-registry/src/venture/store.ts', 'export const x = Date.now();');
    const decide = sourceOf(DECIDE, "import { x } from './store.ts';");
    expect(pureFiles([store, decide]).flatMap(purityFindings)).toHaveLength(1);
  });
});

test('pure code passes', () => {
  const text = `
    import { Rejection } from '@naru/kit/rejection';
    import type { Db } from 'mongodb';
    // await new Date() in a comment, and in a text:
    const text = 'await Date.now()';
    const known = new Date(Date.UTC(2015, 4, 11));
    const x = { process: known.process, fetch: 1 };`;
  expect(planted(text)).toEqual([]);
});
