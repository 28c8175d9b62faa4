import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Ground, startGround } from '@naru/testing/ground';
import { DATA_FORMAT, requireFormat } from './format.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

const db = () => ground.database.db;
const meta = () => db().collection<{ _id: string; number: number }>('meta');
beforeEach(async () => {
  for (const { name } of await db().listCollections().toArray()) await db().dropCollection(name);
});

test('an empty database is marked, by replicas that start together as well, and is read from then on', async () => {
  await Promise.all([requireFormat(db()), requireFormat(db()), requireFormat(db())]);
  expect(await meta().find().toArray()).toEqual([{ _id: 'format', number: DATA_FORMAT }]);
  await db().collection('venture').insertOne({});
  await expect(requireFormat(db())).resolves.toBeUndefined();
});

test('data from before there was a mark is refused with the way out, and is left as it is', async () => {
  await db().collection('venture').insertOne({});
  await expect(requireFormat(db())).rejects.toThrow(/has format 1, .*npm start -- --reset/);
  expect(await meta().countDocuments()).toBe(0);
});

test('data of a later format is refused too', async () => {
  await requireFormat(db());
  await meta().updateOne({ _id: 'format' }, { $set: { number: DATA_FORMAT + 1 } });
  await expect(requireFormat(db())).rejects.toThrow(`has format ${DATA_FORMAT + 1}, `);
});
