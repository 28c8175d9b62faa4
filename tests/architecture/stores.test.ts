import { expect, test } from '@jest/globals';
import { shown, sourceOf, sources } from './source.ts';
import { storeFindings } from './stores.ts';

test('only its store.ts uses the collection of a store and paths into it', () => {
  expect(shown(sources().flatMap(storeFindings))).toEqual([]);
});

test.each([
  ['a collection', 'const docs = await ventures.collection.find().toArray();'],
  ['a collection of the database', "const rows = db.collection('row');"],
  ['a store taken apart', 'const f = ({ collection }: VentureStore) => collection.countDocuments();'],
  ['a store that is opened', "import { openStore } from '@naru/kit/raw';"],
  ['a store that is opened under another name', "import { openStore as open } from '@naru/kit/raw';"],
  ['a collection of the driver', "import type { Collection } from 'mongodb';"],
  ['a path', "const filter = { 'state.centreId': 'KR-27' };"],
  ['a path that is made', 'const filter = { [`state.$'.concat('{field}`]: 1 };')],
  ['a path of a key', "const filter = { 'keys.digest': 1 };"],
])('planted: %s', (_, text) => {
  expect(storeFindings(sourceOf('services/x/src/y/rpc.ts', text))).toHaveLength(1);
  expect(storeFindings(sourceOf('services/x/src/y/store.ts', text))).toEqual([]);
  expect(storeFindings(sourceOf('services/x/src/y/y.int.test.ts', text))).toEqual([]);
});
