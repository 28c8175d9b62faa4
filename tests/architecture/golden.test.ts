import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { files, root } from './source.ts';

/** Events without released bytes: then no test would find that old events in streams and journals became unreadable. */
const forgotten = (types: readonly string[], held: ReadonlySet<string>): string[] =>
  types
    .filter((type) => !held.has(type))
    .map((type) => `${type} has no golden bytes: call goldenEvents in events.test.ts of its noun, then npm run golden`);

const held = new Set(
  files()
    .filter((file) => file.startsWith('services/') && file.endsWith('/fixture/events.json'))
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(path.join(root, file), 'utf8')) as object)),
);
const types = events.map(({ type }) => type);

test('every event of the catalogue has its released bytes', () => {
  expect(forgotten(types, held)).toEqual([]);
});

test('a planted event without them is found', () => {
  expect(forgotten([...types, 'naru.registry.venture.renamed.v1'], held)).toHaveLength(1);
});
