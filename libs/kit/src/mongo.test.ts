import { expect, test } from '@jest/globals';
import { MongoBulkWriteError, MongoNetworkError, MongoServerError } from 'mongodb';
import { isTransient } from './mongo.ts';

const broken = new MongoNetworkError('connection 3 to 127.0.0.1:27017 closed');
const duplicate = { message: 'E11000 duplicate key error', code: 11000 };

test('a broken connection heals, by itself or inside a bulk write', () => {
  expect(isTransient(broken)).toBe(true);
  expect(isTransient(new MongoBulkWriteError(broken, {} as never))).toBe(true);
});

test('what the server refused stays refused', () => {
  expect(isTransient(new MongoServerError(duplicate))).toBe(false);
  expect(isTransient(new MongoBulkWriteError({ ...duplicate, writeErrors: [] } as never, {} as never))).toBe(false);
  expect(isTransient(new Error('no error of the database'))).toBe(false);
});
