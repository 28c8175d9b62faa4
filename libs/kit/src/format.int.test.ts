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

test('an empty database gets the format number, also when replicas start together, and can be read from then on', async () => {
  await Promise.all([requireFormat(db()), requireFormat(db()), requireFormat(db())]);
  expect(await meta().find().toArray()).toEqual([{ _id: 'format', number: DATA_FORMAT }]);
  await db().collection('venture').insertOne({});
  await expect(requireFormat(db())).resolves.toBeUndefined();
});

test('data without a format number is refused with the remedy, and is left unchanged', async () => {
  await db().collection('venture').insertOne({});
  await expect(requireFormat(db())).rejects.toThrow(/has format 1, .*npm start -- --reset/);
  expect(await meta().countDocuments()).toBe(0);
});

test('data of a later format is also refused', async () => {
  await requireFormat(db());
  await meta().updateOne({ _id: 'format' }, { $set: { number: DATA_FORMAT + 1 } });
  await expect(requireFormat(db())).rejects.toThrow(`has format ${DATA_FORMAT + 1}, `);
});
