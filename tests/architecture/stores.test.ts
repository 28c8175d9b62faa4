import { expect, test } from '@jest/globals';
import { files, shown, sourceOf, sources } from './source.ts';
import { rawIn, storeFindings } from './stores.ts';
import { RAW_STORES } from './walls.ts';

const all = sources();

test('the collection of a store, and paths into it, stay in its store.ts', () => {
  expect(shown(all.flatMap(storeFindings))).toEqual([]);
});

test('what is granted is used', () => {
  const raw = new Set(
    all.filter(({ path }) => path in RAW_STORES && rawIn(source(path)).length > 0).map(({ path }) => path),
  );
  expect(Object.keys(RAW_STORES).filter((file) => !files().includes(file) || !raw.has(file))).toEqual([]);
});

const source = (path: string) => all.find((one) => one.path === path) ?? sourceOf(path, '');

test.each([
  ['a collection', 'const docs = await ventures.collection.find().toArray();'],
  ['a collection of the database', "const rows = db.collection('row');"],
  ['a store taken apart', 'const f = ({ collection }: VentureStore) => collection.countDocuments();'],
  ['a path', "const filter = { 'state.centreId': 'KR-27' };"],
  ['a path that is made', 'const filter = { [`state.$'.concat('{field}`]: 1 };')],
  ['a path of a key', "const filter = { 'keys.digest': 1 };"],
])('planted: %s', (_, text) => {
  expect(storeFindings(sourceOf('services/x/src/y/rpc.ts', text))).toHaveLength(1);
  expect(storeFindings(sourceOf('services/x/src/y/store.ts', text))).toEqual([]);
  expect(storeFindings(sourceOf('services/x/src/y/y.int.test.ts', text))).toEqual([]);
});
